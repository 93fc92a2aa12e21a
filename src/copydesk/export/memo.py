"""A memo for an editor: the brief, the claims and the timeline, each with footnotes to page and sentence. StoryRecords -> Markdown"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import IO

from copydesk.brief import write_brief
from copydesk.index import Index, index_records
from copydesk.records import Article, Ref, StoryRecords
from copydesk.web.wording import say_date, tidy

MOST_NOTES = 5
"""Footnotes at one line; more places of the same are counted."""
_MARKS = re.compile(r"([\\`*_\[\]<>#|~])")


class _Notes:
    """The footnotes so far; one place has one number."""

    def __init__(self, index: Index) -> None:
        self.index = index
        self.numbers: dict[Ref, int] = {}

    def at(self, places: Sequence[Ref]) -> str:
        """Return the marks of the footnotes to these places, less those in articles that a limit leaves out."""
        distinct = [place for place in dict.fromkeys(places) if self.index.get(Article, place.article)]
        marks = [f"[^{self.numbers.setdefault(one, len(self.numbers) + 1)}]" for one in distinct[:MOST_NOTES]]
        more = f" (and {len(distinct) - MOST_NOTES} more)" if len(distinct) > MOST_NOTES else ""
        return "".join(marks) + more

    def written(self) -> Iterator[str]:
        for place, number in self.numbers.items():
            article = self.index.get(Article, place.article)
            if article is not None:
                words = _plain(self.index.words(place))
                where = _plain(article.canonical or self.index.page_name(article))
                yield f"[^{number}]: {_plain(self.index.dated(article.id))}: “{words}” ({where}, {place.span[0]}–{place.span[1]})"


def write(records: StoryRecords, out: IO[str]) -> None:
    """Write the memo; footnotes follow the syntax that pandoc, GitHub and most editors read."""
    index = index_records(records)
    notes = _Notes(index)
    title = records.groups[0].title if records.groups else "Story"
    lines = [f"# {_plain(title)}", "", *(f"> {_plain(line)}  " for line in write_brief(records)), "", "## Claims", ""]
    for claim in records.claims:
        places = [one.ref for one in claim.assertions]
        lines += [f"**{_plain(claim.text)}**{notes.at(places)}", "", _plain(claim.verdict), ""]
    lines += ["## Timeline", ""]
    for event in records.events:
        status = f" ({event.status})" if event.status != "happened" else ""
        lines.append(f"- **{say_date(event.date)}**{status}: {_plain(event.text)}{notes.at(event.evidence)}")
    if records.problems:
        lines += [
            "",
            "## Set aside",
            "",
            *(f"- {_plain(p.uri or p.page or '')}: {_plain(p.reason)}" for p in records.problems),
        ]
    out.write("\n".join([*lines, "", *notes.written()]) + "\n")


def _plain(text: str) -> str:
    """Return text in one line that Markdown shows as it is."""
    return _MARKS.sub(r"\\\1", " ".join(str(tidy(text)).split()))
