"""Full names across the pile that are one person's. Found -> Bearer."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import pairwise

from rapidfuzz.distance import OSA

from copydesk.stages.entities.person import same_age
from copydesk.stages.entities.reading import class_of_title, plain_title
from copydesk.stages.entities.scan import Found
from copydesk.text.names import PersonName, Sex, fold, is_first_name, read_person_name, sex_of
from copydesk.text.same_names import (
    compare_names,
    first_name_key,
    looks_misspelt,
    same_family_name,
    same_first_name,
    spellings,
)

_DOMINATES = 3
_NEAR = 6
_OFFICES = frozenset({"office", "military", "clergy", "job"})


@dataclass(eq=False)
class Bearer:
    """A person in the making: the full names that were joined, how often each is printed, and where the person is named.

    `titles` stand before the names; those of `titles_now` without "former" at least once.
    """

    names: Counter[str] = field(default_factory=Counter)
    titles: set[str] = field(default_factory=set)
    titles_now: set[str] = field(default_factory=set)
    articles: set[str] = field(default_factory=set)
    events: set[str] = field(default_factory=set)
    ages: set[int] = field(default_factory=set)
    found: list[Found] = field(default_factory=list)
    misspelt: set[str] = field(default_factory=set)
    weight: int = 0
    rule: str = "entities.full_name"
    _told: tuple[str, Sequence[PersonName]] = ("", ())

    @property
    def key(self) -> tuple[int, str]:
        return (-self.weight, self._read()[0])

    def call(self, name: str, times: int) -> None:
        """Count a name that is printed so often for this person; the `weight` is how often any is."""
        self.names[name] += times
        self.weight += times

    def absorb(self, other: Bearer, *, misspelt: bool) -> None:
        """Take over the names of another bearer who proves to be this one."""
        self.misspelt |= set(other.names) if misspelt else other.misspelt
        self.names += other.names
        self.weight += other.weight
        self.titles |= other.titles
        self.titles_now |= other.titles_now
        self.articles |= other.articles
        self.events |= other.events
        self.ages |= other.ages

    def parts(self) -> Sequence[PersonName]:
        return self._read()[1]

    def _read(self) -> tuple[str, Sequence[PersonName]]:
        """Return the first of the names by the alphabet, and the parts of all."""
        if len(self._told[1]) != len(self.names):  # no name ever goes
            self._told = min(self.names), [read_person_name(name) for name in sorted(self.names)]
        return self._told

    def sex(self) -> Sex | None:
        sexes = {sex for title in sorted(self.titles) if (sex := sex_of(read_person_name(f"{title} X")))}
        sexes = sexes or {sex for part in self.parts() if (sex := sex_of(part))}
        return sexes.pop() if len(sexes) == 1 else None


def join_full_names(found: Sequence[Found], other_names: Sequence[tuple[str, str]] = ()) -> list[Bearer]:
    """Return one bearer for each set of full names that agree; the most specific names come first, so that they part.

    `other_names` holds names that the text itself calls one person's ("Ines Belmonte, née Costa").
    """
    forms: Counter[str] = Counter()
    apart = _kept_apart(found)
    where: dict[str, set[str]] = defaultdict(set)
    titles: dict[str, set[str]] = defaultdict(set)
    titles_now: dict[str, set[str]] = defaultdict(set)
    told = _Told(found)
    for one in found:
        text = one.text
        if one.full:
            forms[text] += 1
            where[text].add(one.article)
            if one.title:
                titles[text].add(plain_title(one.title))
                titles_now[text] |= {plain_title(one.title)} if "past" not in one.signs else set()
    bearers: list[Bearer] = []
    blocks: dict[str, list[Bearer]] = defaultdict(list)
    for text in sorted(forms, key=lambda t: (-len(t.split()), -forms[t], t)):
        name = read_person_name(text)
        keys = _block_keys(name)
        candidates = {id(b): b for key in keys for b in blocks[key] if not apart[text] & set(b.names)}
        bearer = _fitting(name, text, list(candidates.values()), where)
        if bearer is None:
            bearer = Bearer()
            bearers.append(bearer)
        for key in keys:
            if bearer not in blocks[key]:
                blocks[key].append(bearer)
        bearer.call(text, forms[text])
        bearer.articles |= where[text]
        bearer.events |= told.events[text]
        bearer.ages |= told.ages[text]
        bearer.titles |= titles[text]
        bearer.titles_now |= titles_now[text]
    bearers = _join_told(sorted(bearers, key=lambda b: b.key), other_names)
    _join_alike(bearers, lambda name: first_name_key(name.first), _is_misprint)
    _join_alike(bearers, lambda name: fold(name.last), _is_misprint)
    _join_alike(bearers, lambda name: fold(name.last), _is_junior)
    return bearers


class _Told:
    """The groups of articles in which each full name stands, and the ages behind it."""

    def __init__(self, found: Sequence[Found]) -> None:
        self.events: dict[str, set[str]] = defaultdict(set)
        self.ages: dict[str, set[int]] = defaultdict(set)
        for one in found:
            if one.full:
                self.events[one.text] |= {one.event} if one.event is not None else set()
                self.ages[one.text] |= {one.age} if one.age is not None else set()


def _kept_apart(found: Sequence[Found]) -> Mapping[str, set[str]]:
    """Return for each full name those that stand close beside it as a relative's or behind "and": two persons, however alike."""
    apart: dict[str, set[str]] = defaultdict(set)
    full = [one for one in found if one.full]
    for a, b in pairwise(full):
        is_near = a.article == b.article and 0 < b.title_first - a.last <= _NEAR
        if is_near and a.text != b.text and ("and" in b.signs or "kin" in b.signs):
            apart[a.text].add(b.text)
            apart[b.text].add(a.text)
    return apart


