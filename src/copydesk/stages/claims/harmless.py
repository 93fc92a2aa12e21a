"""Which edits of a wording are known to leave what it says as it is. (Wording, Wording) -> bool."""

from __future__ import annotations

from collections.abc import Sequence

from copydesk.lexicon import load_lexicon
from copydesk.stages.claims.edits import Block, Changed, find_blocks, find_changed
from copydesk.stages.claims.exchanges import AFTER_VERB, is_same
from copydesk.stages.claims.figures import MORE
from copydesk.stages.claims.model import Word
from copydesk.stages.claims.words import is_light

HELD = ("v", "n")
"""Parts of speech of which no word may stand for another, save one that is known to mean the same."""
ALONE = ("v", "n", "a", "r")
"""The same where one word stands for one."""
GENERAL = frozenset({"be", "come", "do", "get", "give", "go", "have", "make", "put", "take"})
"""Verbs that say too little to tell another deed by."""
PREPOSITIONS = frozenset(
    {
        "about", "above", "across", "against", "among", "around", "at", "behind", "below", "beside", "between", "beyond", "by",
        "despite", "for", "from", "in", "inside", "into", "near", "of", "off", "on", "onto", "out", "outside", "over", "past",
        "through", "throughout", "to", "toward", "towards", "under", "upon", "via", "with", "within", "without",
    }
)  # fmt: skip
SAME_RELATION = tuple(
    map(
        frozenset,
        (
            ("across", "among", "around", "at", "in", "inside", "into", "of", "on", "throughout", "within"),
            ("about", "of", "on", "over"),
            ("at", "in", "into", "onto", "to", "toward", "towards", "upon", "on"),
            ("by", "through", "via"),
            ("near", "beside", "around"),
            ("behind", "of"),
            ("between", "from"),
            ("in", "over"),
        ),
    )
)
"""Prepositions that may stand for one another where nothing else changes."""
TURNING = frozenset({"against", "behind", "by", "despite", "except", "for", "from", "off", "outside", "to", "without"})
"""Prepositions of which none may stand for another, nor come beside a word that had none."""
ADDED = frozenset(
    {
        "acting",
        "ago",
        "against",
        "assistant",
        "behalf",
        "but",
        "deputy",
        "despite",
        "except",
        "include",
        "including",
        "interim",
        "outside",
        "top",
        "unlike",
        "vice",
        "without",
    }
)
"""Words that by themselves make something else of what stands beside them."""
COUNTED = frozenset({"bound", "factor", "number", "quantity"})
COMPARED = frozenset(
    {"more", "less", "few", "fewer", "most", "least", "double", "triple", "quadruple", "halve", "half", "twice"}
)
RELATIVES = frozenset({"who", "whom", "whose"})
FURTHER = frozenset({"additional", "another", "extra", "further"}) | MORE
MARGINS = frozenset({"far", "long", "well"})
"""How much before or after something."""
GOVERNED = frozenset({"about", "of", "to"})
"""What may stand between a verb and the one that it is about ("thought of")."""
LINKING = frozenset(
    {"altogether", "meanwhile", "moreover", "nonetheless", "nevertheless", "overall", "therefore", "though"}
)
"""Adverbs that only tie a sentence to the one before."""
SHORT = 2
FEW = 3


def is_explained(one: Sequence[Word], two: Sequence[Word]) -> bool:
    """Tell whether each edit between two nearly equal wordings is of a kind that is known to change nothing."""
    changed = find_changed(one, two)
    return all(_is_harmless(block, changed) for block in find_blocks(one, two))


def _is_harmless(block: Block, changed: Changed) -> bool:
    lost, gained = changed.only(block)
    if lost and gained:
        return _may_be_exchanged(lost, gained)
    return _may_be_added(lost or gained, block) if lost or gained else True


def _may_be_exchanged(lost: Sequence[Word], gained: Sequence[Word]) -> bool:
    """Tell whether words may stand for others: each relation for a like one, each content word for one of the same sense."""
    return (
        _are_same_relations(lost, gained)
        and _are_same_counts(lost, gained)
        and _are_same_pronouns(lost, gained)
        and not _is_name_lost(lost, gained)
        and not _is_unexplained(lost, gained)
    )


def _are_same_relations(lost: Sequence[Word], gained: Sequence[Word]) -> bool:
    """Tell whether the prepositions of two sides go together; beside an exchanged word they go with that word."""
    mine, yours = ({word.text for word in side} & PREPOSITIONS for side in (lost, gained))
    mine, yours = mine - yours, yours - mine
    if any(word.kind == "step" for word in (*lost, *gained)):
        mine, yours = mine - {"by", "with"}, yours - {"by", "with"}
    if any(word.part or word.kind in ("name", "date") for word in (*lost, *gained)):
        turned = any("by" in a and b & {"of", "to"} for a, b in ((mine, yours), (yours, mine))) and _parts(
            lost
        ) != _parts(gained)
        verbs = all("v" in _parts(side) for side in (lost, gained))
        turned = turned or (verbs and "from" in mine | yours and not (mine and yours))
        return not turned and not (mine & TURNING and yours & TURNING)
    return not (mine and yours) or all(any({a, b} <= group for group in SAME_RELATION) for a in mine for b in yours)


