"""No page has a violation of axe-core's rules (WCAG 2 A and AA, and its best practices), light or dark, wide or narrow."""

import pytest

PAGES = [
    "/", "/map", "/map?by=actor", "/map/ukraine/ceasefire", "/actors", "/actor/putin", "/actor/ukraine", "/issues",
    "/issue/ceasefire", "/timeline", "/camps", "/coverage", "/corrections", "/add", "/audit", "/search?q=ceasefire", "/api", "/nowhere",
]  # fmt: skip


@pytest.fixture(scope="module")
def axe():
    from axe_playwright_python.sync_playwright import Axe

    return Axe()


def faults(axe, page):
    found = axe.run(page).response["violations"]
    return [(v["id"], n["html"][:160]) for v in found for n in v["nodes"]]


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_no_page_has_a_violation(chromium, copy, served, axe, scheme):
    base = served(copy)
    context = chromium.new_context(color_scheme=scheme)
    page = context.new_page()
    found = {}
    page.goto(f"{base}/map/ukraine/ceasefire")
    statement = page.locator(".card").first.get_attribute("data-statement")
    page.goto(f"{base}/statement/{statement}")
    page.fill("form#mend input[name=why]", "a test")
    page.select_option("select[name=act]", "demand")
    page.click("form#mend button")
    article = page.locator(".card a[href^='/article/']").first.get_attribute("href")
    for path in (*PAGES, f"/statement/{statement}", article):
        page.goto(base + path)
        found |= {path: rows} if (rows := faults(axe, page)) else {}
    context.close()
    assert found == {}


def test_the_one_file_brief_has_no_violation(page, axe, example, tmp_path):
    from onrecord import pipeline
    from onrecord.render.page import to_page
    from onrecord.store.store import RecordReader

    with RecordReader(example) as reader:
        (tmp_path / "b.html").write_text(to_page(pipeline.brief_of(reader)), encoding="utf-8")
    page.goto((tmp_path / "b.html").as_uri())
    page.locator("li.claim .said").nth(3).click()
    assert faults(axe, page) == []


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_the_one_file_audit_has_no_violation(chromium, axe, audit_file, scheme):
    context = chromium.new_context(color_scheme=scheme)
    page = context.new_page()
    page.goto(audit_file.as_uri())
    assert faults(axe, page) == []
    context.close()


def test_dialogs_have_no_violation(page, axe, example, served):
    base = served(example)
    page.goto(f"{base}/map/ukraine/ceasefire")
    page.locator(".card [data-mend]").first.click()
    page.wait_for_selector("dialog#mend-box[open]")
    assert faults(axe, page) == []