def _block_keys(name: PersonName) -> set[str]:
    """Return the keys under which a name is compared: its last word, and its first two in any order for added family names."""
    words = fold(" ".join((*name.given, name.last))).replace("-", " ").split()
    turned = {" ".join(sorted((fold(name.first), fold(name.last))))}
    return {words[-1], " ".join(words[:2])} | turned | {form.split()[-1] for form in spellings(name.last)}


def _join_told(bearers: list[Bearer], other_names: Sequence[tuple[str, str]]) -> list[Bearer]:
    for name, other in other_names:
        one = next((b for b in bearers if name in b.names), None)
        two = next((b for b in bearers if other in b.names), None)
        if one is not None and two is not None and one is not two:
            one.absorb(two, misspelt=False)
            bearers.remove(two)
    return bearers


def _fitting(name: PersonName, text: str, bearers: list[Bearer], where: Mapping[str, set[str]]) -> Bearer | None:
    fits: list[tuple[int, Bearer]] = []
    for bearer in bearers:
        results = [compare_names(name, part) for part in bearer.parts()]
        if any(r.verdict == "different" for r in results):
            continue
        if any(r.verdict == "same" for r in results):
            fits.append((2, bearer))
        elif any(r.reason in ("initial", "added family name") for r in results):
            fits.append((1, bearer))
    best = [bearer for rank, bearer in fits if rank == max(rank for rank, _ in fits)]
    if len(best) > 1:
        near = [bearer for bearer in best if bearer.articles & where[text]]
        best = near if len(near) == 1 else sorted(best, key=lambda b: b.key)[:1] if leads(best) else []
    return best[0] if best else None


def leads(bearers: list[Bearer]) -> bool:
    ranked = sorted(bearers, key=lambda b: b.key)
    return len(ranked) == 1 or ranked[0].weight >= _DOMINATES * ranked[1].weight


def _join_alike(
    bearers: list[Bearer], keys: Callable[[PersonName], str], alike: Callable[[Bearer, Bearer], str]
) -> None:
    """Join the rarer of two bearers that share a key to the commoner, where `alike` gives a reason."""
    blocks: dict[str, list[Bearer]] = defaultdict(list)
    for bearer in bearers:
        blocks[keys(bearer.parts()[0])].append(bearer)
    for _, block in sorted(blocks.items()):
        for rare in sorted(block, key=lambda b: b.key, reverse=True) if len(block) > 1 else ():
            for common in block:
                reason = alike(rare, common) if common is not rare else ""
                if reason:
                    common.absorb(rare, misspelt=reason == "misspelt")
                    bearers.remove(rare)
                    block.remove(rare)
                    break


def _is_misprint(rare: Bearer, common: Bearer) -> str:
    """Give "misspelt" for a rare full name that differs by a slip from a common one of the same article, event or office."""
    if len(rare.names) > 1:
        return ""
    is_rare = rare.weight <= 2 and common.weight >= 2 * rare.weight
    together = rare.events & common.events and (is_rare or not rare.articles & common.articles)
    if not (is_rare or together) or not same_age(rare.ages, common.ages):
        return ""
    if together and any(_is_slip(rare.parts()[0], other) for other in common.parts()):
        return "misspelt"
    if not is_rare:
        return ""
    one = rare.parts()[0]
    near = bool(rare.articles & common.articles)
    for other in common.parts():
        if compare_names(one, other).reason == "misspelt" and (near or rare.titles & common.titles):
            return "misspelt"
        one_family = len(one.first) > 4 and same_family_name(one.last, other.last) and rare.titles <= common.titles
        slip = looks_misspelt(one.first, other.first) and not same_first_name(one.first, other.first)
        odd = len(one.first) >= 7 and not is_first_name(one.first)  # no name that anybody else bears
        if (near or odd) and one_family and slip:
            return "misspelt"
    return ""


def _is_slip(one: PersonName, other: PersonName) -> bool:
    """Tell whether two names are one but for a letter inside or behind the family name."""
    a, b = fold(one.last), fold(other.last)
    is_one_letter = len(a) > 3 and len(b) > 3 and a[0] == b[0] and OSA.distance(a, b, score_cutoff=1) == 1
    return is_one_letter and fold(one.first) == fold(other.first) and one.suffix == other.suffix


def _is_junior(rare: Bearer, common: Bearer) -> str:
    """Give "suffix" where one name lacks the "Jr." that the other has and both hold one office or are of one age."""
    for one in rare.parts():
        for other in common.parts():
            bare = compare_names(one._replace(suffix=""), other._replace(suffix=""))
            if "" in (one.suffix, other.suffix) and bare.verdict == "same":
                offices = {t for t in rare.titles & common.titles if class_of_title(t) in _OFFICES}
                alike = offices or rare.ages & common.ages
                is_one = alike and same_age(rare.ages, common.ages) and not rare.articles & common.articles
                return "suffix" if is_one else ""
    return ""
