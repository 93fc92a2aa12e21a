"""Readers of the export formats, with the rules of each: they fail where a program of that format would complain."""

from __future__ import annotations

import json
import re
from io import StringIO
from typing import Any
from urllib.parse import urlsplit
from xml.etree import ElementTree as Xml

import pytest

from copydesk.codec import decode
from copydesk.export import jsonl
from copydesk.export.schema import story_schema
from copydesk.records import SCHEMA, StoryRecords

GEXF = "{http://gexf.net/1.3}"
GEXF_TYPES = {"string": str, "double": float, "integer": int}
ANNOTATION = {
    "id": "@id", "type": "@type", "@vocab": "urn:oa:", "items": {"@id": "urn:oa:items", "@container": "@list"},
    "source": {"@id": "urn:oa:source", "@type": "@id"}, "motivation": {"@id": "urn:oa:motivation", "@type": "@vocab"},
}  # fmt: skip
"""What the W3C's own context says of the terms that matter to a reader; nothing is fetched in a test."""


def read_json(text: str) -> Any:
    """Hold the export against the schema of the contract, and read its records back."""
    jsonschema = pytest.importorskip("jsonschema", reason="jsonschema holds JSON against the contract")
    made = json.loads(text)
    jsonschema.Draft202012Validator(json.loads(story_schema())).validate(made)
    assert made.pop("schema") == SCHEMA
    return decode(StoryRecords, made)


def read_jsonl(text: str) -> Any:
    return jsonl.read(text.splitlines())


def read_memo(text: str) -> Any:
    """Read the footnotes as pandoc and GitHub do: each mark has one note, each note one mark at least."""
    defined = re.findall(r"^\[\^(\d+)\]: ", text, re.M)
    used = set(re.findall(r"\[\^(\d+)\](?!:)", text))
    assert used == set(defined) and len(defined) == len(set(defined))
    return defined


def read_timelinejs(text: str) -> Any:
    """Hold the timeline against the rules of TimelineJS 3, which refuses all of one with a bad date or a doubled id."""
    made = json.loads(text)
    assert set(made) <= {"events", "title", "eras", "scale"} and made["scale"] == "human"
    assert len({one["unique_id"] for one in made["events"]}) == len(made["events"])
    for one in made["events"]:
        assert set(one) <= {"start_date", "end_date", "display_date", "text", "group", "unique_id"}
        start, end = one["start_date"], one.get("end_date", one["start_date"])
        for date in (start, end):
            assert list(date) == ["year", "month", "day"][: len(date)] and all(
                isinstance(n, int) for n in date.values()
            )
            assert 1 <= date.get("month", 1) <= 12 and 1 <= date.get("day", 1) <= 31
        assert tuple(start.values()) <= tuple(end.values())[: len(start)] or start == end
        assert set(one["text"]) == {"headline", "text"} and one["display_date"]
    return made["events"]


def read_gexf(text: str) -> Any:
    """Read the graph with networkx, by the rules of Gephi's own reader and importer.

    Gephi makes up a node for an edge that leads nowhere, merges edges with the same ends, drops an edge without weight and
    a value whose column is not declared or whose type it is not.
    """
    root = Xml.fromstring(text)
    assert root.tag == f"{GEXF}gexf" and root.get("version") == "1.3"
    graph = root.find(f"{GEXF}graph")
    assert graph is not None and graph.get("defaultedgetype") == "directed" and graph.get("mode") == "static"
    nodes, edges = graph.findall(f".//{GEXF}node"), graph.findall(f".//{GEXF}edge")
    ids = [node.get("id") for node in nodes]
    assert len(set(ids)) == len(ids) and all(ids) and all(node.get("label") for node in nodes)
    assert len({edge.get("id") for edge in edges}) == len(edges)
    ends = [(edge.get("source"), edge.get("target")) for edge in edges]
    assert len(set(ends)) == len(ends) and {end for pair in ends for end in pair} <= set(ids)
    assert all(float(edge.get("weight", 0)) > 0 for edge in edges)
    for held, elements in (("node", nodes), ("edge", edges)):
        columns = graph.findall(f"{GEXF}attributes[@class='{held}']/{GEXF}attribute")
        types = {column.get("id"): GEXF_TYPES[column.get("type", "")] for column in columns}
        for value in (value for one in elements for value in one.iter(f"{GEXF}attvalue")):
            types[value.get("for")](value.get("value"))
    networkx = pytest.importorskip("networkx", reason="networkx reads the graph; it comes with copydesk[dev]")
    read = networkx.read_gexf(StringIO(text))
    assert read.number_of_nodes() == len(nodes) and read.number_of_edges() == len(edges)
    return read


