"""Blocks of HTML pages lead back to the bytes in which their words stand."""

from __future__ import annotations

import html
import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from copydesk.records import Page, SavedPage
from copydesk.stages.articles import find_articles
from copydesk.stages.articles.source.wayback import locate_blocks, text_of
from copydesk.stages.articles.source.wayback_source import level, read_visible


def places(source: str, *texts: str) -> list[str | None]:
    content = source.encode()
    return [
        content[place.start : place.end].decode() if place else None for place in locate_blocks(content, "utf-8", texts)
    ]


@pytest.mark.parametrize(
    ("source", "shown"),
    [
        ("<p>The <b>ferry</b> sank.</p>", "Theferrysank."),
        ('<p title="a > b" alt=\'"no"\'>Wind</p>', "Wind"),
        ('<a href="x"">Wind</a> and <a href=x"y>rain</a>', "Windandrain"),
        ("Sea<!-- > not <b> this -->gull<!---->s<!-->!<!-- open", "Seagulls!"),
        ("<script>if (a</b) '<p>'</script>a<STYLE>p{}</Style >b<script src=x />c", "abc"),
        ("<title>Post</title><svg><title>x</title></svg><button>Share</button>ok<textarea><p>no</textarea>", "ok"),
        ("<scripted>kept</scripted><noscript>told</noscript>", "kepttold"),
        ("<!DOCTYPE html><?xml v?><![CDATA[no]]>yes</ bogus>", "yes"),
        ("R&amp;D &lt;b&gt; &#8220;&#x41;&#150;&eacute;&ampx &nosuch; AT&T &", "R&D<b>“A–é&x&nosuch;AT&T&"),
        ("so\u00adft ze\u200bro\ufeff n\x00ul&nbsp;&shy;.", "softzeronul."),
        ("3 < 4 <3 a<b", "3<4<3a"),
        ("", ""),
    ],
)
def test_what_a_source_shows(source: str, shown: str) -> None:
    assert read_visible(source).text == shown


@pytest.mark.parametrize(
    ("source", "text", "place"),
    [
        ("<p>The <b>ferry</b> sank.</p>", "The ferry sank.", "The <b>ferry</b> sank."),
        ("<p>\n  Rain&nbsp;&amp;\n  hail </p>", "Rain & hail", "Rain&nbsp;&amp;\n  hail"),
        ("<p>&ldquo;Go,&rdquo; said Ærø.</p>", "“Go,” said Ærø.", "&ldquo;Go,&rdquo; said Ærø."),
        ("<tr><td>Oats</td><td>12</td></tr>", "Oats | 12", "Oats</td><td>12"),
        ("<p>VELMAR (Wire) - Snow fell.</p>", "Snow fell.", "Snow fell."),
        ("<p>VELMAR (Wire) - Snow fell.</p>", "VELMAR (Wire) -", "VELMAR (Wire) -"),
        ("<p>Storm passes</p><p>The storm passes on</p>", "Storm passes", "Storm passes"),
        ("<p>ab<!-- ad -->cdef</p>", "abcdef", "ab<!-- ad -->cdef"),
        # words that the text lacks, another text, a part of a word, no words, hidden words
        ("<p>The old <a>Read more</a> ferry sank.</p>", "The old ferry sank.", None),
        ("<p>The ferry sank.</p>", "The ferry sailed.", None),
        ("<p>Harbourmasters met.</p>", "Harbour", None),
        ("<p>...</p>", " \u200b", None),
        ("<p title='The ferry sank.'></p><script>The ferry sank.</script>", "The ferry sank.", None),
        # an entity that stands for more than the text ends with
        ("<p>a quiet sea &notit;</p>", "a quiet sea ¬i", None),
        # a text that stands twice, with nothing to decide
        ("<p>Snow fell.</p><hr><p>Snow fell.</p>", "Snow fell.", None),
    ],
)
def test_a_place_holds_the_words_and_no_others(source: str, text: str, place: str | None) -> None:
    assert places(source, text) == [place]


NUMBERED = "<p>One</p><p id=1>Same</p><p>Two</p><p id=2>Same</p><p>Three</p><p>Four</p><p id=3>Same</p><p id=4>Same</p>"


