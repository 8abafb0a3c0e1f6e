import pytest

from onrecord.errors import NoArticleText, Skip
from onrecord.gather.draft import check
from onrecord.gather.page import read_page

BODY = "".join(
    f"<p>Paragraph {i}: the two sides met again on the river and spoke about the truce and the dam for hours.</p>"
    for i in range(6)
)


def page(head="", body=BODY, layout="<article>{}</article>"):
    raw = f"<html lang='en'><head>{head}</head><body>{layout.format('<h1>Talks on the river</h1>' + body)}</body></html>"
    return next(read_page(raw.encode(), "x.html"))


def test_the_article_is_read_without_menus_and_cookies():
    layout = "<nav><a href='/'>Home</a></nav><article>{}</article><div class='cookie'>We use cookies</div><footer>Imprint</footer>"
    text = page(layout=layout).text
    assert "Paragraph 5" in text
    assert "cookies" not in text


def test_a_page_laid_out_in_tables_is_read_by_paragraph():
    text = page(layout="<table><tr><td>Menu</td><td>{}</td></tr></table>").text
    assert "Paragraph 2" in text
    assert "|" not in text


@pytest.mark.parametrize(
    "head",
    [
        '<meta property="article:published_time" content="2025-02-01T21:15:00+02:00">',
        '<meta name="date" content="2025-02-01T21:15:00+02:00">',
        '<script type="application/ld+json">{"@type": "NewsArticle", "datePublished": "2025-02-01T21:15:00+02:00"}</script>',
        '<script type="application/ld+json">{"@graph": [{"datePublished": "2025-02-01T21:15:00+02:00"}]}</script>',
    ],
)
def test_the_stated_date_is_read(head):
    assert check(page(head), "en").published == "2025-02-01T21:15:00+02:00"


def test_a_date_in_the_address_counts():
    assert (
        page('<link rel="canonical" href="https://wire.example/2025/02/01/talks">').published == "2025-02-01"
    )


def test_an_undated_page_stays_undated():
    assert page(body=BODY + "<p>They had met on 3 January 2025.</p>").published == ""


def test_broken_structured_data_does_no_harm():
    assert page('<script type="application/ld+json">{"datePublished": </script>').text


@pytest.mark.parametrize(
    "raw", [b"", b"   ", b"<html><body></body></html>", b"<html><body><nav>Menu</nav><script>var x = {"]
)
def test_a_page_without_an_article_says_so(raw):
    with pytest.raises(NoArticleText):
        for draft in read_page(raw, "x.html"):
            check(draft, "en")


def test_binary_bytes_are_no_page():
    with pytest.raises(Skip):
        list(read_page(bytes(range(256)) * 40, "x.html"))


def test_deep_nesting_is_refused_or_read_but_never_a_crash():
    raw = ("<div>" * 20000 + "text" + "</div>" * 20000).encode()
    try:
        list(read_page(raw, "x.html"))
    except Skip as error:
        assert error.lines()


STAMP = "<meta property='article:published_time' content='2025-02-01T08:30:00+03:00'>"
ENTRIES = "".join(
    f"<p><time datetime='2025-02-02T{hour}:05:00+03:00'>{hour}:05</time> Entry of {hour}: the talks went on and on at the river.</p>"
    for hour in (10, 12, 20)
)


def test_a_live_page_is_of_the_day_of_its_newest_entry():
    live = STAMP + "<link rel='canonical' href='https://x.example/live/talks'>"
    assert page(live, ENTRIES + BODY).published == "2025-02-02T20:05:00+03:00"


def test_times_on_an_ordinary_page_move_nothing():
    assert page(STAMP, ENTRIES + BODY).published == "2025-02-01T08:30:00+03:00"
