"""The templates, with what they may call. name -> Template."""

from __future__ import annotations

from functools import cache
from importlib.resources import files

from jinja2 import Environment, PackageLoader, StrictUndefined
from markupsafe import Markup

from copydesk.index import content_refs
from copydesk.reported import reported_in
from copydesk.web import wording
from copydesk.web.links import web_address
from copydesk.web.marks import first_mentions
from copydesk.web.words import COPY_KINDS


@cache
def environment() -> Environment:
    """Return the templates; all that they print is escaped, and freed of characters that turn or hide other text."""
    made = Environment(
        loader=PackageLoader("copydesk.web"),
        autoescape=True,
        undefined=StrictUndefined,
        finalize=wording.tidy,
        auto_reload=False,  # a newer version installed meanwhile must not get into the pages of a server that runs
        trim_blocks=True,
        lstrip_blocks=True,
    )
    made.globals.update(
        content_refs=content_refs,
        reported_in=reported_in,
        first_mentions=first_mentions,
        web_address=web_address,
        copy_kinds=COPY_KINDS,
    )
    made.filters.update(
        date=wording.say_date,
        weekday=wording.say_weekday,
        share=wording.say_share,
        counted=wording.say_count,
        shorten=wording.shorten,
        sentence=wording.begin_sentence,
    )
    return made


@cache
def static(name: str) -> Markup:
    """Return the text of a file of `static/`, to be printed as it is."""
    return Markup((files("copydesk.web") / "static" / name).read_text(encoding="utf-8"))
