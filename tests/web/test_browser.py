"""A reader's ways through the brief and the app, in a real browser."""

from pathlib import Path

import pytest

from onrecord import pipeline
from onrecord.render.page import to_page
from onrecord.store.store import RecordReader


@pytest.fixture(scope="module")
def brief_file(example, tmp_path_factory):
    with RecordReader(example) as reader:
        made = pipeline.brief_of(reader)
    path = tmp_path_factory.mktemp("page") / "brief.html"
    path.write_text(to_page(made), encoding="utf-8")
    return path


def live_words(page):
    return " ".join(page.locator("mark.live").all_inner_texts())


def test_the_page_is_small_enough_to_mail(brief_file):
    assert brief_file.stat().st_size < 1_000_000


def test_choosing_a_line_lights_up_its_words(page, brief_file):
    page.goto(brief_file.as_uri())
    line = page.locator("li.claim").nth(4)
    wanted = line.locator(".cite").first.get_attribute("title")
    line.locator(".said").click()
    assert " ".join(live_words(page).split()) == wanted
    assert page.url.endswith("#" + line.get_attribute("id"))
    assert page.strays == [] and page.errors == []


def test_an_address_with_a_line_opens_at_it(page, brief_file):
    page.goto(brief_file.as_uri())
    ident = page.locator("li.claim").nth(6).get_attribute("id")
    page.goto("about:blank")
    page.goto(f"{brief_file.as_uri()}#{ident}")
    assert page.locator(f"#{ident}.on").count() == 1
    assert live_words(page)


def test_lines_are_filtered_by_party_issue_age_and_words(page, brief_file):
    page.goto(brief_file.as_uri())
    all_lines = page.locator("li.claim:visible").count()
    page.select_option("select[name=party]", "russia")
    of_russia = page.locator("li.claim:visible")
    assert 0 < of_russia.count() < all_lines
    assert all("russia" in (x.get_attribute("data-sides") or "") for x in of_russia.all())
    page.select_option("select[name=issue]", "ceasefire")
    assert all(x.get_attribute("data-issue") == "ceasefire" for x in page.locator("li.claim:visible").all())
    page.click("button[type=reset]")
    page.wait_for_timeout(50)
    assert page.locator("li.claim:visible").count() == all_lines
    page.fill("input[name=words]", "zzzz")
    assert page.locator("li.claim:visible").count() == 0
    assert page.locator("output").inner_text().startswith("0 of")


def test_the_brief_is_read_by_keyboard_alone(page, brief_file):
    page.goto(brief_file.as_uri())
    page.keyboard.press("j")
    first = page.locator("li.claim.on").get_attribute("id")
    page.keyboard.press("j")
    second = page.locator("li.claim.on").get_attribute("id")
    assert first != second
    assert page.evaluate("document.activeElement.id") == second
    page.keyboard.press("k")
    assert page.locator("li.claim.on").get_attribute("id") == first
    page.keyboard.press("/")
    assert page.evaluate("document.activeElement.name") == "words"
    page.keyboard.press("Escape")
    page.keyboard.press("?")
    assert page.locator("dialog#keys[open]").count() == 1
    page.keyboard.press("Escape")
    assert page.locator("dialog#keys[open]").count() == 0


def test_a_line_is_copied_as_markdown_with_its_citation(page, brief_file):
    page.goto(brief_file.as_uri())
    page.evaluate(
        "navigator.clipboard.writeText = (words) => { window.copied = words; return Promise.resolve(); }"
    )
    page.keyboard.press("j")
    page.keyboard.press("c")
    words = page.evaluate("window.copied")
    number = page.locator("li.claim.on .cite").first.get_attribute("data-n")
    assert f"[{number}]" in words
    assert f"\n{number}. " in words
    page.click("[data-do=copy-all]")
    whole = page.evaluate("window.copied")
    assert whole.startswith("# ") and "## Citations" in whole


def test_with_scripts_off_the_brief_is_text_with_footnotes(chromium, brief_file):
    context = chromium.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(brief_file.as_uri())
    assert page.locator(".footnotes li").first.is_visible()
    assert page.locator("article.source").first.is_visible()
    assert not page.locator("#filters").is_visible()
    page.locator(".cite").first.click()
    assert "#c" in page.url
    context.close()


def test_on_a_phone_the_words_come_up_in_a_sheet(page, brief_file):
    page.set_viewport_size({"width": 390, "height": 800})
    page.goto(brief_file.as_uri())
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
    assert not page.locator("aside.sources").is_visible()
    page.locator("li.claim .said").nth(2).click()
    page.wait_for_timeout(300)
    assert page.locator("mark.live").first.is_visible()
    page.locator("article.source.on .close").click()
    page.wait_for_timeout(300)
    assert not page.locator("aside.sources.open").count()