def read_ftm(text: str) -> Any:
    """Let followthemoney take every entity and every value as it stands; what points at another entity must lead there."""
    ftm = pytest.importorskip(
        "followthemoney", reason="followthemoney checks its own format; it comes with copydesk[dev]"
    )
    rows = [json.loads(line) for line in text.splitlines()]
    ids = {row["id"] for row in rows}
    entities = []
    for row in rows:
        entity = ftm.model.get_proxy(row, cleaned=False)
        entity.schema.validate(row)
        assert all(entity.has(name) for name in entity.schema.required), row
        for name, values in row["properties"].items():
            assert sorted(entity.get(name)) == sorted(values), (row["schema"], name)
            if entity.schema.properties[name].type.name == "entity":
                assert set(values) <= ids, (row["schema"], name)
        entities.append(entity)
    return entities


def read_annotations(text: str) -> Any:
    """Read the annotations as RDF, and hold them against the W3C's Web Annotation Data Model."""
    made = json.loads(text)
    assert made["@context"] == "http://www.w3.org/ns/anno.jsonld" and made["type"] == "AnnotationPage"
    assert len({one["id"] for one in made["items"]}) == len(made["items"])
    for one in made["items"]:
        assert one["type"] == "Annotation" and urlsplit(one["id"]).scheme and one["body"]["type"] == "TextualBody"
        for target in _targets(one):
            quote, position = target["selector"]
            assert (quote["type"], position["type"]) == ("TextQuoteSelector", "TextPositionSelector")
            assert (
                0 <= position["start"] < position["end"] and len(quote["exact"]) == position["end"] - position["start"]
            )
            assert not re.search(r"\s", target["source"])
    graph = _as_rdf(made | {"@context": ANNOTATION})
    assert len({*graph.subjects(predicate=_iri("urn:oa:motivation"))}) == len(made["items"])
    return made["items"]


def _targets(annotation: dict[str, Any]) -> list[dict[str, Any]]:
    target = annotation["target"]
    return target if isinstance(target, list) else [target]


def read_schema_org(text: str) -> Any:
    """Read the graph as RDF; every type and property is one of schema.org's, every reference leads somewhere."""
    rdflib = pytest.importorskip("rdflib", reason="rdflib reads JSON-LD; it comes with copydesk[dev]")
    made = json.loads(text)
    assert made["@context"] == "https://schema.org"
    read = _as_rdf(made | {"@context": {"@vocab": str(rdflib.SDO)}})
    terms = {one for one in read.predicates() if one != rdflib.RDF.type} | set(read.objects(predicate=rdflib.RDF.type))
    assert all(str(one).removeprefix(str(rdflib.SDO)) in rdflib.SDO for one in terms), terms
    pointed = {one for one in read.objects() if isinstance(one, rdflib.URIRef) and "#" in one}
    assert pointed <= set(read.subjects())
    dates = [*read.objects(predicate=rdflib.SDO.datePublished), *read.objects(predicate=rdflib.SDO.dateModified)]
    assert all(re.fullmatch(r"\d{4}(-\d\d(-\d\d(T\S+)?)?)?", str(one)) for one in dates)
    return made["@graph"]


def _as_rdf(made: dict[str, Any]) -> Any:
    rdflib = pytest.importorskip("rdflib", reason="rdflib reads JSON-LD; it comes with copydesk[dev]")
    graph = rdflib.Graph()
    graph.parse(data=json.dumps(made), format="json-ld", base="https://desk.example/")
    return graph


def _iri(text: str) -> Any:
    import rdflib

    return rdflib.URIRef(text)


READERS = {
    "json": read_json,
    "jsonl": read_jsonl,
    "memo": read_memo,
    "timelinejs": read_timelinejs,
    "gexf": read_gexf,
    "ftm": read_ftm,
    "annotations": read_annotations,
    "schema.org": read_schema_org,
    "datasette": json.loads,  # Datasette itself reads it in tests/test_story_file.py
}
