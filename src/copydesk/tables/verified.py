"""Answers of `verify` for the terminal: whether a quotation stands in the pile, where, and what it changes. -> renderable."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from rich.console import Group as Stack
from rich.console import RenderableType
from rich.padding import Padding
from rich.text import Text

from copydesk.brief import count, in_words, listed
from copydesk.records import First
from copydesk.tables.cells import cell, clean, join, squeeze
from copydesk.tables.listing import Trimmed
from copydesk.verify.answers import Difference, FoundPassage, OtherWording, Place, QuotationAnswer, TextAnswer

_STYLE = {"exact": "bold green", "altered": "bold yellow", "edited": "bold yellow", "absent": "bold red"}
_LONGEST = 600
"""Characters of a passage that are shown."""
_FEW = 6
"""Differences that are listed in words; all of them are marked in the words of the page."""


def render_quotation(answer: QuotationAnswer, *, limit: int | None = None) -> RenderableType:
    """Return a quotation's answer, with at most `limit` places, laid out for the terminal's width."""
    return Trimmed(inner=Stack(*_quotation(answer, limit)))


def render_text(answer: TextAnswer, *, limit: int | None = None) -> RenderableType:
    """Return a text's answer: its passages, then its quotations that no page has so, with at most `limit` places each."""
    parts: list[RenderableType] = [_summary(answer)]
    for passage in answer.passages:
        parts += ["", *_passage(passage, limit)]
    for one in answer.quotations:
        if one.answer.label != "exact":
            parts += ["", *_quotation(one.answer, limit, where=f"at {_span(one.span)}")]
    return Trimmed(inner=Stack(*parts))


def _quotation(answer: QuotationAnswer, limit: int | None, where: str = "") -> Iterator[RenderableType]:
    head = Text(answer.label.upper(), style=_STYLE[answer.label]).append("  ")
    yield head.append_text(_marked(answer.quote)).append(f"  {where}" if where else "", style="dim")
    yield Padding(_verdict(answer), (0, 0, 0, 2))
    for place in answer.places[:limit]:
        yield Padding(Stack("", *_place(place, answer.label)), (0, 0, 0, 2))
    left = answer.more + len(answer.places) - len(answer.places[:limit])
    if left:
        yield Text(f"\n  … and {count(left, 'more place')}", style="dim")
    for other in answer.others:
        yield Padding(Stack("", *_other(other)), (0, 0, 0, 2))


def _marked(text: str) -> Text:
    """Return words between quotation marks; those that they came with are not doubled."""
    return Text("“").append_text(cell(clean(text).strip('“”"«»'), limit=_LONGEST)).append("”")


def _verdict(answer: QuotationAnswer) -> Text:
    if answer.label == "absent":
        return Text("No page has these words or any near them.")
    pages = count(answer.articles, "article")
    if answer.label == "altered":
        return Text(f"No page has these words so; the nearest stand in {pages}{_since(answer)}.")
    prose = all(place.voice == "prose" for place in answer.places if place.label == "exact")
    voice = f", as {'its' if answer.articles == 1 else 'their'} own words: nobody says it" if prose else ""
    return Text(f"In {pages}{voice}{_since(answer)}.")


def _since(answer: QuotationAnswer) -> str:
    first = answer.first
    if first is None or first.date is None:
        return ", none of them dated"
    undated = f" ({count(answer.undated, 'article')} undated)" if answer.undated else ""
    return f", first on {in_words(first.date)}{undated}"


def _place(place: Place, label: str) -> Iterator[RenderableType]:
    nearly = "" if place.label == label else Text("altered here", style="yellow")
    yield join(_page(place), nearly, between=" · ")
    yield Padding(_words(place), (0, 0, 0, 2))
    for line in (_changes(place.differences), _speaker(place), _whole(place), _where(place)):
        if line:
            yield Padding(line, (0, 0, 0, 2))


def _page(place: Place) -> Text:
    date = f"{in_words(place.date)}{' (inferred)' if place.date_is_inferred else ''}" if place.date else "not dated"
    return join(cell(place.outlet or place.title, "bold", limit=60, missing="outlet not known"), date, between=", ")


def _where(place: Place) -> Text:
    return Text("; ".join([f"{clean(place.page)} {_span(place.span)}", *map(clean, place.notes)]), style="dim")


def _span(span: Sequence[int]) -> str:
    return f"[{span[0]}, {span[1]})"


