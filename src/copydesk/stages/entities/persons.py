"""Persons across the pile: family names, titles, first names and misspellings brought to a person. Found -> Bearer."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Sequence

from copydesk.stages.entities.fullnames import Bearer, join_full_names, leads
from copydesk.stages.entities.reading import class_of_title, plain_title
from copydesk.stages.entities.scan import Found
from copydesk.text.names import PersonName, fold, is_first_name, read_person_name, sex_of
from copydesk.text.same_names import bare_family_name, looks_misspelt, same_first_name

_WITH_FIRST_NAMES = frozenset({"Sir", "Dame", "Prince", "Princess", "King", "Queen", "Pope"})
"""Titles that stand before a first name ("Sir Peter")."""


def resolve_persons(found: Sequence[Found], other_names: Sequence[tuple[str, str]] = ()) -> list[Bearer]:
    """Return the persons that the found names belong to.

    A full name joins the person that it can belong to; where it fits several, the article decides. A family name goes
    to the one person whom it can mean in its article: by title, by sex, by who is named there in full, by who is named most in
    the pile. A family name that stays ambiguous is a person of its own. `other_names` are said to be one person's.
    """
    found = [_of_the_wife(one) for one in found]
    bearers = join_full_names(found, other_names)
    directory = _Directory(bearers)
    by_article: dict[str, list[Found]] = defaultdict(list)
    for one in sorted(found):
        by_article[one.article].append(one)
    loose: list[Found] = []
    for article in sorted(by_article):
        loose += _Desk(directory, by_article[article]).assign()
    return [bearer for bearer in [*bearers, *_loose_bearers(loose)] if bearer.found]


def _of_the_wife(one: Found) -> Found:
    """Return "Mrs. Edwin Hall" as a family name with its title: his wife's, not his."""
    is_wife = one.title is not None and class_of_title(one.title) == "female" and one.full
    name = read_person_name(one.text)
    return one._replace(full=False, text=name.last) if is_wife and sex_of(name) == "male" else one


class _Directory:
    """Who can be meant by a full name, and by the end of one."""

    def __init__(self, bearers: Sequence[Bearer]) -> None:
        self.by_text: dict[str, list[Bearer]] = defaultdict(list)
        self.by_tail: dict[str, list[Bearer]] = defaultdict(list)
        for bearer in bearers:
            texts, tails = set(map(fold, bearer.names)), set[str]()
            for part in bearer.parts():
                words = fold(" ".join((*part.given, part.last))).split()
                tails |= {" ".join(words[i:]) for i in range(1, len(words))} | {bare_family_name(part.last)}
                texts |= {fold(f"{part.nickname} {part.last}")} if part.nickname else set()
            for text in sorted(texts):
                self.by_text[text].append(bearer)
            for tail in sorted(tails):
                self.by_tail[tail].append(bearer)

    def full(self, text: str) -> list[Bearer]:
        return self.by_text.get(fold(text), [])

    def short(self, text: str) -> list[Bearer]:
        return _unique([*self.by_tail.get(fold(text), []), *self.by_tail.get(bare_family_name(text), [])])


