"""What the attributions of an article depend on in the people and bodies that it names. Articles, entities -> Entity."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import NamedTuple

from copydesk.records import Article, Entity, Mention, OfficeHeld, Parse
from copydesk.stages.attribution.described import calling_of
from copydesk.stages.attribution.noun_phrases import DEFINITE
from copydesk.stages.attribution.nouns import is_plural
from copydesk.stages.attribution.outlets import is_known
from copydesk.stages.attribution.reference import gender_of, telling_form
from copydesk.text.titles import without_remit

KNOWN = "(known)"
"""Makes a name of another length, by which it shows that the pile knows more of somebody than one name."""


class _Words(NamedTuple):
    """An article's words: the text in small letters, the callings of its nouns, and of those with "the" or "this"."""

    text: str
    called: frozenset[str]
    definite: frozenset[str]


def casts_in(
    articles: Sequence[Article], parses: Mapping[str, Parse], entities: Sequence[Entity]
) -> dict[str, tuple[Entity, ...]]:
    """Return for each article what its attributions depend on in the entities of the pile that it names.

    That are an entity's mentions there, its titles by which the article may call somebody ("the chairman"), its sex, where
    the name does not tell it, and whether the pile knows more of it than a name: what other pages add to somebody known well changes nothing here.
    """
    words = {article.id: _read_words(article, parses[article.id]) for article in articles}
    casts: dict[str, list[Entity]] = {article.id: [] for article in articles}
    for entity in entities:
        under: dict[str, list[Mention]] = {}
        for mention in entity.mentions:
            under.setdefault(mention.article, []).append(mention)
        for key, mentions in under.items():
            casts[key].append(_part_of(entity, tuple(mentions), words[key]))
    return {key: tuple(cast) for key, cast in casts.items()}


def _read_words(article: Article, parse: Parse) -> _Words:
    singular = {
        token.i: calling_of(token.lemma.lower()) for token in parse.tokens if token.lemma and not is_plural(token)
    }
    heads = {token.head for token in parse.tokens if token.text.lower() in DEFINITE}
    definite = frozenset(calling for i, calling in singular.items() if i in heads)
    return _Words(article.text.lower(), frozenset(singular.values()), definite)


def _part_of(entity: Entity, mentions: tuple[Mention, ...], words: _Words) -> Entity:
    titles = [without_remit(role.title).lower() for role in entity.roles]
    last = {noun for title in titles for noun in title.split()[-1:]}
    nouns = [noun for noun in sorted(last) if noun in words.text and calling_of(noun) in words.definite]
    part = replace(
        entity,
        aliases=(),
        roles=_as_roles(nouns),
        relations=(),
        mentions=mentions,
        references=(),
        joined=(),
        identifiers=(),
    )
    form, told = telling_form(entity) or (None, None)
    called = form is not None and form not in entity.aliases and calling_of(form.lower()) in words.called
    if form is not None and (called or gender_of(part) != told):
        titled = " ".join(("Mr." if told == "he" else "Ms.", *(entity.name.split()[1:] or [entity.name])))
        told_by = {"aliases": (titled,)} if form in entity.aliases else {"roles": _as_roles([form, *nouns])}
        part = replace(part, **told_by)
    if entity.kind == "person" and is_known(entity) and not is_known(part):
        return replace(part, aliases=(*part.aliases, f"{entity.name} {KNOWN}"))
    return part


def _as_roles(titles: Sequence[str]) -> tuple[OfficeHeld, ...]:
    return tuple(OfficeHeld(title=title, evidence=(), rule="") for title in titles)