def test_the_printed_brief_has_footnotes_and_no_controls(page, brief_file, tmp_path):
    page.goto(brief_file.as_uri())
    page.emulate_media(media="print")
    assert page.locator(".footnotes li").first.is_visible()
    assert not page.locator("#filters").is_visible()
    assert not page.locator("aside.sources").is_visible()
    raw = page.pdf(path=str(tmp_path / "brief.pdf"))
    assert raw.startswith(b"%PDF") and Path(tmp_path / "brief.pdf").stat().st_size > 10_000


def test_a_wrong_stance_is_corrected_where_it_is_seen_and_the_map_changes(page, copy, served):
    base = served(copy)
    page.goto(f"{base}/map")
    before = page.locator('a.cell[href^="/map/germany/minerals"]').get_attribute("class")
    assert "opposes" in before
    page.goto(f"{base}/map/germany/minerals")
    page.locator(".card [data-mend]").first.click()
    page.wait_for_selector("dialog#mend-box[open]")
    page.select_option("dialog select[name=stance]", "supports")
    page.fill("dialog input[name=why]", "the words are for it")
    page.click("#mend-box form button:not([type=button])")
    page.wait_for_selector("h1:has-text('supports')")
    page.goto(f"{base}/map")
    assert "supports" in page.locator('a.cell[href^="/map/germany/minerals"]').get_attribute("class")
    page.goto(f"{base}/corrections")
    page.fill("input[name=why]", "it was right")
    page.click("td form button")
    page.wait_for_selector("text=undone by tester")
    page.goto(f"{base}/map")
    assert "opposes" in page.locator('a.cell[href^="/map/germany/minerals"]').get_attribute("class")
    assert page.strays == [] and page.errors == []


def test_without_script_a_statement_is_corrected_too(chromium, copy, served):
    base = served(copy)
    context = chromium.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(f"{base}/map/germany/minerals")
    page.locator(".card [data-mend]").first.click()
    page.select_option("select[name=stance]", "supports")
    page.fill("form#mend input[name=why]", "the words are for it")
    page.click("form#mend button")
    page.wait_for_selector("text=corrected by tester")
    context.close()


def test_search_answers_while_one_types(page, example, served):
    base = served(example)
    page.goto(f"{base}/")
    page.keyboard.press("/")
    page.keyboard.type("ceasefire")
    page.keyboard.press("Enter")
    page.wait_for_url("**/search?q=ceasefire*")
    assert page.locator("#results mark").count() > 3
    page.fill("#q", "ceasefire guarantees")
    page.wait_for_url("**q=ceasefire+guarantees*")
    assert page.locator("#results .card").count() > 0
    page.fill("#q", "zzzzzz")
    page.wait_for_selector("text=No statement fits")


def test_the_slider_shows_another_day(page, example, served):
    base = served(example)
    page.goto(f"{base}/")
    page.locator("#slide").focus()
    page.keyboard.press("ArrowLeft")
    page.wait_for_url("**as_of=2025-03-13*")
    assert "13 March 2025" in page.locator("h1").inner_text()


def test_an_article_and_its_statements_point_to_each_other(page, example, served):
    base = served(example)
    page.goto(f"{base}/coverage")
    page.locator("table a").first.click()
    page.wait_for_selector(".reader")
    page.locator(".reader .card .said").nth(1).click()
    ident = page.locator(".card.on").get_attribute("id")
    assert page.locator(f'.run.live[data-s~="{ident}"]').count() > 0
    run = page.locator(".run").first
    run.click()
    assert page.locator(".card.on").get_attribute("id") in run.get_attribute("data-s").split()


def test_the_whole_app_by_keyboard(page, example, served):
    base = served(example)
    page.goto(f"{base}/coverage")
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.className") == "skip"
    page.locator("body").press("g")
    page.keyboard.press("m")
    page.wait_for_url("**/map")
    page.goto(f"{base}/map/ukraine/ceasefire")
    page.keyboard.press("j")
    assert page.locator(".card.on").count() == 1
    page.keyboard.press("e")
    page.wait_for_selector("dialog#mend-box[open]")
    page.keyboard.press("Escape")
    assert page.locator("dialog#mend-box[open]").count() == 0


def test_the_first_paint_of_the_brief_is_soon(page, example, served):
    base = served(example)
    page.goto(f"{base}/")
    page.goto(f"{base}/?as_of=2025-03-13")
    page.screenshot()  # what is drawn has been painted
    painted = page.evaluate("performance.getEntriesByName('first-contentful-paint')[0].startTime")
    assert 0 < painted < 3000  # how soon is measured in benchmarks/; here only that nothing holds it up
