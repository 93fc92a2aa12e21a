"""The export contract as a JSON Schema (2020-12), derived from the record classes. -> text"""

from __future__ import annotations

import inspect
import json
import types
from dataclasses import is_dataclass
from typing import Any, Literal, Union, get_args, get_origin

from copydesk.codec import field_types
from copydesk.records import SCHEMA, Span, StoryRecords

_PLAIN = {str: "string", int: "integer", float: "number", bool: "boolean"}


def story_schema() -> str:
    """Return the schema that each `--format json` fits; keys may be added to records, so that others are allowed."""
    known: dict[str, Any] = {}
    properties = {"schema": {"const": SCHEMA}, **_properties(StoryRecords, known)}
    made = {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": SCHEMA,
        "type": "object",
        "properties": properties,
        "required": list(properties),
        "$defs": dict(sorted(known.items())),
    }
    return json.dumps(made, ensure_ascii=False, indent=1) + "\n"


def _properties(kind: type[Any], known: dict[str, Any]) -> dict[str, Any]:
    return {name: _schema(hint, known) for name, hint in field_types(kind).items()}


def _schema(hint: Any, known: dict[str, Any]) -> dict[str, Any]:
    """Return the schema of a declared type; record classes are put among the `known` ones and named."""
    inner = [one for one in get_args(hint) if one is not type(None)]
    if get_origin(hint) in (Union, types.UnionType):
        return {"anyOf": [*(_schema(one, known) for one in inner), {"type": "null"}]}
    if hint is Span:
        return {"type": "array", "prefixItems": [{"type": "integer", "minimum": 0}] * 2, "minItems": 2, "maxItems": 2}
    if get_origin(hint) is tuple:
        return {"type": "array", "items": _schema(inner[0], known)}
    if get_origin(hint) is Literal:
        return {"enum": inner}
    if is_dataclass(hint):
        return _record(hint, known)
    return {"type": _PLAIN[hint]}


def _record(kind: Any, known: dict[str, Any]) -> dict[str, Any]:
    if kind.__name__ not in known:
        made: dict[str, Any] = {"type": "object", "description": inspect.getdoc(kind)}
        known[kind.__name__] = made
        made["properties"] = _properties(kind, known)
        made["required"] = list(made["properties"])
    return {"$ref": f"#/$defs/{kind.__name__}"}
