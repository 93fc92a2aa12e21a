"""The stretches of text that could be what a cue says. Table, cue -> candidates."""

from __future__ import annotations

from collections.abc import Iterator

from copydesk.stages.attribution.light.table import Table

Pieces = tuple[tuple[int, int], ...]
"""Runs of tokens `[first, end)`, in order."""
LOOSE = ("punct", "aux", "auxpass", "neg", "prt", "det", "cc", "expl", "case", "preconj", "predet", "nummod", "intj")
"""Labels of what is never a content by itself."""
DEEP = ("xcomp", "ccomp", "advcl", "prep", "dobj", "attr", "acomp", "agent", "pcomp", "oprd", "conj", "pobj", "acl")
CUTS = 4
"""How many constituents at the end of a stretch are tried without."""
RUN = 6
"""How many quotations behind one another are tried as one content."""


def possible_contents(table: Table, cue: int) -> dict[Pieces, str]:
    """Return the candidates with the way in which each was first found."""
    found: dict[Pieces, str] = {}
    for way, pieces in _all(table, cue):
        if pieces := _tidy(table, pieces):
            found.setdefault(pieces, way)
    return found


def _all(table: Table, cue: int) -> Iterator[tuple[str, Pieces]]:
    if cue in table.findings:
        by_rules = runs(table.findings[cue].content)
        yield "rules", by_rules
        yield from (("rules run", pieces) for pieces in _run_on(table, cue, by_rules))
    yield from _below(table, cue)
    yield from _beside(table, cue)
    yield from _sentence(table, cue)
    yield from _quotations(table, cue)
    yield from _blocks(table, cue)


def runs(tokens: list[int]) -> Pieces:
    """Return sorted tokens as runs."""
    found: list[list[int]] = []
    for i in tokens:
        if found and found[-1][1] == i:
            found[-1][1] = i + 1
        else:
            found.append([i, i + 1])
    return tuple((first, end) for first, end in found)


def _tidy(table: Table, pieces: Pieces) -> Pieces:
    """Return the pieces without marks at their ends, those without a word left out."""
    kept = []
    words = table.words_list
    if len(pieces) == 1 and pieces[0][0] < pieces[0][1] and words[pieces[0][0]] and words[pieces[0][1] - 1]:
        return pieces
    for first, end in pieces:
        while first < end and not words[first]:
            first += 1
        while end > first and not words[end - 1]:
            end -= 1
        if first < end:
            kept.append((first, end))
    return tuple(kept)


def _without(table: Table, first: int, end: int, cue: int, kept: int) -> Pieces:
    """Return a stretch without the cue and what hangs on it, but for the one child that the stretch is made of."""
    cut = {cue}
    for i in table.reading.parse.children[cue]:
        if i != kept:
            cut.update(range(table.firsts[i], table.lasts[i] + 1))
    return runs([i for i in range(first, end) if i not in cut])


def _range(table: Table, index: int) -> tuple[int, int]:
    return table.firsts[index], table.lasts[index] + 1


def _but(whole: tuple[int, int], part: tuple[int, int]) -> Pieces:
    """Return what a stretch has on both sides of a part of it."""
    return tuple((first, end) for first, end in ((whole[0], part[0]), (part[1], whole[1])) if first < end)


def _below(table: Table, cue: int) -> Iterator[tuple[str, Pieces]]:
    tokens, children = table.reading.tokens, table.reading.parse.children
    sentence = table.reading.sentence_tokens(cue)
    behind = []
    for i in children[cue]:
        label = tokens[i].dep
        if label in LOOSE:
            continue
        first, end = _range(table, i)
        if first <= cue < end:
            yield f"{label} around", _without(table, first, end, cue, i)
            continue
        yield label, ((first, end),)
        if i > cue:
            behind.append((label, first, end))
        yield from _cut(table, label, i, first)
        if i > cue and end < sentence.stop - 1:
            yield f"{label} to end", ((first, sentence.stop),)
        if label in DEEP:
            if i > cue and i + 1 < end:
                yield f"behind {label}", ((i + 1, end),)
            for j in children[i]:
                below = tokens[j].dep
                if below not in LOOSE and j != cue:
                    yield f"{label} {below}", (_range(table, j),)
                    yield from _cut(table, f"{label} {below}", j, table.firsts[j])
                    if below in ("pobj", "pcomp", "prep"):
                        for k in children[j]:
                            if tokens[k].dep not in LOOSE and k > j:
                                yield f"{label} {below} {tokens[k].dep}", (_range(table, k),)
    for one in range(len(behind)):
        for two in range(one + 1, min(one + 4, len(behind))):
            yield f"{behind[one][0]}+{behind[two][0]}", ((behind[one][1], behind[two][2]),)


def _cut(table: Table, way: str, top: int, first: int) -> Iterator[tuple[str, Pieces]]:
    """Yield a stretch without the last constituent, without that one's last, and so on down its right edge."""
    tokens, children, current = table.reading.tokens, table.reading.parse.children, top
    for _ in range(CUTS):
        behind = [i for i in children[current] if i > current and tokens[i].dep != "punct"]
        if not behind:
            return
        for last in behind[-2:]:
            end = table.firsts[last]
            if end > first + 1:
                yield f"{way} less {tokens[last].dep}", ((first, end),)
        current = behind[-1]


