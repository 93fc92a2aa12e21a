"""Who copied whom and who relies on whom, as a graph for Gephi (GEXF 1.3). StoryRecords -> XML"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping
from typing import IO
from xml.etree import ElementTree as Xml

from copydesk.index import Index, index_records
from copydesk.records import StoryRecords

SPACE = "http://gexf.net/1.3"
NODE = {"kind": "string", "outlet": "string", "published": "string", "identification": "string"}
EDGE = {"relation": "string", "direction": "string", "confidence": "double", "coverage": "double"}
LEAST_WEIGHT = 0.0001
"""Gephi leaves out an edge without weight."""

_NO_XML = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def write(records: StoryRecords, out: IO[str]) -> None:
    """Write articles and sources, outlets among them, as nodes; copies (from the copied article to its copy), who is quoted
    where and through which outlet as edges. An edge is left out where a limit has left out one of its ends.

    An edge between two articles of which neither is known to be the copy says so in its `direction`: many readers refuse a
    graph of directed and undirected edges.
    """
    root = Xml.Element("gexf", {"xmlns": SPACE, "version": "1.3"})
    graph = Xml.SubElement(root, "graph", {"defaultedgetype": "directed", "mode": "static"})
    _declare(graph, "node", NODE)
    _declare(graph, "edge", EDGE)
    index = index_records(records)
    _nodes(Xml.SubElement(graph, "nodes"), index)
    _edges(Xml.SubElement(graph, "edges"), index)
    Xml.indent(root, " ")
    out.write('<?xml version="1.0" encoding="UTF-8"?>\n' + Xml.tostring(root, encoding="unicode") + "\n")


def printable(text: str) -> str:
    """Return the text without the characters that XML 1.0 forbids."""
    return _NO_XML.sub("", text)


def _declare(graph: Xml.Element, what: str, columns: dict[str, str]) -> None:
    held = Xml.SubElement(graph, "attributes", {"class": what})
    for name, kind in columns.items():
        Xml.SubElement(held, "attribute", {"id": name, "title": name, "type": kind})


def _values(element: Xml.Element, values: Mapping[str, object]) -> None:
    held = Xml.SubElement(element, "attvalues")
    for name, value in values.items():
        if value is not None:
            Xml.SubElement(held, "attvalue", {"for": name, "value": printable(str(value))})


def _nodes(nodes: Xml.Element, index: Index) -> None:
    for article in index.records.articles:
        node = Xml.SubElement(nodes, "node", {"id": article.id, "label": printable(article.title or article.id)})
        published = article.published.value if article.published else None
        _values(node, {"kind": "article", "outlet": article.outlet, "published": published})
    for source in index.records.sources:
        label = printable(index.who(source.id) or source.id)
        node = Xml.SubElement(nodes, "node", {"id": source.id, "label": label})
        _values(node, {"kind": source.kind, "identification": source.identification})


def _edges(edges: Xml.Element, index: Index) -> None:
    nodes = {one.id for one in index.records.articles} | {one.id for one in index.records.sources}
    for copy in index.records.copies:
        way = copy.direction.value
        ends = (copy.b, copy.a) if way == "b_to_a" else (copy.a, copy.b)
        coverage = max(copy.a_coverage, copy.b_coverage)
        told = {"relation": copy.kind, "direction": way, "confidence": copy.direction.confidence, "coverage": coverage}
        if {*ends} <= nodes:
            _edge(edges, copy.id, ends, weight=f"{max(coverage, LEAST_WEIGHT):.4f}", told=told)
    told_by = [(one.source, one) for one in index.records.attributions if one.source in nodes]
    said = Counter((source, one.article) for source, one in told_by)
    through = Counter((source, via) for source, one in told_by for via in one.via)
    for relation, counted in (("quoted in", said), ("told", through)):
        for (source, target), number in sorted(counted.items(), key=str):
            if target in nodes:
                key = f"{relation[0]}-{source}-{target}"
                _edge(edges, key, (str(source), target), weight=str(number), told={"relation": relation})


def _edge(edges: Xml.Element, key: str, ends: tuple[str, str], *, weight: str, told: Mapping[str, object]) -> None:
    made = {"id": key, "source": ends[0], "target": ends[1], "weight": weight, "label": str(told["relation"])}
    _values(Xml.SubElement(edges, "edge", made), told)