@pytest.mark.parametrize(
    ("texts", "chosen"),
    [
        (["One", "Same"], [1]),  # touches the one before
        (["Same", "Two"], [1]),
        (["Same", "Three"], [2]),  # touches the one after
        (["Two", "Same", "Three"], [2]),  # the only one between the two
        (["Same", "Same", "Same", "Same"], [1, 2, 3, 4]),  # as many as the page has
        (["Four", "Same"], [3]),
        (["Same"], [None]),
        (["Same", "Same"], [None, None]),
        (["Four", "Three", "Same"], [None]),  # two are left after the block before, and neither touches it
    ],
)
def test_order_decides_between_equal_places(texts: list[str], chosen: list[int | None]) -> None:
    found = locate_blocks(NUMBERED.encode(), "utf-8", texts)
    same = [place for place, text in zip(found, texts, strict=True) if text == "Same"]
    wanted = [NUMBERED.index(f"id={number}>") + 5 if number else None for number in chosen]
    assert [place.start if place else None for place in same] == wanted


@pytest.mark.parametrize(
    ("encoding", "mark"),
    [("utf-8", b""), ("utf-8", b"\xef\xbb\xbf"), ("cp1252", b""), ("utf-16-le", b"\xff\xfe"), ("gbk", b"")],
)
def test_offsets_count_bytes_in_any_encoding(encoding: str, mark: bytes) -> None:
    text = "米价上涨" if encoding == "gbk" else "“Naïve” café – £5"
    content = mark + f"<title>x</title><p>é</p><p>{text}</p>".replace("é", "e" if encoding == "gbk" else "é").encode(
        encoding
    )
    (place,) = locate_blocks(content, encoding, [text])
    assert place is not None and content[place.start : place.end] == text.encode(encoding)


def test_broken_bytes_beside_and_inside_the_words_change_no_offset() -> None:
    content = b"<p>\xff\xfe\xe2\x82</p><p>The fer\xffry sank.</p>"
    (place,) = locate_blocks(content, "utf-8", ["The fer\ufffdry sank."])
    assert place is not None and content[place.start : place.end] == b"The fer\xffry sank."
    assert locate_blocks(b"\xff\xfeA\x00\x00", "utf-16-le", ["A"]) == [None]


# --- properties -----------------------------------------------------------------------------------------

FRAGMENTS = [  # what is shown, and how it may be written
    ("ferry", "f<b>er</b>ry"),
    ("wind", "w<!-- > <p> -->ind"),
    ("Ærø", "&AElig;r&#xF8;"),
    ("R&D", "R&amp;D"),
    ("“so”", "&ldquo;so&#8221;"),
    ("pier", '<a title="x > y" href=\'"#\'>pier</a>'),
    ("深い𝄞", "深い&#x1D11E;"),
    ("bay", "b\x00a\u00ady"),
    ("mast", "m<i><i><b>as</i>t</b></b>"),
    ("", "<script>if (a<b) 'ferry'</script>"),
    ("", "<img alt='ferry wind'>"),
    ("1 < 2", "1 < 2"),
]
WORDS = st.lists(st.sampled_from(FRAGMENTS), min_size=1, max_size=12)
TAGS = st.sampled_from(["p", "div", "li", "h2", "td", "blockquote"])
JUNK = st.sampled_from(
    ["", "\n", "<hr>", "<!-- ferry -->", "<style>p {}</style>", "</div></b>", "<p>", "&nbsp;", "<div><div>"]
)


@st.composite
def pages(draw: st.DrawFn) -> tuple[str, list[str], list[str]]:
    """Return a page, the paragraphs in it as shown, and as written."""
    source, shown, written = "", [], []
    for words in draw(st.lists(WORDS, min_size=1, max_size=8)):
        if not any(word for word, _ in words):
            continue
        shown.append(" ".join(word for word, _ in words if word))
        written.append(" \n".join(mark_up for _, mark_up in words))
        tag = draw(TAGS)
        source += f"{draw(JUNK)}<{tag} class='ferry'>{written[-1]}</{tag}>"
    return source, shown, written