class _Desk:
    """Goes through one article from top to bottom and gives each name to a person."""

    def __init__(self, directory: _Directory, found: list[Found]) -> None:
        self.directory = directory
        self.found = found
        self.here = [b for one in found for b in directory.full(one.text)]
        self.counts = Counter(id(b) for b in self.here)
        self.last_of: dict[str, Bearer] = {}
        self.met: dict[tuple[int, ...], list[Bearer]] = {}
        self.kin = {id(directory.full(one.text)[0]) for one in found if one.full and "kin" in one.signs}
        self.dead = {id(directory.full(one.text)[0]) for one in found if one.full and "dead" in one.signs}
        self.strangers = {fold(one.text) for one in found if not one.full and self._is_stranger(one)}

    def assign(self) -> list[Found]:
        """Give each name of the article to its bearer and return those that fit none."""
        loose = []
        for one in self.found:
            text = one.text
            bearer = self._full(text) if one.full and self.directory.full(text) else self._short(one)
            if bearer is None:
                loose.append(one)
            else:
                bearer.found.append(one)
        return loose

    def _is_stranger(self, one: Found) -> bool:
        """Tell whether a "Mr." stands before a family name that only women bear here, or "Mrs." where only men do."""
        options = self.directory.short(one.text)
        return bool(options) and not any(_sex_fits(one, b) for b in options)

    def _full(self, text: str) -> Bearer:
        options = self.directory.full(text)
        bearer = max(options, key=lambda b: (self.counts[id(b)], b.weight))
        self.last_of[fold(read_person_name(text).last)] = bearer
        return bearer

    def _short(self, one: Found) -> Bearer | None:
        text = one.text
        options = [b for b in self.directory.short(text) if _sex_fits(one, b)]
        if not options:
            named = [b for b in _unique(self.here) if any(_is_first_name_of(text, part) for part in b.parts())]
            title = one.title or ""
            if len(named) == 1 and (class_of_title(title) in (None, "kin", "tie") or title in _WITH_FIRST_NAMES):
                return named[0]
            if len(named) == 1 and all(part.first and not is_first_name(part.first) for part in named[0].parts()):
                return named[0]  # the family name stands first ("Mr. Zhao", Zhao Wen)
            return self._misprint(one)
        if self._is_relatives(one, options):
            return None
        return self._choose(one, options)

    def _is_relatives(self, one: Found, options: list[Bearer]) -> bool:
        """Tell whether a name is that of a relative who never stands in full: "President Tabor", and "Lena Tabor, his wife"."""
        if not all(id(b) in self.kin for b in options):
            return False
        if one.title is None:
            return fold(one.text) in self.strangers
        is_office = class_of_title(one.title) in ("office", "military", "clergy")
        return is_office and not any(plain_title(one.title) in b.titles for b in options)

    def _choose(self, one: Found, options: list[Bearer]) -> Bearer | None:
        if len(options) == 1:
            return options[0]
        if one.title is not None and class_of_title(one.title) not in ("male", "female", "courtesy"):
            office = plain_title(one.title)
            held = [b for b in options if office in b.titles]
            now = [b for b in held if (office in b.titles_now) != ("past" in one.signs)]
            if len(held) == 1 or len(now) == 1:
                return held[0] if len(held) == 1 else now[0]
        options = self._told_apart(one, options)
        here = [b for b in options if self.counts[id(b)]]
        ranked = sorted(options, key=lambda b: b.key)
        if len(here) == 1 and ranked[0].weight < 5 * here[0].weight:
            return here[0]
        known = here or self._in_company(options)
        if len(known) == 1 or leads(known):
            return sorted(known, key=lambda b: b.key)[0]
        return self.last_of.get(fold(one.words[-1])) if here else None

    def _in_company(self, options: list[Bearer]) -> list[Bearer]:
        """Return those who are named in other articles together with most of the persons of this one."""
        key = tuple(map(id, options))
        if key not in self.met:
            company = _unique(self.here)
            met = [sum(not b.articles.isdisjoint(other.articles) for other in company) for b in options]
            self.met[key] = [b for b, count in zip(options, met, strict=True) if count == max(met)]
        return self.met[key]

    def _told_apart(self, one: Found, options: list[Bearer]) -> list[Bearer]:
        """Return those whom the sentence itself allows: by the speaker's pronoun, and no dead person speaks."""
        fits = [b for b in options if not one.signs & {"male", "female"} or b.sex() is None or b.sex() in one.signs]
        alive = [b for b in fits if "speaks" not in one.signs or id(b) not in self.dead]
        return alive or fits or options

    def _misprint(self, one: Found) -> Bearer | None:
        text = one.text
        near = [
            b for b in _unique(self.here) if len(text) >= 5 and any(looks_misspelt(text, p.last) for p in b.parts())
        ]
        if len(near) != 1 or sum(o.text == text for o in self.found) > 2 or self.counts[id(near[0])] == 0:
            return None
        near[0].misspelt.add(text)
        return near[0]


def _is_first_name_of(text: str, part: PersonName) -> bool:
    return (
        fold(text) in (fold(part.first), fold(part.nickname))
        or same_first_name(text, part.first)
        or (text in part.middle and len(text) > 2)
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
        bearer.call(one.text, 1)
        bearer.articles.add(one.article)
        bearer.found.append(one)
        if one.title:
            bearer.titles.add(plain_title(one.title))
    return [groups[key] for key in sorted(groups) if _is_sure(groups[key])]


def _is_sure(bearer: Bearer) -> bool:
    return len(bearer.found) > 1 or bool(bearer.titles)
