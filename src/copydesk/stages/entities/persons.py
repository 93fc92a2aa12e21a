"""Persons across the pile: full names, family names, titles and misspellings brought together. Found -> Bearer."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from copydesk.stages.entities.reading import class_of_title, plain_title
from copydesk.stages.entities.scan import Found
from copydesk.text.names import (
    PersonName,
    Sex,
    compare_names,
    fold,
    looks_misspelt,
    read_person_name,
    same_family_name,
    same_first_name,
    sex_of,
)

_DOMINATES = 3


@dataclass(eq=False)
class Bearer:
    """A person in the making: the full names that were joined, how often each is printed, and where the person is named."""

    names: Counter[str] = field(default_factory=Counter)
    titles: set[str] = field(default_factory=set)
    articles: set[str] = field(default_factory=set)
    found: list[Found] = field(default_factory=list)
    misspelt: set[str] = field(default_factory=set)
    rule: str = "entities.full_name"

    @property
    def key(self) -> tuple[int, str]:
        return (-self.weight, min(self.names))

    @property
    def weight(self) -> int:
        return sum(self.names.values())

    def parts(self) -> list[PersonName]:
        return [read_person_name(name) for name in sorted(self.names)]

    def sex(self) -> Sex | None:
        sexes = {sex for title in sorted(self.titles) if (sex := sex_of(read_person_name(f"{title} X")))}
        sexes = sexes or {sex for part in self.parts() if (sex := sex_of(part))}
        return sexes.pop() if len(sexes) == 1 else None


def resolve_persons(found: Sequence[Found]) -> list[Bearer]:
    """Return the persons that the found names belong to.

    A full name joins the person that it can belong to; where it fits several, the article decides. A family name goes
    to the one person whom it can mean in its article: by title, by sex, by who is named there in full, by who is named most in
    the pile. What stays ambiguous belongs to nobody.
    """
    bearers = _join_full_names(found)
    _join_misspelt(bearers)
    by_article: dict[str, list[Found]] = defaultdict(list)
    for one in sorted(found):
        by_article[one.article].append(one)
    loose: list[Found] = []
    for article in sorted(by_article):
        loose += _Desk(bearers, by_article[article]).assign()
    return [bearer for bearer in [*bearers, *_loose_bearers(loose)] if bearer.found]


def _join_full_names(found: Sequence[Found]) -> list[Bearer]:
    """Return one bearer for each set of full names that agree; the most specific names come first, so that they part."""
    forms: Counter[str] = Counter()
    where: dict[str, set[str]] = defaultdict(set)
    titles: dict[str, set[str]] = defaultdict(set)
    for one in found:
        text = one.text
        if read_person_name(text).first:
            forms[text] += 1
            where[text].add(one.article)
            if one.title:
                titles[text].add(plain_title(one.title))
    bearers: list[Bearer] = []
    blocks: dict[str, list[Bearer]] = defaultdict(list)
    for text in sorted(forms, key=lambda t: (-len(t.split()), -forms[t], t)):
        name = read_person_name(text)
        keys = _block_keys(name)
        candidates = {id(b): b for key in keys for b in blocks[key]}
        bearer = _fitting(name, text, list(candidates.values()), where)
        if bearer is None:
            bearer = Bearer()
            bearers.append(bearer)
        for key in keys:
            if bearer not in blocks[key]:
                blocks[key].append(bearer)
        bearer.names[text] += forms[text]
        bearer.articles |= where[text]
        bearer.titles |= titles[text]
    return sorted(bearers, key=lambda b: b.key)


def _block_keys(name: PersonName) -> set[str]:
    """Return the keys under which a name is compared: its last word, and its first two words for added family names."""
    words = fold(" ".join((*name.given, name.last))).replace("-", " ").split()
    return {words[-1], " ".join(words[:2])}


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
        best = near if len(near) == 1 else sorted(best, key=lambda b: b.key)[:1] if _leads(best) else []
    return best[0] if best else None


def _leads(bearers: list[Bearer]) -> bool:
    first, second = sorted(bearers, key=lambda b: b.key)[:2]
    return first.weight >= _DOMINATES * second.weight


def _join_misspelt(bearers: list[Bearer]) -> None:
    """Join a rare full name to a common one that shares the first name and differs by a slip in the family name."""
    by_first: dict[str, list[Bearer]] = defaultdict(list)
    for bearer in bearers:
        by_first[fold(bearer.parts()[0].first)[:1]].append(bearer)
    for group in by_first.values():
        for rare in sorted(group, key=lambda b: b.key, reverse=True):
            for common in group:
                if common is not rare and rare in bearers and common in bearers and _is_misprint_of(rare, common):
                    common.misspelt |= set(rare.names)
                    common.names += rare.names
                    common.articles |= rare.articles
                    bearers.remove(rare)
                    break


def _is_misprint_of(rare: Bearer, common: Bearer) -> bool:
    if rare.weight > 2 or common.weight < 2 * rare.weight or len(rare.parts()) > 1:
        return False
    one = rare.parts()[0]
    for other in common.parts():
        if compare_names(one, other).reason == "misspelt" and bool(
            rare.articles & common.articles or rare.titles & common.titles
        ):
            return True
        if same_family_name(one.last, other.last) and not same_first_name(one.first, other.first):
            slip = looks_misspelt(one.first, other.first)
            if slip and len(one.first) > 4 and rare.articles & common.articles and rare.titles <= common.titles:
                return True
    return False


class _Desk:
    """Goes through one article from top to bottom and gives each name to a person."""

    def __init__(self, bearers: list[Bearer], found: list[Found]) -> None:
        self.found = found
        self.by_text: dict[str, list[Bearer]] = defaultdict(list)
        self.by_tail: dict[str, list[Bearer]] = defaultdict(list)
        self.all = bearers
        for bearer in bearers:
            for name in bearer.names:
                self.by_text[fold(name)].append(bearer)
        self.here = [b for one in found for b in self.by_text[fold(one.text)]]
        self.counts = Counter(id(b) for b in self.here)
        self.last: Bearer | None = None
        self.last_of: dict[str, Bearer] = {}

    def assign(self) -> list[Found]:
        """Give each name of the article to its bearer and return those that fit none."""
        loose = []
        for one in self.found:
            text = one.text
            bearer = self._full(text) if read_person_name(text).first and self.by_text[fold(text)] else self._short(one)
            if bearer is None:
                loose.append(one)
            else:
                bearer.found.append(one)
        return loose

    def _full(self, text: str) -> Bearer:
        options = self.by_text[fold(text)]
        bearer = max(options, key=lambda b: (self.counts[id(b)], b.weight))
        self.last_of[fold(read_person_name(text).last)] = bearer
        return bearer

    def _short(self, one: Found) -> Bearer | None:
        text = one.text
        options = [b for b in self.all if any(_is_family_name_of(text, part) for part in b.parts())]
        options = [b for b in options if _sex_fits(one, b)]
        if not options:
            named = [b for b in _unique(self.here) if any(_is_first_name_of(text, part) for part in b.parts())]
            if len(named) == 1 and class_of_title(one.title or "") in (None, "kin", "tie"):
                return named[0]
            return self._misprint(one)
        return self._choose(one, options)

    def _choose(self, one: Found, options: list[Bearer]) -> Bearer | None:
        if len(options) == 1:
            return options[0]
        if one.title is not None and class_of_title(one.title) not in ("male", "female", "courtesy"):
            office = plain_title(one.title)
            held = [b for b in options if office in b.titles]
            if len(held) == 1:
                return held[0]
        here = [b for b in options if self.counts[id(b)]]
        ranked = sorted(options, key=lambda b: b.key)
        if len(here) == 1 and ranked[0].weight < 5 * here[0].weight:
            return here[0]
        if _leads(here or options):
            return sorted(here or options, key=lambda b: b.key)[0]
        return self.last_of.get(fold(one.words[-1])) if here else None

    def _misprint(self, one: Found) -> Bearer | None:
        text = one.text
        near = [
            b for b in _unique(self.here) if len(text) >= 5 and any(looks_misspelt(text, p.last) for p in b.parts())
        ]
        if len(near) != 1 or sum(o.text == text for o in self.found) > 2 or self.counts[id(near[0])] == 0:
            return None
        near[0].misspelt.add(text)
        return near[0]


def _is_family_name_of(text: str, part: PersonName) -> bool:
    if same_family_name(text, part.last):
        return True
    words, whole = fold(text).split(), fold(" ".join((*part.given, part.last))).split()
    return len(words) < len(whole) and whole[-len(words) :] == words


def _is_first_name_of(text: str, part: PersonName) -> bool:
    return (
        fold(text) == fold(part.first) or same_first_name(text, part.first) or (text in part.middle and len(text) > 2)
    )


def _sex_fits(one: Found, bearer: Bearer) -> bool:
    wanted = class_of_title(one.title) if one.title else None
    return wanted not in ("male", "female") or bearer.sex() in (None, wanted)


def _unique(bearers: list[Bearer]) -> list[Bearer]:
    return list({id(b): b for b in bearers}.values())


def _loose_bearers(loose: Sequence[Found]) -> list[Bearer]:
    """Return a person for each family name that only ever stands alone, "Mr." and "Mrs." apart."""
    groups: dict[tuple[str, str], Bearer] = {}
    sexes: dict[str, set[str]] = defaultdict(set)
    for one in loose:
        sex = class_of_title(one.title) if one.title else None
        if sex in ("male", "female"):
            sexes[fold(one.text)].add(sex)
    for one in sorted(loose):
        name = fold(one.text)
        sex = class_of_title(one.title) if one.title else None
        known = sexes[name]
        key = (name, sex if sex in known else min(known) if len(known) == 1 else "")
        bearer = groups.setdefault(key, Bearer(rule="entities.family_name"))
        bearer.names[one.text] += 1
        bearer.articles.add(one.article)
        bearer.found.append(one)
        if one.title:
            bearer.titles.add(plain_title(one.title))
    return [groups[key] for key in sorted(groups) if _is_sure(groups[key])]


def _is_sure(bearer: Bearer) -> bool:
    return len(bearer.found) > 1 or bool(bearer.titles)
