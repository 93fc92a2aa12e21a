"""The text of a PDF file, its lines joined to paragraphs again. PDF -> SavedPage."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from ctypes import c_double
from importlib import import_module
from itertools import pairwise
from statistics import median, quantiles
from typing import Any, NamedTuple

from copydesk.stages.pages.making import Origin, Read, make_page, needs_extra, set_aside, told
from copydesk.stages.pages.settings import PageSettings

LEAST_LETTERS = 40
"""A file with less text than this is taken for pictures of pages."""
_EDGE_ROWS = 2
"""Rows at the top and the foot of a page that may be running headers."""
_BREAKS = "\r\n"
_HYPHENS = "-\u00ad\u2010\ufffe\x02"
_SENTENCE_END = re.compile(r"[.!?:][\"'”’)\]]*$")
_PAGE_NUMBER = re.compile(r"(?i)(?:page |p\. ?)?[-–— ]*\d{1,4}[-–— ]*(?:(?:of|/) ?\d{1,4})?")
_PRINTED_FROM = re.compile(r"(https?://[^\s…]+)\s+\d+/\d+")
_PRINTED_ON = re.compile(r"\d{1,4}[/.-]\d{1,2}[/.-]\d{2,4},? \d{1,2}:\d\d.*")


class Line(NamedTuple):
    """A printed line and where it stands: the height of what its letters stand on, growing upwards, and their size."""

    text: str
    left: float
    right: float
    base: float
    size: float


def read_pdf(uri: str, content: bytes, settings: PageSettings) -> Read:
    """Return the text of a PDF file as a plain-text page; running headers and page numbers are left out."""
    try:
        pdfium, raw = import_module("pypdfium2"), import_module("pypdfium2.raw")
    except ImportError:
        return needs_extra(uri, "a PDF file", "pdf")
    try:
        pages = list(_pages(pdfium.PdfDocument(content), raw, settings.max_page))
    except (pdfium.PdfiumError, ValueError) as error:
        why = "under a password" if "password" in str(error).lower() else f"broken ({told(error)})"
        return set_aside(uri, f"a PDF file that is {why}; save it without, or print the page to a PDF again")
    if sum(len(line.text) for page in pages for line in page) < LEAST_LETTERS:
        return set_aside(uri, "a PDF file without text, perhaps a scan; run text recognition (OCR) over it first")
    address = _printed_address(pages)
    lines = _without_running(pages, is_print=address is not None)
    if not lines:
        return set_aside(uri, "a PDF file with nothing but running headers; expected an article")
    title, text = _title(lines), "\n\n".join(_paragraphs(lines))
    origin = Origin(address=address, charset="utf-8", fields=(("title", title),) if title else ())
    return make_page(uri, text.encode("utf-8", "replace"), "text/plain", origin=origin)


def _pages(document: Any, raw: Any, most: int) -> Iterator[list[Line]]:
    """Yield the lines of each page, in the order that the file gives them."""
    try:
        for number in range(len(document)):
            page = document[number]
            text = page.get_textpage()
            count = text.count_chars()
            most -= count
            if most < 0:
                raise ValueError("too much text; raise `--max-page` to read it")
            characters = [chr(raw.FPDFText_GetUnicode(text, at)) for at in range(count)]
            yield _mend(_lines(text, characters, raw))
            text.close()
            page.close()
    finally:
        document.close()


def _lines(text: Any, characters: Sequence[str], raw: Any) -> Iterator[Line]:
    start, x, base = 0, c_double(), c_double()
    for end in range(len(characters) + 1):
        if (
            end == len(characters)
            or characters[end] in _BREAKS
            or (end > start and characters[end - 1] in "\ufffe\x02")
        ):
            printed = [at for at in range(start, end) if not characters[at].isspace()]
            if printed:
                left, bottom, _, top = text.get_charbox(printed[0], loose=True)
                right = text.get_charbox(printed[-1], loose=True)[2]
                raw.FPDFText_GetCharOrigin(text, printed[0], x, base)
                words = " ".join("".join(characters[start:end]).split())
                yield Line(words, left, right, base.value, top - bottom)
            start = end


def _mend(lines: Iterable[Line]) -> list[Line]:
    """Return the lines with those whole again that the file gives in pieces."""
    whole: list[Line] = []
    for line in lines:
        before = whole[-1] if whole else line
        gap = line.left - before.right
        if whole and abs(line.base - before.base) < 0.1 * line.size and -0.2 * line.size < gap < line.size:
            text = before.text + (" " if gap > 0.15 * line.size else "") + line.text
            whole[-1] = before._replace(text=text, right=line.right)
        else:
            whole.append(line)
    return whole


def _printed_address(pages: Sequence[list[Line]]) -> str | None:
    """Return the web address in the foot of pages that a browser printed."""
    feet = (_PRINTED_FROM.fullmatch(text) for page in pages for text in _edges(page))
    return next((foot[1] for foot in feet if foot), None)


def _without_running(pages: Sequence[list[Line]], *, is_print: bool) -> list[Line]:
    """Return the lines of all pages but page numbers and what most pages repeat at their top or foot."""
    edges = [_edges(page) for page in pages]
    forms = Counter(form for edge in edges for form in set(map(_form, edge)))
    repeated = {form for form, times in forms.items() if times >= max(2, len(pages) * 0.5)}
    kept = []
    for page, edge in zip(pages, edges, strict=True):
        running = {line for text, row in edge.items() if _runs(text, repeated, is_print=is_print) for line in row}
        kept += [line for line in page if line not in running]
    return kept


def _edges(page: Sequence[Line]) -> dict[str, list[Line]]:
    """Return the rows at the top and the foot of a page: their words, and the lines that stand side by side there."""
    rows = defaultdict(list)
    for line in sorted(page, key=lambda line: line.left):
        rows[round(line.base)].append(line)
    heights = sorted(rows)
    chosen = sorted({*heights[:_EDGE_ROWS], *heights[-_EDGE_ROWS:]})
    return {" ".join(line.text for line in rows[height]): rows[height] for height in chosen}


def _form(text: str) -> str:
    return re.sub(r"\d+", "#", re.sub(r"\s", "", text))


def _runs(text: str, repeated: set[str], *, is_print: bool) -> bool:
    if _PAGE_NUMBER.fullmatch(text) or _form(text) in repeated:
        return True
    return is_print and bool(_PRINTED_FROM.fullmatch(text) or _PRINTED_ON.fullmatch(text))


def _title(lines: Sequence[Line]) -> str | None:
    """Return the first lines in letters clearly larger than the body's, if the file has such."""
    body = median(line.size for line in lines)
    largest = max(line.size for line in lines[:20])
    if largest < body * 1.25:
        return None
    large = [line.size > largest * 0.95 for line in lines[:20]]
    first = large.index(True)
    last = large.index(False, first) if False in large[first:] else len(large)
    return _join([line.text for line in lines[first:last]], set()) or None


