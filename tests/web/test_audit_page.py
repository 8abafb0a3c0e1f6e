"""A reader's way through an audit, in a real browser."""


def test_choosing_a_sentence_shows_its_evidence(page, audit_file):
    page.goto(audit_file.as_uri())
    link = page.locator(".f.bad").first
    link.click()
    card = page.locator(".finding.on")
    assert card.count() == 1 and card.get_attribute("id") == link.get_attribute("data-f")
    assert card.is_visible() and page.locator(".finding:visible").count() == 1
    assert page.strays == [] and page.errors == []


def test_verdicts_are_shown_alone_and_walked_by_keys(page, audit_file):
    page.goto(audit_file.as_uri())
    page.locator("#verdicts input").first.uncheck()
    dimmed = page.locator(".f.dim").count()
    assert 0 < dimmed < page.locator(".f").count()
    page.keyboard.press("j")
    page.keyboard.press("j")
    assert "dim" not in page.locator(".f.on").get_attribute("class")


def test_an_address_with_a_sentence_opens_at_it(page, audit_file):
    page.goto(f"{audit_file.as_uri()}#f3")
    assert page.locator(".finding.on").get_attribute("id") == "f3"


def test_without_script_all_evidence_is_there_to_read(chromium, audit_file):
    context = chromium.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(audit_file.as_uri())
    assert page.locator(".finding:visible").count() == page.locator(".f").count()
    assert page.locator("#mended del:visible").count() > 0
    context.close()


def test_nothing_overflows_on_a_phone(chromium, audit_file):
    context = chromium.new_context(viewport={"width": 390, "height": 800})
    page = context.new_page()
    page.goto(audit_file.as_uri())
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
    page.locator(".f").first.click()
    assert page.locator(".finding.on").is_visible()
    context.close()


def test_the_app_shows_a_pasted_brief(page, example, served):
    base = served(example)
    page.goto(f"{base}/audit")
    page.fill(
        "#f-words",
        "Putin said that the war could be over within four months if money and ammunition ran out.",
    )
    page.click("text=Audit it")
    page.wait_for_selector(".audited")
    assert page.locator(".finding.on blockquote").first.is_visible()
    assert page.errors == []
