"""Whether a quotation stands in the pile: exact, altered or absent, where, and who says it. text, Pile -> QuotationAnswer."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from rapidfuzz.distance import Levenshtein

from copydesk.errors import UnreadableInput
from copydesk.records import Article, Attribution, First, Quotation, Span
from copydesk.verify.answers import Label, OtherWording, Place, QuotationAnswer
from copydesk.verify.compare import MOST as WORDINGS
from copydesk.verify.compare import SHARE, find_wordings
from copydesk.verify.differences import list_differences
from copydesk.verify.pile import Pile
from copydesk.verify.places import Match, make_place, said_in
from copydesk.verify.speech import read_speech, without_clauses
from copydesk.verify.stretches import Stretch, find_stretches
from copydesk.verify.words import GAP, Words, read_words

LONGEST = 600
"""Words of a quotation; a longer one is a text, to be looked up passage by passage."""
MOST = 20
"""Places that an answer lists."""
_FAR = 1.0
"""So many words changed for one that is kept are still another wording, in a record of the same utterance."""
_FEW = 4
"""Fewer words are no utterance that has other wordings."""
_LATE = "9999"


def verify_quotation(quote: str, pile: Pile, *, most: int = MOST) -> QuotationAnswer:
    """Return whether a quotation stands in the pile, with at most `most` places.

    It is exact where a page has the same words in the same order, but for quotation marks, dashes, commas, blanks and
    the reporting clause between two parts of one speech; altered where the nearest wording differs in few words; else
    absent. Raise `UnreadableInput` for a quotation without words or of more than `LONGEST`.
    """
    words = read_quotation(quote)
    matches = sorted(find_matches(words, pile), key=rank_match)
    label: Label = "absent"
    if matches:
        label = "altered" if matches[0].differences else "exact"
    best = {match.article.id: match.article for match in matches if _grade(match) == _grade(matches[0])}
    places = [make_place(pile, match) for match in matches[:most]]
    return QuotationAnswer(
        quote=quote,
        label=label,
        places=tuple(places),
        more=len(matches) - len(places),
        articles=len(best),
        first=_first(list(best.values())),
        undated=sum(article.published is None for article in best.values()),
        others=tuple(_others(places, words, pile)),
    )


def read_quotation(quote: str) -> Words:
    """Return the words of a quotation without dots at its ends."""
    words = read_words(quote)
    kept = [n for n, key in enumerate(words.keys) if key != GAP or (n and words.keys[n - 1] != GAP)]
    while kept and words.keys[kept[0]] == GAP:
        kept.pop(0)
    while kept and words.keys[kept[-1]] == GAP:
        kept.pop()
    if not kept:
        raise UnreadableInput(f"“{quote[:40]}”: no words to look for; give the words of a quotation")
    if len(kept) > LONGEST:
        raise UnreadableInput(
            f"“{quote[:40]}…”: {len(kept)} words are too many for a quotation; give it as a text (--text)"
        )
    return words.choose(kept)


def find_matches(quote: Words, pile: Pile) -> list[Match]:
    """Return where the quotation or a wording near it stands, each place once.

    Where there is none, sentences that stand apart on the page are looked for: what is between them was left out.
    """
    stretches = find_stretches(pile, pile.code(quote.keys))
    found = [match for stretch in stretches for match in match_stretch(quote, stretch, pile)]
    parted = quote.with_gaps()
    if found or len(parted) == len(quote):
        return found
    apart = [match for stretch in stretches for match in match_stretch(parted, stretch, pile, most=1)]
    return [match for match in apart if not match.changed]


def match_stretch(
    quote: Words, stretch: Stretch, pile: Pile, *, share: float = SHARE, most: int = WORDINGS
) -> list[Match]:
    """Return the matches in a stretch, the nearest first; no two of them overlap.

    The page is read as it stands, and without the reporting clauses that part one speech.
    """
    article = pile.articles[stretch.article]
    page = read_words(article.text).cut(stretch.first, stretch.last)
    spoken = without_clauses(page, read_speech(article.text, said_in(pile, article)).clauses)
    found = [
        Match(
            article=article,
            spans=tuple(reading.spans[place] for place in wording.places),
            differences=list_differences(wording, quote, reading),
            changed=wording.changed,
        )
        for reading in ([page] if len(spoken) == len(page) else [page, spoken])
        for wording in find_wordings(quote, reading, share=share, most=most)
    ]
    kept: list[Match] = []
    for match in sorted(found, key=_closeness):
        if not any(match.span.overlaps(other.span) for other in kept):
            kept.append(match)
    return kept


def _closeness(match: Match) -> tuple[bool, int, int, int, Span]:
    letters = sum(Levenshtein.distance(one.before, one.after) for one in match.differences)
    return (bool(match.differences), match.changed, len(match.differences), letters, match.span)


def _grade(match: Match) -> tuple[bool, int]:
    return (bool(match.differences), match.changed)


def rank_match(match: Match) -> tuple[tuple[bool, int, int, int], tuple[str, bool, str], Span]:
    """Return what puts the nearest match first, the earliest of equally near ones, undated pages last."""
    return (_closeness(match)[:4], _age(match.article), match.span)


def _first(articles: Sequence[Article]) -> First | None:
    """Return the earliest dated one."""
    dated = [article for article in articles if article.published]
    return _carrier(min(dated, key=_age)) if dated else None


def _carrier(article: Article) -> First:
    return First(article=article.id, outlet=article.outlet, date=article.published.value if article.published else None)


def _age(article: Article) -> tuple[str, bool, str]:
    """Return what puts the earliest article first, of one day one that states its date."""
    published = article.published
    return (published.value, published.basis == "inferred", article.id) if published else (_LATE, True, article.id)


def _others(places: Iterable[Place], quote: Words, pile: Pile) -> Iterator[OtherWording]:
    """Yield the other wordings of the utterances found, those aside that a place shows already."""
    if len(quote) < _FEW:
        return
    shown = [(place.article, place.span) for place in places]
    for name in dict.fromkeys(place.quotation for place in places if place.quotation):
        record = pile.index.get(Quotation, name)
        for variant in record.variants if record else ():
            carried = [one for id in variant.attributions if (one := pile.index.get(Attribution, id))]
            elsewhere = [one.article for one in carried if not any(_holds(one, *place) for place in shown)]
            if elsewhere and find_wordings(quote, read_words(variant.text), share=_FAR, most=1):
                articles = filter(None, (pile.index.get(Article, id) for id in dict.fromkeys(elsewhere)))
                yield OtherWording(quotation=name, text=variant.text, carried_by=tuple(map(_carrier, articles)))


def _holds(attribution: Attribution, article: str, span: Span) -> bool:
    return attribution.article == article and any(span.overlaps(content) for content in attribution.content_spans)
