"""What a change between two wordings that are nearly the same tells. (Wording, Wording) -> Difference."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from copydesk.lexicon import load_lexicon
from copydesk.stages.claims.edits import Block, Changed, content_of, find_blocks, find_changed
from copydesk.stages.claims.exchanges import is_same
from copydesk.stages.claims.figures import MORE
from copydesk.stages.claims.model import Difference, Word
from copydesk.stages.claims.naming import are_same_names, have_other_names
from copydesk.stages.claims.order import is_other_case, is_other_order, is_passive_change
from copydesk.stages.claims.words import are_opposite, edit_words, kinds_of, ordinals

EXCHANGED: dict[Difference, set[str]] = {"number": {"number", "quantity"}, "date": {"date"}}
"""Kinds of words none of which may stand for another one, wherever in the sentence."""
REPORTED = frozenset({"plan", "conditional"})
"""Moods that change with the tense of what frames them: "will", "would"."""
PLANNED = frozenset({"be", "to"})
"""Before a deed: it is still to come ("was to travel")."""
OPEN = frozenset({"ask", "order", "allow", "offer", "advise", "attempt", "wish", "plan", "hope", "foresee", "possible"})
"""Kinds of deed that leave open whether what they are about comes to pass."""
WHOLE_OF = frozenset({"number", "record", "sum", "total"})
"""Before "of" and a number: all that is counted."""
AT_LAST = (["or", "few"], ["or", "more"], ["or", "less"], ["at", "most"], ["at", "least"])
"""Bounds that follow what is counted."""
ASIDE = 3
"""A part of so many words of content that only one wording has is an aside that was dropped, whatever its mood."""


def telling_change(one: Sequence[Word], two: Sequence[Word]) -> Difference | None:
    """Return in what two nearly equal wordings are known to differ."""
    blocks, changed = find_blocks(one, two), find_changed(one, two)
    if _is_negated(blocks, changed) or _is_other_scope(one, changed):
        return "negation"
    for difference, kinds in EXCHANGED.items():
        lost, gained = ({word: n for word, n in side.items() if word.kind in kinds} for side in changed)
        if lost and gained:
            return difference
    named = have_other_names(one, two, worded_alike=True) or any(_is_other_name(block, changed) for block in blocks)
    if named or _is_other_sex(*changed.of("sex")):
        return "name"
    if _is_other_number(changed, blocks):
        return "number"
    if any(_is_other_date(block, changed) for block in blocks):
        return "date"
    return "role" if is_other_order(one, two) or is_other_case(one, two, blocks) else None


def is_other_mood(block: Block, changed: Changed) -> bool:
    """Tell whether an edit may change the mood of what is told, or what kind of deed it is; a dropped aside does not."""
    return not _is_aside(block) and (is_other_grade(block, changed) or _is_other_deed(block))


def _is_other_name(block: Block, changed: Changed) -> bool:
    """Tell whether names stand in the place of others."""
    sides = changed.only(block)
    if not all(side and all(word.kind == "name" for word in side) for side in sides):
        return False
    lost, gained = (tuple(word.lemma for word in side) for side in sides)
    return not are_same_names([lost], [gained])


def _is_other_sex(lost: set[str], gained: set[str]) -> bool:
    return ("he" in lost and "she" in gained) or ("she" in lost and "he" in gained)


def _is_negated(blocks: Sequence[Block], changed: Changed) -> bool:
    """Tell whether an odd number of words of denial came or went, a word and its opposite counted among them."""
    lost, gained = (sorted({word.text for word in side if not word.kind and word.part}) for side in changed)
    opposed = any(are_opposite(word, other) for word in lost for other in gained)
    nots = [sum(n for word, n in side.items() if word.kind == "negation") for side in changed]
    return (nots[0] - nots[1]) % 2 != (opposed and not is_passive_change(blocks))  # "lost to", "was beaten by"


def _is_other_scope(words: Sequence[Word], changed: Changed) -> bool:
    """Tell whether something is denied by both wordings, and by one of them only in part."""
    lost, gained = changed.of("")
    return bool((lost ^ gained) & edit_words("scope")) and any(word.kind == "negation" for word in words)


def _is_other_number(changed: Changed, blocks: Sequence[Block]) -> bool:
    """Tell whether what stands beside a number makes another one of it: a bound, a share, a step, what is counted."""
    lost, gained = changed.of("bound")
    steps = changed.of("step")
    if all(changed.of("currency")):
        return True
    if _are_other_bounds(lost, gained) or any(changed.of("factor")) or all(len(step) == 1 for step in steps):
        return True
    return any(
        side and (all(word == Word("step", "to") for word in side) or _counts_out(side, block))
        for block in blocks
        for side in changed.only(block)
    ) or any(_is_of_another(block, changed) for block in blocks)


def _is_of_another(block: Block, changed: Changed) -> bool:
    """Tell whether only one of two wordings makes a part, an addition or a rate of a number ("some of the nine", "another
    nine", "nine a year").
    """
    lost, gained = changed.only(block)
    for side, other in ((lost, gained), (gained, lost)):
        texts = {word.text for word in side} - {word.text for word in other}
        if block.after is not None and block.after.kind == "number" and side:
            is_part = side[-1].text == "of" and not other and texts.isdisjoint(WHOLE_OF)
            if is_part or not texts.isdisjoint(edit_words("further")):
                return True
        is_span = [word.kind for word in side] == ["date"] and side[0].text in load_lexicon("time_units")
        if (is_span and not other) or [word.text for word in side] in AT_LAST:
            return True
    return False


def _are_other_bounds(one: set[str], two: set[str]) -> bool:
    """Tell whether a number is bounded on another side; a rough or near one ("about", "nearly") may be told as it is."""
    mine, yours = ({bound.lstrip("~") for bound in side} - {""} for side in (one, two))
    loose = all(bound.startswith("~") for bound in one | two)
    return bool(mine - yours and yours - mine) or (mine != yours and not loose)


def _counts_out(side: Sequence[Word], block: Block) -> bool:
    """Tell whether a word of quantity was put before a number ("all but two"), one of addition after it ("six more"), or an
    ordinal by itself somewhere ("the second most").
    """
    if block.after is not None and block.after.kind == "number" and any(word.kind == "quantity" for word in side):
        return True
    if block.before is not None and block.before.kind == "number" and side[0].text in MORE:
        return True
    return len(side) == 1 and side[0].kind == "number" and sum(map(len, block[:2])) == 1 and side[0].lemma in ordinals()


def _is_other_date(block: Block, changed: Changed) -> bool:
    """Tell whether a time is put on the other side of something, or a word is added to a date that both have ("last")."""
    lost, gained = ({word.kind for word in side} for side in block[:2])
    if "side" in lost & gained or (lost, gained) in (({"number"}, {"date"}), ({"date"}, {"number"})):
        return True
    beside = {word.kind for word in (block.before, block.after) if word is not None}
    only = [word for side in changed.only(block) for word in side if word.kind or content_of([word])]
    if bool(only) and all(word.kind in ("date", "side") for word in only) and "date" in beside:
        return True
    return block.after is not None and block.after.kind == "date" and _is_moved(*changed.only(block))


def _is_moved(lost: Sequence[Word], gained: Sequence[Word]) -> bool:
    """Tell whether a few words before a date make another time of it ("as early as", "around")."""
    texts = {word.text for word in lost} ^ {word.text for word in gained}
    few = not any(word.part in ("n", "v") or word.kind not in ("", "date", "side") for word in (*lost, *gained))
    return few and not texts.isdisjoint(edit_words("dating"))


def _is_aside(block: Block) -> bool:
    """Tell whether only one of two wordings has a part of several words."""
    fewer, more = sorted(len(content_of(side)) for side in block[:2])
    return not fewer and more >= ASIDE


def is_other_grade(block: Block, changed: Changed) -> bool:
    """Tell whether a word of another grade of certainty was put in, left out or exchanged; "will", "would", "is to" are one."""
    if {frozenset(word.text for word in side) for side in block[:2]} == {PLANNED, frozenset()}:
        return True
    sides = [[word for word in side if word.kind == "modality"] for side in changed.only(block)]
    lost, gained = ({word.text for word in side} for side in sides)
    if lost == gained or (lost and gained and lost | gained <= REPORTED):
        return False
    if any(
        mine and all(_is_mood_of(word, other) for word in mine) for mine, other in zip(sides, block[1::-1], strict=True)
    ):
        return False
    other = {word.text for word in (block.gained if lost else block.lost)}
    return bool(lost and gained) or not (lost | gained <= REPORTED and "be" in other and "have" not in other)


def _is_mood_of(word: Word, others: Sequence[Word]) -> bool:
    """Tell whether other words give the same grade of certainty as a word, by their kind of deed."""
    return not _kinds([word]).isdisjoint(
        _kinds([one for one in others if one.part == "v" or one.kind or one.text in ("be", "to")])
    )


def _is_other_deed(block: Block) -> bool:
    """Tell whether a verb stands in place of one of another kind, or of one that leaves open what comes of it ("called for")."""
    sides = block.lost, block.gained
    kinds = [_kinds(side) for side in sides]
    if not kinds[0].isdisjoint(kinds[1]) or any(is_same(word, other) for word in sides[0] for other in sides[1]):
        return False
    return all(kinds) or any(
        here & OPEN and any(word.part == "v" for word in there) for here, there in zip(kinds, sides[::-1], strict=True)
    )


def _kinds(words: Sequence[Word]) -> set[str]:
    """Return the kinds of deed that words tell of."""
    return {kind for known in _known(words) for kind in known}


def _known(words: Sequence[Word]) -> Iterator[frozenset[str]]:
    for at, word in enumerate(words):
        if word.text == "be" and any("give" in kinds_of(after.text) for after in words[at + 1 : at + 2]):
            yield frozenset({"get"})  # "was awarded"
        elif word.kind == "modality":
            yield REPORTED if word.text in REPORTED else kinds_of(word.text) | {word.text}
        elif word.text == "to" and any(after.text == "be" for after in words[at + 1 : at + 2]):
            yield frozenset({"plan"})  # "to be published"
        elif not word.kind:
            pair = f"{word.text} {words[at + 1].text}" if at + 1 < len(words) else ""
            yield kinds_of(pair) or kinds_of(word.text)