def _beside(table: Table, cue: int) -> Iterator[tuple[str, Pieces]]:
    """Yield what stands above a cue and hangs on the same word."""
    tokens, children = table.reading.tokens, table.reading.parse.children
    above, own = tokens[cue].head, _range(table, cue)
    if above == cue:
        return
    yield f"above {tokens[cue].dep}", _but(_range(table, above), own)
    if above < own[0]:
        yield f"before {tokens[cue].dep}", ((table.firsts[above], own[0]),)
    for i in children[above]:
        if i != cue and tokens[i].dep not in LOOSE and not (table.firsts[i] <= cue <= table.lasts[i]):
            yield f"beside {tokens[cue].dep} {tokens[i].dep}", (_range(table, i),)
    top = tokens[above].head
    if top != above:
        yield f"top {tokens[cue].dep} {tokens[above].dep}", _but(_range(table, top), _range(table, above))
        for i in children[top]:
            if i != above and tokens[i].dep in ("dobj", "ccomp", "xcomp", "prep", "nsubjpass", "nsubj"):
                yield f"uncle {tokens[cue].dep} {tokens[i].dep}", (_range(table, i),)


def _sentence(table: Table, cue: int) -> Iterator[tuple[str, Pieces]]:
    sentence = table.reading.sentence_tokens(cue)
    first, end = _range(table, cue)
    yield "rest", ((cue + 1, sentence.stop),)
    subjects = table.reading.under(cue, "nsubj", "nsubjpass")
    lead = min([cue, *(table.firsts[i] for i in subjects)])
    yield "front", ((sentence.start, lead),)
    yield "front of phrase", ((sentence.start, first),)
    yield "but phrase", ((sentence.start, first), (end, sentence.stop))
    tail = max([cue, *(table.lasts[i] for i in subjects)])
    yield "but cue and subject", ((sentence.start, lead), (tail + 1, sentence.stop))
    for i in range(cue + 2, sentence.stop - 1):
        if table.reading.tokens[i].text in (",", ";", "—", "–", "--"):
            yield "to comma", ((cue + 1, i),)
            break
    for i in range(lead - 1, sentence.start, -1):
        if table.reading.tokens[i].text in (",", ";", "—", "–", "--", ":"):
            yield "from comma", ((i + 1, lead),)
            break


def _quotations(table: Table, cue: int) -> Iterator[tuple[str, Pieces]]:
    reading, sentence = table.reading, table.reading.sentence_tokens(cue)
    window = range(max(0, sentence.start - 2), min(len(reading.tokens), sentence.stop + 3))
    own = reading.quoted[cue]
    numbers = list(dict.fromkeys(n for n in (reading.quoted[i] for i in window) if n >= 0 and n != own))
    ranges = [_inner(table, number) for number in numbers]
    for number, (first, end) in zip(numbers, ranges, strict=True):
        yield "quotation" if end <= cue else "quotation behind", ((first, end),)
        for pieces in _run_on(table, cue, ((first, end),), number):
            yield "quotation run", pieces
    if len(ranges) > 1:
        yield "quotations", tuple(ranges)
        for pieces in _run_on(table, cue, tuple(ranges), numbers[-1]):
            yield "quotations run", pieces


def _inner(table: Table, number: int) -> tuple[int, int]:
    within = table.reading.between(*table.reading.quotes[number].inner)
    return within.start, within.stop


def _run_on(table: Table, cue: int, pieces: Pieces, last: int = -1) -> Iterator[Pieces]:
    """Yield a content with one, two and more of the quotations behind it, as long as no other words stand between."""
    reading, sentence = table.reading, table.reading.sentence_tokens(cue)
    if last < 0:
        inside = [reading.quoted[i] for first, end in pieces for i in range(first, end) if reading.quoted[i] >= 0]
        last = inside[-1] if inside else -1
        if last < 0:
            return
    end = max(_inner(table, last)[1], pieces[-1][1])
    for number in range(last + 1, min(last + 1 + RUN, len(reading.quotes))):
        first, stop = _inner(table, number)
        between = table.words(min(end, first), first)
        shared = table.words(
            max(min(end, first), sentence.start), max(min(first, sentence.stop), min(end, first), sentence.start)
        )
        if between > shared:
            return
        pieces, end = (*pieces, (first, stop)), stop
        yield pieces


def _blocks(table: Table, cue: int) -> Iterator[tuple[str, Pieces]]:
    """Yield the sentence and the paragraph before and behind, and for a mark what stands on its two sides."""
    reading = table.reading
    sentences, at = reading.parse.sentences, reading.tokens[cue].sentence
    own = sentences[at]
    if at + 1 < len(sentences):
        yield "next sentence", ((sentences[at + 1].first, sentences[at + 1].last),)
        if reading.tokens[own.last - 1].text == ":":
            yield "next paragraph", (table.block_ranges[at + 1],)
    if at > 0:
        yield "sentence before", ((sentences[at - 1].first, sentences[at - 1].last),)
    if reading.tokens[cue].pos == "PUNCT":
        first, end = table.block_ranges[at]
        yield "rest of paragraph", ((cue + 1, end),)
        yield "start of paragraph", ((first, cue),)
        if at > 0:
            yield "paragraph before", (table.block_ranges[at - 1],)