@settings(max_examples=150, deadline=None)
@given(pages(), st.sampled_from(["utf-8", "utf-16-le", "utf-16-be"]))
def test_each_paragraph_is_found_as_it_is_written(page: tuple[str, list[str], list[str]], encoding: str) -> None:
    source, shown, written = page
    content = source.encode(encoding)
    end = 0
    for place, text, mark_up in zip(locate_blocks(content, encoding, shown), shown, written, strict=True):
        assert place is not None and end <= place.start < place.end
        end = place.end
        cut = content[place.start : place.end]
        assert text_of(cut, encoding) == level(text)
        assert cut.decode(encoding) in mark_up


@settings(max_examples=150, deadline=None)
@given(pages(), st.lists(st.integers(0, 7), max_size=8))
def test_a_place_is_exact_or_none_whatever_is_asked(page: tuple[str, list[str], list[str]], chosen: list[int]) -> None:
    source, shown, _ = page
    texts = [shown[i % len(shown)] for i in chosen] if shown else []
    texts += [text[: len(text) // 2] for text in texts]
    content = source.encode()
    for place, text in zip(locate_blocks(content, "utf-8", texts), texts, strict=True):
        assert place is None or text_of(content[place.start : place.end], "utf-8") == level(text) != ""


SOUP = st.lists(
    st.sampled_from(
        [*"<>&;=\"'/!-? ax|\u00ad", "<!--", "-->", "<p>", "</script>", "<script", "&amp", "&#x41;", "sea", "\x00"]
    ),
    max_size=60,
).map("".join)


@settings(max_examples=300, deadline=None)
@given(SOUP, st.binary(max_size=40), st.sampled_from(["utf-8", "cp1252", "utf-16-le", "iso2022_jp", "utf-7"]))
def test_soup_never_raises_and_every_place_is_exact(soup: str, noise: bytes, encoding: str) -> None:
    content = soup.encode("utf-8") + noise
    texts = [soup, soup[3:], "sea", "a", *soup.split("<p>"), *html.unescape(soup).split()]
    for place, text in zip(locate_blocks(content, encoding, texts), texts, strict=True):
        if place:
            assert 0 <= place.start < place.end <= len(content)
            assert text_of(content[place.start : place.end], encoding) == level(text)


@pytest.mark.parametrize(
    "source",
    [
        "<div>" * 10_000 + "The ferry sank." + "</div>" * 10_000,
        "The ferry sank.<p>" + "<!--" * 50_000,
        "The ferry sank.<p>" + "<a title=\"' " * 30_000,
        "The ferry sank.<p>" + "<a =\"<a ='" * 30_000 + ">",
        "The ferry sank.<p>" + "<script><style><svg>" * 20_000,
        "The ferry sank.<p>" + "&" * 200_000 + "&am" * 50_000,
        "The ferry sank.<p>" + "<" * 200_000,
        "The ferry sank.<p>" + " " * 300_000 + "x",
        "The ferry sank." + "<p>Snow fell again.</p>" * 20_000,
        "The ferry sank." + "".join(f"<p>Snow fell again on day {i} <i>of</i> the year.</p>" for i in range(5_000)),
    ],
    ids=[
        "deep",
        "comments",
        "quotes",
        "mixed quotes",
        "elements",
        "entities",
        "brackets",
        "spaces",
        "repeats",
        "alike",
    ],
)
def test_odd_pages_take_linear_time(source: str) -> None:
    texts = [
        "The ferry sank.",
        *(f"Snow fell again on day {i} of" for i in range(5_000)),
        *["Snow fell again."] * 5_000,
    ]
    begun = time.process_time()
    found = locate_blocks(source.encode(), "utf-8", texts)
    assert found[0] is not None
    assert time.process_time() - begun < 3


def test_blocks_of_html_articles_have_their_place() -> None:
    body = "".join(
        f"<p>Harbour officials in <a href='/v'>Velmar</a> said on day {i} that the ferry would sail again "
        f"&mdash; &ldquo;weather permitting&rdquo; &mdash; once the storm had passed over the coast.</p>"
        for i in range(6)
    )
    content = f"<html><body><article><h1>Ferry to sail</h1>{body}</article></body></html>".encode()
    page = SavedPage(page=Page(id="p-1", uri="one.html", media_type="text/html", sha256="0"), content=content)
    (article,) = find_articles(page)[0]
    assert len(article.blocks) >= 6
    for block in article.blocks:
        assert block.page_span is not None
        assert text_of(content[slice(*block.page_span)], "utf-8") == level(article.words_of(block.span))
