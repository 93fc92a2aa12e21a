"""Articles of the same words are read once: what tells twins of a stage, and the way of a result from one to the other."""

from __future__ import annotations

from collections.abc import Hashable, Mapping, Sequence
from dataclasses import replace
from typing import Any

from copydesk.records import Article, Entity, Parse, Road, Statement
from copydesk.stages.attribution import carry_attributions
from copydesk.stages.claims import Basis

Arguments = tuple[Any, ...]


def words_of(article: Article) -> Hashable:
    """Return all that stages which read one article know of it, but for ids, dates and where the page has it."""
    blocks = tuple((block.span, block.role, block.language) for block in article.blocks)
    return article.text, article.title, article.byline, article.outlet, article.form, article.language, blocks


# --- outlets and time ---------------------------------------------------------------------------------


def article_alike(article: Article) -> Hashable:
    return words_of(article)


def dated_alike(article: Article, parse: Parse) -> Hashable:
    return words_of(article), article.published.value if article.published else None, article.canonical


def carry_plain(result: Arguments, before: Arguments, after: Arguments) -> Arguments:
    """Return records that name their article and have no ids."""
    (found,) = result
    return (tuple(replace(one, article=after[0].id) for one in found),)


# --- attribution --------------------------------------------------------------------------------------


def cast_alike(
    article: Article, parse: Parse, cast: Sequence[Entity], outlets: Mapping[str, str], road: Road
) -> Hashable:
    people = tuple(
        (
            (one.id, one.kind, one.name, one.aliases, one.rule, tuple(role.title for role in one.roles)),
            tuple((mention.span, mention.form) for mention in one.mentions),
        )
        for one in cast
    )
    return words_of(article), people, tuple(outlets.items()), road


def carry_found(result: Arguments, before: Arguments, after: Arguments) -> Arguments:
    sources, attributions = result
    return carry_attributions((sources, attributions), before[0].id, after[0].id)


# --- statements ---------------------------------------------------------------------------------------


def basis_alike(basis: Basis) -> Hashable:
    """Return what settles an article's statements, the attributions told by their places."""
    place = {one.id: at for at, one in enumerate(basis.attributions)}
    sources = {key: replace(one, id="") for key, one in basis.known.sources.items()}
    said = tuple(
        (
            replace(one, id="", article="", source=None, within=None),
            place.get(one.within or ""),
            sources.get(one.source or ""),
        )
        for one in basis.attributions
    )
    told = (said, basis.ties(), basis.figures, basis.mentions, basis.pronouns, basis.days_before())
    timexes = tuple(replace(one, article="") for one in basis.timexes)
    known = basis.known
    names = tuple((key, tuple(found)) for key, found in known.names.items())
    facts = (
        known.persons,
        known.groups,
        names,
        *(tuple(one.items()) for one in (known.kinds, known.same, known.sexes)),
    )
    return words_of(basis.article), told, timexes, facts


def carry_statements(result: Arguments, before: Arguments, after: Arguments) -> Arguments:
    (statements,), (one,), (two,) = result, before, after
    ids = {a.id: b.id for a, b in zip(one.attributions, two.attributions, strict=True)}
    return (tuple(_moved(statement, two.article.id, ids) for statement in statements),)


def _moved(statement: Statement, article: str, ids: Mapping[str, str]) -> Statement:
    return replace(statement, article=article, chain=tuple(ids[one] for one in statement.chain))