def _parts(words: Sequence[Word]) -> set[str]:
    return {word.part for word in words if _tells(word)}


def _are_same_counts(lost: Sequence[Word], gained: Sequence[Word]) -> bool:
    """Tell whether what bounds a number, or puts a time before or after, has no other kind of word in its place."""
    kinds = [{word.kind for word in side} for side in (lost, gained)]
    texts = [{word.text for word in side} for side in (lost, gained)]
    compared = [{word.lemma or word.text for word in side} & COMPARED for side in (lost, gained)]
    if all(compared) and compared[0] != compared[1]:
        return False
    verbs = all(any(word.part == "v" for word in side) for side in (lost, gained))
    if not verbs and (texts[0] ^ texts[1]) & ADDED - PREPOSITIONS and max(len(lost), len(gained)) <= FEW:
        return False
    for i in (0, 1):
        if (
            texts[i] & FURTHER
            and not (texts[1 - i] & FURTHER or "number" in kinds[1 - i])
            and len(lost) == len(gained) == 1
        ):
            return False
        if _is_number_lost((lost, gained)[i], (lost, gained)[1 - i]):
            return False
        if kinds[i] == {"bound"} and kinds[1 - i] == {""} and len(lost) == len(gained) == 1:
            return False
        if "side" in kinds[i] and "side" not in kinds[1 - i] and texts[1 - i] & (PREPOSITIONS - {"through"} | {"as"}):
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


def _is_name_lost(lost: Sequence[Word], gained: Sequence[Word]) -> bool:
    """Tell whether a name stands in place of one that shares a word with it ("Supreme Court", "appeals court")."""
    for side, other in ((lost, gained), (gained, lost)):
        nouns = [word for word in other if word.part == "n" and not word.kind]
        if (
            {word.kind for word in side} == {"name"}
            and nouns
            and all(word.kind == "" and word.part in ("n", "a") for word in other)
        ):
            known = {form for word in side for form in (word.text, word.lemma)}
            same = [bool({word.text, word.lemma} & known) for word in nouns]
            return same[-1] and not all(same)
    return False


def _are_same_pronouns(lost: Sequence[Word], gained: Sequence[Word]) -> bool:
    mine, yours = ({word.text for word in side} & RELATIVES for side in (lost, gained))
    if mine and yours and mine != yours:
        return False
    return not (len(lost) == len(gained) == 1 and lost[0].kind == gained[0].kind == "sex")


def _is_unexplained(lost: Sequence[Word], gained: Sequence[Word]) -> bool:
    """Tell whether a content word stands for one that is not known to mean the same."""
    mine, yours = ([word for word in side if _tells(word)] for side in (lost, gained))
    if any(_is_only_governed(*pair) for pair in ((lost, gained), (gained, lost))):
        return True
    short = max(len(lost), len(gained)) <= SHORT
    if short and len(mine) == len(yours) == 1 and all(word.part in ALONE for word in (*mine, *yours)):
        return not (is_same(mine[0], yours[0]) or {mine[0].text, yours[0].text} <= MARGINS)
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
    if texts & ADDED and len(words) <= FEW and "negation" not in kinds:
        return False
    if (
        kinds <= COUNTED | {"side", "step"}
        and texts.isdisjoint({"1", "all", "~"})
        and not _is_superlative(words, block)
    ):
        return False
    if texts & FURTHER and len(words) <= SHORT and "date" not in kinds:
        return False
    if 1 < len(words) <= SHORT and texts & TURNING and words[-1].text in TURNING and any(map(_tells, words)):
        return False
    if "than" in texts and block.before is not None and block.before.kind in ("number", "currency"):
        return False
    if (
        kinds == {"date"}
        and len(words) == 1
        and block.before is not None
        and block.before.kind in ("number", "currency")
    ):
        return False
    if len(words) > 1 and words[0].part == "v" and _tells(words[0]) and words[-1].text in ("of", "from"):
        return any(word.text not in PREPOSITIONS for word in words[1:])  # "ran out of"
    bare = words[:-1] if words[-1].text in GOVERNED else words
    return len(bare) != 1 or _may_one_be_added(bare[0], block)


def _is_superlative(words: Sequence[Word], block: Block) -> bool:
    return words[-1].text == "most" and block.after is not None and block.after.part in ("a", "r")


def _may_one_be_added(word: Word, block: Block) -> bool:
    if word.part == "v" and not word.kind and block.after is not None and block.after.part == "v":
        return _is_general(word) or word.lemma == "leave" or is_light(word.lemma, "reporting")
    if word.part == "r":
        return word.lemma.endswith("ly") or word.lemma in load_lexicon("function_words") or word.lemma in LINKING
    if word.part != "n" or block.before is None or block.after is None:
        return True
    return block.before.kind not in COUNTED or block.after.part != "n"  # "three percentage points"


def _is_general(word: Word) -> bool:
    verb, _, particle = word.lemma.partition(" ")
    return verb in GENERAL and (not particle or particle in AFTER_VERB)