def _words(place: Place) -> Text:
    """Return the words of the page with what the quotation drops in [-…-] and what it puts in {+…+}."""
    text, at = Text("“"), place.span.start
    for one in place.differences:
        start = max(at, one.span.start)
        text.append(squeeze(place.text[at - place.span.start : start - place.span.start]))
        text.append_text(_change(one, is_first=one.span.end == place.span.start))
        at = max(start, one.span.end)
    text.append(squeeze(place.text[at - place.span.start :])).append("”")
    return text if len(text) <= _LONGEST else text[:_LONGEST].append("…")


def _change(one: Difference, *, is_first: bool) -> Text:
    added, dropped = clean(one.after), clean(one.before)
    parts = Text(f"[-{dropped}-]", style="red") if dropped else Text()
    parts.append(f"{{+{added}+}}" if added else "", style="green")
    if dropped:
        return parts
    return parts.append(" ") if is_first else Text(" ").append_text(parts)


def _changes(differences: Sequence[Difference], given: str = "quotation") -> Text | None:
    if not differences:
        return None
    told = [_told(one) for one in differences[:_FEW]]
    more = f"; and {count(len(differences) - _FEW, 'more difference')}" if len(differences) > _FEW else ""
    return Text(f"The {given} ").append_text(Text("; ").join(told)).append(f"{more}.")


def _told(one: Difference) -> Text:
    before, after = _quote(one.before, "red"), _quote(one.after, "green")
    words = {
        "changed": ("has", after, "for", before),
        "added": ("adds", after),
        "dropped": ("drops", before),
        "left out": ("leaves out", before),
        "capitals": ("writes", after, "for", before),
        "letters": ("writes", after, "for", before, f"with other letters: {one.note}"),
    }
    return join(*words[one.kind])


def _quote(words: str, style: str) -> Text:
    return Text("“").append_text(cell(words, style, limit=120)).append("”")


def _speaker(place: Place) -> Text:
    if place.voice == "prose":
        return Text("the article's own words", style="dim")
    how = {"quoted": "", "partly quoted": "partly its own words, ", "reported": "in indirect speech, "}[place.voice]
    if place.attribution is None:
        return Text(f"{how}between quotation marks; whose words they are is not told", style="dim")
    who = cell(place.speaker, "bold", missing="somebody not known", limit=60)
    printed = " … ".join(clean(part) for part in (place.source, place.cue) if part)
    return join(Text(f"{how}said by", style="dim"), who, Text(f"({printed})", style="dim") if printed else "")


def _whole(place: Place) -> Text | None:
    if place.whole is None or place.voice != "quoted":
        return None
    return join(Text("part of:", style="dim"), _marked(place.whole))


def _other(other: OtherWording) -> Iterator[Text]:
    carried = listed([_carrier(one) for one in other.carried_by])
    yield join(Text("other wording", style="yellow"), f"in {carried}", Text(other.quotation, style="dim"))
    yield Text("  ").append_text(_marked(other.text))


def _carrier(one: First) -> str:
    outlet = one.outlet or f"an unknown outlet ({one.article})"
    return f"{outlet}, {in_words(one.date)}" if one.date else outlet


def _summary(answer: TextAnswer) -> Text:
    kinds = [passage.kind for passage in answer.passages]
    found = [count(kinds.count(kind), f"{kind} passage") for kind in ("exact", "edited") if kind in kinds]
    line = f"{answer.words_found:,} of {answer.words:,} words stand in the pile"
    line += f" ({answer.words_found / answer.words:.0%}): {' and '.join(found)}." if found else "."
    labels = [one.answer.label for one in answer.quotations]
    parts = [f"{labels.count(label)} {label}" for label in ("exact", "altered", "absent") if label in labels]
    quoted = f" {count(len(labels), 'quotation').capitalize()} in it: {', '.join(parts)}." if labels else ""
    return join(cell(answer.name, "bold"), line + quoted, between=": ")


def _passage(passage: FoundPassage, limit: int | None) -> Iterator[RenderableType]:
    head = Text(passage.kind.upper(), style=_STYLE[passage.kind])
    yield head.append(f"  {_span(passage.span)}  ", style="dim").append_text(cell(passage.text, limit=160))
    for place in passage.places[:limit]:
        lines: list[RenderableType] = [join(_page(place), _where(place), between="  ")]
        if changes := _changes(place.differences, "text"):
            lines += [Padding(_words(place), (0, 0, 0, 2)), Padding(changes, (0, 0, 0, 2))]
        yield Padding(Stack(*lines), (0, 0, 0, 2))
    left = passage.more + len(passage.places) - len(passage.places[:limit])
    if left:
        yield Text(f"  … and {count(left, 'more place')}", style="dim")
