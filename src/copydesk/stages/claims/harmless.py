"""Which edits of a wording are known to leave what it says as it is. (Wording, Wording) -> bool."""

from __future__ import annotations

from collections.abc import Sequence

from copydesk.lexicon import load_lexicon
from copydesk.stages.claims.changes import is_other_grade, is_other_mood
from copydesk.stages.claims.edits import Block, Changed, count_places, find_blocks, find_changed
from copydesk.stages.claims.exchanges import AFTER_VERB, is_same
from copydesk.stages.claims.figures import MORE
from copydesk.stages.claims.model import Word
from copydesk.stages.claims.words import are_one_relation, are_opposite, edit_words, prepositions, turning_prepositions

HELD = ("v", "n")
"""Parts of speech of which no word may stand for another, save one that is known to mean the same."""
ALONE = ("v", "n", "a", "r")
"""The same where one word stands for one."""
COUNTED = frozenset({"bound", "factor", "number", "quantity"})
SHORT = 2
FEW = 3
MANY = 3
"""A sentence edited in so many places was rewritten."""


def is_explained(
    one: Sequence[Word], two: Sequence[Word], *, printed: Sequence[Sequence[str]] = ((), ()), strict: bool
) -> bool:
    """Tell whether each edit between two wordings is of a kind that is known to change nothing.

    Whoever edits a sentence in many places rewrites it: there it is enough to know half of the edits, those that only its
    `printed` words show among them. Without `strict` an edit is only asked about the mood of what is told.
    """
    changed = find_changed(one, two)
    edits = [block for block in find_blocks(one, two) if any(changed.only(block))]
    doubtful = [
        block for block in edits if is_other_mood(block, changed) or (strict and not _is_harmless(block, changed))
    ]
    if not doubtful or any(_turns(block, changed) for block in doubtful):
        return not doubtful
    return max(len(edits), count_places(*printed)) >= max(MANY, 2 * len(doubtful))


def _turns(block: Block, changed: Changed) -> bool:
    """Tell whether an edit turns what is told, however much else is rewritten: a word of certainty comes or goes, or an
    opposite stands for a word.
    """
    lost, gained = changed.only(block)
    return is_other_grade(block, changed) or any(are_opposite(a.text, b.text) for a in lost for b in gained)


def _is_harmless(block: Block, changed: Changed) -> bool:
    lost, gained = changed.only(block)
    if lost and gained:
        return _may_be_exchanged(lost, gained)
    return _may_be_added(lost or gained, block) if lost or gained else True


def _may_be_exchanged(lost: Sequence[Word], gained: Sequence[Word]) -> bool:
    """Tell whether words may stand for others: each relation for a like one, each content word for one of the same sense."""
    return _are_same_relations(lost, gained) and _are_same_counts(lost, gained) and not _is_unexplained(lost, gained)


def _are_same_relations(lost: Sequence[Word], gained: Sequence[Word]) -> bool:
    """Tell whether the prepositions of two sides go together; beside an exchanged word they go with that word."""
    mine, yours = ({word.text for word in side} & prepositions() for side in (lost, gained))
    mine, yours = mine - yours, yours - mine
    if any(word.kind == "step" for word in (*lost, *gained)):
        mine, yours = mine - {"by", "with"}, yours - {"by", "with"}
    if any(word.part or word.kind in ("name", "date") for word in (*lost, *gained)):
        turned = any("by" in a and b & {"of", "to"} for a, b in ((mine, yours), (yours, mine))) and _parts(
            lost
        ) != _parts(gained)
        verbs = all("v" in _parts(side) for side in (lost, gained))
        turned = turned or (verbs and "from" in mine | yours and not (mine and yours))
        return not turned and not (mine & turning_prepositions() and yours & turning_prepositions())
    return not (mine and yours) or all(are_one_relation(a, b) for a in mine for b in yours)


def _parts(words: Sequence[Word]) -> set[str]:
    return {word.part for word in words if _tells(word)}


