"""What Datasette is to know of a story file: labels, facets, descriptions and ready questions. StoryRecords -> its metadata"""

from __future__ import annotations

import inspect
import json
from collections.abc import Mapping
from typing import IO, Any, get_args

from copydesk.brief import write_brief
from copydesk.codec import field_types
from copydesk.records import StoryRecords

Told = Mapping[str, Any]

TABLES: Mapping[str, Told] = {
    "pages": {"label_column": "uri", "facets": ["media_type"]},
    "articles": {"label_column": "title", "facets": ["outlet", "form", "language"]},
    "copies": {"facets": ["kind"]},
    "entities": {"label_column": "name", "facets": ["kind"]},
    "judgements": {"facets": ["kind", "standing"]},
    "sources": {"label_column": "called", "facets": ["identification", "kind"]},
    "attributions": {"facets": ["stance", "kind"]},
    "quotations": {"label_column": "text"},
    "timexes": {"facets": ["type"]},
    "events": {"label_column": "text", "facets": ["status"], "sort_desc": "salience"},
    "claims": {"label_column": "text", "sort_desc": "weight"},
    "groups": {"label_column": "title"},
    "problems": {"facets": ["kind", "stage"]},
    "paragraphs": {"description": "The paragraphs of all articles, to search in.", "facets": ["role"], "size": 20},
    "story": {"hidden": True},
    "saved_pages": {"hidden": True},
    "kept_results": {"hidden": True},
    "dated_articles": {"hidden": True},
}
"""What Datasette is to know of a table beyond what the file says itself."""
VIEWS: Mapping[str, Told] = {
    "timeline": {
        "description": "What happened when, was planned or denied, and which outlets carry it.",
        "columns": {
            "date": "A day, month or year as the pages give it, or an interval a/b.",
            "places": "Sentences that tell it.",
        },
        "facets": ["status"],
    },
    "quotes": {
        "description": "Everything that is said, with its words, its source, and the outlet that carries it; copies included.",
        "columns": {
            "identification": "Whether the source is named, known by role only, or anonymous.",
            "words": "The characters of the article; … stands between parts.",
        },
        "facets": ["identification", "stance", "outlet"],
    },
    "wordings": {
        "description": "Each utterance in each wording that the pages give it, place by place.",
        "columns": {"wordings_in_all": "Distinct wordings of the utterance; more than 1: it changed on its way."},
        "facets": ["speaker", "wordings_in_all"],
    },
    "claims_with_backing": {
        "description": "How well each claim is backed: newsrooms with their own reporting, bounds of original sources.",
        "columns": {
            "at_least": "Distinct original sources, at least.",
            "at_most": "Distinct original sources, at most; empty where the pages give no bound.",
            "named_sources": "How many of the sources have a name.",
            "families": "Articles, where copies of one original count once.",
        },
        "facets": ["at_least", "named_sources"],
        "sort_desc": "weight",
    },
    "places_of_claims": {
        "description": "Every place that makes, denies or doubts a claim, with its words and who says so.",
        "facets": ["stance", "voice", "outlet"],
    },
    "who_copied_whom": {
        "description": "Pairs of articles that share prose, the original first where it can be told.",
        "columns": {
            "days_later": "Days from the original to the copy; empty where either day is not known.",
            "share_of_copy": "The share of the copy's words that stand in the original, 0 to 1.",
        },
        "facets": ["kind", "direction"],
        "units": {"days_later": "day"},
        "sort_desc": "share_of_copy",
    },
    "who_is_heard": {
        "description": "Who is quoted how often, in how many articles, and why unnamed sources have no name.",
        "columns": {
            "people": "How many people an unnamed source is said to be.",
            "times": "Attributions, copies included.",
        },
        "facets": ["identification", "kind"],
        "sort_desc": "times",
    },
}
"""What Datasette is to know of a view; `store/views.sql` makes them."""
QUESTIONS: Mapping[str, tuple[str, str]] = {
    "find_words": (
        "Paragraphs that hold all these words",
        "SELECT dated_articles.outlet, dated_articles.published, snippet(paragraphs_fts, 1, '[', ']', '…', 24) AS words, "
        "paragraphs.article FROM paragraphs_fts JOIN paragraphs ON paragraphs.id = paragraphs_fts.rowid "
        "JOIN dated_articles ON dated_articles.article_id = paragraphs.article "
        "WHERE paragraphs_fts MATCH 'text : (' || coalesce(nullif(escape_fts(:words), ''), '\"-\"') || ')' ORDER BY rank",
    ),
    "said_by": (
        "What a person, office or document is quoted with",
        "SELECT * FROM quotes WHERE :name <> '' AND source LIKE '%' || :name || '%' ORDER BY published",
    ),
    "between_two_days": (
        "What happened from one day to another",
        "SELECT * FROM timeline WHERE date >= :first AND date <= :last || '~'",
    ),
    "claims_on_one_origin": (
        "Claims in several articles that go back to one source at most",
        "SELECT * FROM claims_with_backing WHERE at_most <= 1 AND articles > 1 ORDER BY articles DESC, weight DESC",
    ),
    "claims_on_nobody_named": (
        "Claims that rest on nobody who is named",
        "SELECT * FROM claims_with_backing WHERE sources IS NOT NULL AND named_sources = 0 ORDER BY weight DESC",
    ),
    "how_sources_are_identified": (
        "Named, by role or anonymously: the sources of each outlet",
        "SELECT outlet, sum(identification = 'named') AS named, sum(identification = 'role') AS role, "
        "sum(identification = 'anonymous') AS anonymous FROM quotes GROUP BY outlet ORDER BY anonymous DESC, outlet",
    ),
    "changed_quotations": (
        "Quotations that changed on their way",
        "SELECT * FROM wordings WHERE wordings_in_all > 1 ORDER BY quotation_id, published, outlet",
    ),
    "fastest_copies": (
        "Who copied whom, the fastest first",
        "SELECT * FROM who_copied_whom WHERE direction = 'copied' ORDER BY days_later IS NULL, days_later, original",
    ),
}
"""Ready questions: name -> (what is asked, SQL)."""


def write(records: StoryRecords, out: IO[str], *, database: str = "story") -> None:
    """Write the metadata for a story file that Datasette calls `database`: the file's name without its ending.

    Tables of which the records hold nothing are hidden, not closed: a limit hides, it does not protect.
    """
    title = records.groups[0].title if records.groups else "Story"
    described = {
        "description": " ".join(write_brief(records)[:1]),
        "tables": {**_record_tables(records), **VIEWS},
        "queries": {name: {"title": asked, "sql": sql} for name, (asked, sql) in QUESTIONS.items()},
    }
    json.dump({"title": title, "databases": {database: described}}, out, ensure_ascii=False, indent=1)
    out.write("\n")


def _record_tables(records: StoryRecords) -> dict[str, Told]:
    kinds = {name: get_args(kind)[0] for name, kind in field_types(StoryRecords).items()}
    told: dict[str, Told] = {
        name: {"description": (inspect.getdoc(kind) or "").partition("\n\n")[0].replace("\n", " ")}
        | ({} if getattr(records, name) else {"hidden": True})
        for name, kind in kinds.items()
    }
    return {name: {**told.get(name, {}), **TABLES.get(name, {})} for name in dict.fromkeys([*told, *TABLES])}