def _paragraphs(lines: Sequence[Line]) -> Iterator[str]:
    """Yield the paragraphs: lines joined where no gap, indent, change of size or short last line parts them."""
    known = {word.lower() for line in lines for word in re.findall(r"\w[\w-]*\w", line.text)}
    pitch = _usual_pitch(lines)
    width = quantiles((line.right - line.left for line in lines), n=10)[-1] if len(lines) > 1 else 0.0
    gathered = [lines[0].text]
    for before, line in pairwise(lines):
        if _parts(before, line, pitch=pitch, width=width):
            yield _join(gathered, known)
            gathered = []
        gathered.append(line.text)
    yield _join(gathered, known)


def _usual_pitch(lines: Sequence[Line]) -> float:
    """Return how far one line of a paragraph stands below the one before, in sizes of its letters."""
    steps = [(a.base - b.base) / b.size for a, b in pairwise(lines) if b.size > 0 and a.base - b.base > 0]
    close = sorted(step for step in steps if step < 3)
    return close[len(close) // 5] if close else 1.2  # low: in a short page the gaps are as many as the lines


def _parts(before: Line, line: Line, *, pitch: float, width: float) -> bool:
    """Return whether a line begins a paragraph; one that goes on above does so only after a full line."""
    if abs(before.size - line.size) > 0.15 * line.size:
        return True
    is_ended = bool(_SENTENCE_END.search(before.text))
    is_short = before.right - before.left < 0.75 * width
    step = before.base - line.base
    if step <= 0 or step > 8 * line.size:  # the next column or page
        return is_ended or (is_short and not line.text[0].islower())
    is_indented = line.left - before.left > 0.8 * line.size
    return step > 1.3 * pitch * line.size or (is_ended and (is_indented or is_short))


def _join(parts: Sequence[str], known: set[str]) -> str:
    """Return lines as one, words that were cut at a line's end whole again; a hyphen stays that is used elsewhere."""
    joined = [parts[0]]
    for part in parts[1:]:
        cut, first = _cut_word(joined[-1]), re.match(r"\w+", part)
        if not (cut and first and first[0][0].islower()):
            joined.append(f" {part}")
            continue
        is_compound = f"{cut}-{first[0]}".lower() in known
        joined[-1] = joined[-1][:-1] + ("-" if is_compound else "")
        joined.append(part)
    return "".join(joined).replace("\ufffe", "-").replace("\x02", "-")


def _cut_word(line: str) -> str:
    """Return the part of a word before a hyphen at the end of a line, or nothing."""
    return re.split(r"\W", line[:-1])[-1] if line[-1] in _HYPHENS else ""