def _are_same_counts(lost: Sequence[Word], gained: Sequence[Word]) -> bool:
    """Tell whether what bounds a number, or puts a time before or after, has no other kind of word in its place."""
    kinds = [{word.kind for word in side} for side in (lost, gained)]
    texts = [{word.text for word in side} for side in (lost, gained)]
    compared = [{word.lemma or word.text for word in side} & edit_words("compared") for side in (lost, gained)]
    if all(compared) and compared[0] != compared[1]:
        return False
    verbs = all(any(word.part == "v" for word in side) for side in (lost, gained))
    if (
        not verbs
        and (texts[0] ^ texts[1]) & edit_words("turning") - prepositions()
        and max(len(lost), len(gained)) <= FEW
    ):
        return False
    for i in (0, 1):
        if (
            texts[i] & (edit_words("further") | MORE)
            and not (texts[1 - i] & (edit_words("further") | MORE) or "number" in kinds[1 - i])
            and len(lost) == len(gained) == 1
        ):
            return False
        if _is_number_lost((lost, gained)[i], (lost, gained)[1 - i]):
            return False
        if kinds[i] == {"bound"} and kinds[1 - i] == {""} and len(lost) == len(gained) == 1:
            return False
        if "side" in kinds[i] and "side" not in kinds[1 - i] and texts[1 - i] & (prepositions() - {"through"} | {"as"}):
            return False
    return True


def _is_number_lost(side: Sequence[Word], other: Sequence[Word]) -> bool:
    """Tell whether a number or a span of time has a word or two of another kind in its place ("a year", "in all")."""
    kinds, others = ({word.kind for word in words} for words in (side, other))
    few = (
        max(len(side), len(other)) <= SHORT
        and not others & {"number", "date", "name"}
        and all(word.part != "n" for word in other)
    )
    return (
        few
        and kinds in ({"number"}, {"date"})
        and not (side[0].text == "1" and not other[0].part)
        and other[0].text != "another"
    )


def _is_unexplained(lost: Sequence[Word], gained: Sequence[Word]) -> bool:
    """Tell whether a content word stands for one that is not known to mean the same."""
    mine, yours = ([word for word in side if _tells(word)] for side in (lost, gained))
    if any(_is_only_governed(*pair) for pair in ((lost, gained), (gained, lost))):
        return True
    short = max(len(lost), len(gained)) <= SHORT
    if short and len(mine) == len(yours) == 1 and all(word.part in ALONE for word in (*mine, *yours)):
        return not (is_same(mine[0], yours[0]) or {mine[0].text, yours[0].text} <= edit_words("margin"))
    for part in HELD:
        here, there = ([word for word in side if word.part == part] for side in (mine, yours))
        fewer, others = (here, yours) if len(here) <= len(there) else (there, mine)
        if here and there and not all(any(is_same(word, other) for other in others) for word in fewer):
            return True
    return False


def _is_only_governed(side: Sequence[Word], other: Sequence[Word]) -> bool:
    """Tell whether a deed to come is in the other wording what a verb of another kind is about ("is thinking of")."""
    moods = [{word.kind for word in words} for words in (side, other)]
    verb = any(_tells(word) and word.part == "v" for word in other)
    return "modality" in moods[0] - moods[1] and verb and other[-1].text in ("of", "to", "about")


def _tells(word: Word) -> bool:
    """Tell whether a word has a content of its own; "according to" has none, "doubt" has, though what is doubted is said."""
    if word.kind or _is_general(word) or word.lemma == "accord":
        return False
    return (word.part == "v" and word.lemma != "be") or word.text not in load_lexicon("function_words")


def _may_be_added(words: Sequence[Word], block: Block) -> bool:
    """Tell whether words may come or go: asides and circumstances may, a word or two that turn what stands beside them may not."""
    texts, kinds = {word.text for word in words}, {word.kind for word in words}
    turned = len(words) <= FEW and texts & edit_words("turning") and "negation" not in kinds
    further = len(words) <= SHORT and texts & (edit_words("further") | MORE) and "date" not in kinds
    compared = "than" in texts and block.before is not None and block.before.kind in ("number", "currency")
    return not (turned or further or compared or _only_counts(words) or _leads_elsewhere(words))


def _only_counts(words: Sequence[Word]) -> bool:
    """Tell whether words say nothing but how many or on which side of a time."""
    counted = {word.kind for word in words if word.kind or _tells(word) or word.text in prepositions()}
    return (
        bool(counted)
        and counted <= COUNTED | {"side", "step"}
        and {"1", "all", "~"}.isdisjoint(word.text for word in words)
    )


def _leads_elsewhere(words: Sequence[Word]) -> bool:
    """Tell whether words end by turning what follows to something else ("ran out of", "head of")."""
    if len(words) == SHORT and any(map(_tells, words)) and words[-1].text in turning_prepositions():
        return True
    is_verb = len(words) > 1 and words[0].part == "v" and _tells(words[0]) and words[-1].text in ("of", "from")
    return is_verb and all(word.text in prepositions() for word in words[1:])


def _is_general(word: Word) -> bool:
    verb, _, particle = word.lemma.partition(" ")
    return verb in edit_words("general") and (not particle or particle in AFTER_VERB)
