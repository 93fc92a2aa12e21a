"""The entities as the user's judgements have them. Entity, Judgement -> Entity, Judgement, Problem"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from typing import NamedTuple

from copydesk.records import Article, Entity, Judgement, Mention, Problem, Ref, Standing, TextQuote, identify
from copydesk.stages.entities.assembly import in_order
from copydesk.stages.judgements.anchors import find_place


class _Outcome(NamedTuple):
    standing: Standing
    why: str


@dataclass(slots=True)
class _Cast:
    """The entities as the judgements so far have them."""

    articles: Sequence[Article]
    entities: dict[str, Entity]

    def at(self, place: Ref) -> tuple[Entity, Mention] | None:
        """Return the entity whose mention overlaps a place, with the mention."""
        for entity in self.entities.values():
            for mention in entity.mentions:
                if mention.article == place.article and mention.span.overlaps(place.span):
                    return entity, mention
        return None

    def found(self, quotes: Iterable[TextQuote]) -> list[tuple[Entity, Mention]]:
        places = [find_place(quote, self.articles) for quote in quotes]
        return [found for place in places if place and (found := self.at(place))]

    def meant(self, quotes: Iterable[TextQuote]) -> Entity | None:
        """Return the entity that most of the places name, the first of equals."""
        votes = Counter(entity.id for entity, _ in self.found(quotes))
        return self.entities[votes.most_common(1)[0][0]] if votes else None


def apply_judgements(
    articles: Sequence[Article], entities: Sequence[Entity], judgements: Sequence[Judgement]
) -> tuple[tuple[Entity, ...], tuple[Judgement, ...], tuple[Problem, ...]]:
    """Return the entities with all judgements carried out in the order in which they were made, and what became of each.

    A judgement whose places are not found again, or name nobody any more, changes nothing and is listed as a problem.
    """
    cast, judged, problems = _Cast(articles, {entity.id: entity for entity in entities}), [], []
    for judgement in judgements:
        outcome = _APPLY[judgement.kind](cast, judgement)
        judged.append(replace(judgement, standing=outcome.standing, why=outcome.why))
        if outcome.standing != "applied":
            kind = "set_aside" if outcome.standing == "lost" else "limited"
            reason = f"{judgement.kind} {judgement.id}: {outcome.why}"
            problems.append(Problem(stage="judgements", reason=reason, kind=kind))  # type: ignore[arg-type]
    return in_order(cast.entities.values()), tuple(judged), tuple(problems)


def _merge(cast: _Cast, judgement: Judgement) -> _Outcome:
    kept, other = cast.meant(judgement.entity), cast.meant(judgement.other)
    if kept is None or other is None:
        missing = judgement.other if kept else judgement.entity
        return _Outcome("lost", f"“{_words(missing)}” is not found again")
    if kept.id == other.id:
        return _Outcome("applied", f"{kept.name}: one without it, too")
    names = {*kept.aliases, *other.aliases, other.name} - {kept.name}
    del cast.entities[other.id]
    cast.entities[kept.id] = replace(
        kept,
        aliases=tuple(sorted(names)),
        roles=tuple(dict.fromkeys((*kept.roles, *other.roles))),
        relations=tuple(dict.fromkeys((*kept.relations, *other.relations))),
        mentions=_sorted({*kept.mentions, *other.mentions}),
        references=_sorted({*kept.references, *other.references}),
        identifiers=tuple(sorted({*kept.identifiers, *other.identifiers})),
        joined=(*kept.joined, *other.joined, f"{other.name}: by your judgement {judgement.id}"),
        rule="judgements.merge",
    )
    _redirect(cast, other.id, kept.id)
    return _Outcome("applied", f"{other.name} is {kept.name}")


def _redirect(cast: _Cast, gone: str, kept: str) -> None:
    """Let the relations to an entity that is no more lead to the one that took it in; none leads to itself."""
    for entity in list(cast.entities.values()):
        turned = (replace(one, entity=kept) if one.entity == gone else one for one in entity.relations)
        relations = tuple(dict.fromkeys(one for one in turned if one.entity != entity.id))
        if relations != entity.relations:
            cast.entities[entity.id] = replace(entity, relations=relations)


def _split(cast: _Cast, judgement: Judgement) -> _Outcome:
    parted = cast.found(judgement.other)
    entity = cast.meant(judgement.entity) or (parted[0][0] if parted else None)
    moved = {mention for one, mention in parted if entity and one.id == entity.id}
    if entity is None or not moved or not judgement.name:
        return _Outcome("lost", f"“{_words(judgement.other)}” is not found again")
    key = identify("e", entity.kind, judgement.name, judgement.id)
    stays = [mention for mention in entity.mentions if mention not in moved]
    theirs_alone = {mention.article for mention in moved} - {mention.article for mention in stays}
    gone_too = [reference for reference in entity.references if reference.article in theirs_alone]
    theirs = [held for held in entity.roles if _all_in(held.evidence, moved)]
    bound = [one for one in entity.relations if _all_in(one.evidence, moved)]
    cast.entities[key] = replace(
        entity,
        id=key,
        name=judgement.name,
        aliases=tuple(sorted(_printed(moved, cast) - {judgement.name})),
        roles=tuple(theirs),
        relations=tuple(bound),
        mentions=_sorted(moved),
        references=tuple(gone_too),
        identifiers=(),
        joined=(f"{judgement.name}: split from {entity.name} by your judgement {judgement.id}",),
        rule="judgements.split",
    )
    if stays:
        gone = _printed(moved, cast) - _printed(stays, cast)
        cast.entities[entity.id] = replace(
            entity,
            aliases=tuple(alias for alias in entity.aliases if alias not in gone),
            roles=tuple(held for held in entity.roles if held not in theirs),
            relations=tuple(one for one in entity.relations if one not in bound),
            mentions=tuple(stays),
            references=tuple(reference for reference in entity.references if reference not in gone_too),
        )
    else:
        del cast.entities[entity.id]
        _redirect(cast, entity.id, key)
    if len(moved) < len(judgement.other):
        return _Outcome("in part", f"{judgement.name}: {len(moved)} of {len(judgement.other)} places are found again")
    return _Outcome("applied", f"{judgement.name} is not {entity.name}")


def _rename(cast: _Cast, judgement: Judgement) -> _Outcome:
    entity = cast.meant(judgement.entity)
    if entity is None or not judgement.name:
        return _Outcome("lost", f"“{_words(judgement.entity)}” is not found again")
    aliases = tuple(sorted({*entity.aliases, entity.name} - {judgement.name}))
    told = f"{judgement.name}: by your judgement {judgement.id}"
    cast.entities[entity.id] = replace(
        entity, name=judgement.name, aliases=aliases, joined=(*entity.joined, told), rule="judgements.rename"
    )
    return _Outcome("applied", f"{entity.name} is called {judgement.name}")


def _link(cast: _Cast, judgement: Judgement) -> _Outcome:
    entity = cast.meant(judgement.entity)
    if entity is None or not judgement.identifier:
        return _Outcome("lost", f"“{_words(judgement.entity)}” is not found again")
    identifiers = tuple(sorted({*entity.identifiers, judgement.identifier}))
    cast.entities[entity.id] = replace(entity, identifiers=identifiers)
    return _Outcome("applied", f"{entity.name} is {judgement.identifier} ({judgement.name})")


_APPLY: dict[str, Callable[[_Cast, Judgement], _Outcome]] = {
    "merge": _merge,
    "split": _split,
    "rename": _rename,
    "link": _link,
}


def _all_in(evidence: Sequence[Ref], moved: set[Mention]) -> bool:
    """Tell whether every sentence of evidence names the entity only where it is split off."""
    return bool(evidence) and all(
        any(m.article == ref.article and ref.span.contains(m.span) for m in moved) for ref in evidence
    )


def _printed(mentions: Iterable[Mention], cast: _Cast) -> set[str]:
    texts = {article.id: article for article in cast.articles}
    return {texts[m.article].words_of(m.span) for m in mentions if m.form == "name"}


def _sorted(mentions: Iterable[Mention]) -> tuple[Mention, ...]:
    return tuple(sorted(mentions, key=lambda mention: (mention.article, mention.span)))


def _words(quotes: Sequence[TextQuote]) -> str:
    return quotes[0].exact if quotes else ""
