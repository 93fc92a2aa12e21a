"""The pages of the live story, out of templates of the views and of its own. Desk, request -> HTML"""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any
from urllib.parse import urlencode

from jinja2 import ChoiceLoader, Environment, PackageLoader
from markupsafe import Markup
from starlette.requests import Request
from starlette.responses import HTMLResponse

from copydesk.notes import title_of
from copydesk.web.environment import environment
from copydesk.web.leaf import Leaf
from copydesk.web.links import NO_CHOICE
from copydesk.web.server.desk import Desk, State
from copydesk.web.server.narrowing import Narrowed, facets_of, last_page, narrow
from copydesk.web.views import VIEWS, render_view, tidy_surrogates
from copydesk.web.wording import shorten

ASSETS = {
    "copydesk.css": ("copydesk.web", "text/css"),
    "copydesk.js": ("copydesk.web", "text/javascript"),
    "desk.css": ("copydesk.web.server", "text/css"),
    "desk.js": ("copydesk.web.server", "text/javascript"),
    "icon.svg": ("copydesk.web.server", "image/svg+xml"),
}
"""The files that pages load: name -> the package whose folder `static` holds it, and its type. No other file is served."""
_NUMBERS = frozenset(map(str, range(1, 10_000)))
LISTS = ("claims", "timeline", "quotes", "sources", "copies", "cast", "articles")


@dataclass(frozen=True, kw_only=True)
class Drawing:
    """Draws the pages of a desk; `form_token` goes into every form."""

    desk: Desk
    form_token: str

    def view(self, name: str, request: Request, *, article: str | None = None) -> HTMLResponse:
        """Return the page of a view: the page of its list that the address asks for, or one article."""
        state, starred = self.desk.state, self.desk.starred()
        query = {key: value for key, value in request.query_params.items() if value}
        number = query.pop("page", "1")
        query.pop("to", None)
        above, fitting = Markup(), {}
        if name in LISTS and article is None:
            found = fitting[name] = narrow(name, state, query, starred)
            above = _above(name, state, query, count=len(found), starred=bool(starred))
        leaf = Narrowed(
            story=state,
            links=state.links,
            number=min(int(number), last_page(name, fitting.get(name, ()))) if number in _NUMBERS else 1,
            choice=query or NO_CHOICE,
            article=article,
            tools=Tools(self.desk, state),
            above=above,
            fitting=fitting,
        )
        heading = f"{VIEWS[name].title}: {state.title}"
        return self.page(
            "view.html.j2", request, state=state, current=name, heading=heading, body=render_view(name, leaf)
        )

    def page(
        self, template: str, request: Request, *, state: State | None = None, status: int = 200, **given: Any
    ) -> HTMLResponse:
        """Return a page out of one of the live templates; `given` fills it besides what every page shows."""
        state = state or self.desk.state
        made = {
            "title": state.title,
            "heading": state.title,
            "records": state.records,
            "index": state.index,
            "links": state.links,
            "say": state.words,
            "leaf": Leaf(story=state, links=state.links),
            "views": VIEWS,
            "current": None,
            "assets": {name: asset_address(name) for name in ASSETS},
            "form_token": self.form_token,
            "here": request.url.path + (f"?{request.url.query}" if request.url.query else ""),
            "query": request.query_params,
            "notes": self.desk.story.records.notes,
            "work": self.desk.work,
            "tools": Tools(self.desk, state),
        }
        return HTMLResponse(tidy_surrogates(_templates().get_template(template).render(made | given)), status)


def _above(view: str, state: State, choice: Mapping[str, str], *, count: int, starred: bool) -> Markup:
    """Return what stands under the heading of a list; the timeline has filters of its own."""
    macros: Any = _templates().get_template("narrow.html.j2").module
    every = len(state.rows(view))
    facets = facets_of(view, state, choice)
    own = starred and view != "timeline"
    return Markup(macros.narrow(view, facets, count, every, own, choice.get("mark"), urlencode(choice)))


class Tools:
    """What can be done with a record from where it is listed: pick it out, select it, write beside it."""

    def __init__(self, desk: Desk, state: State) -> None:
        self._state, self._starred = state, desk.starred()
        self._noted = frozenset(note.record for note in desk.story.records.notes if note.kind == "note")

    def __call__(self, record_id: str) -> Markup:
        """Return the tools of a record; none for an id that no record bears."""
        record = self._state.index.by_id.get(record_id)
        if record is None:
            return Markup()
        macros: Any = _templates().get_template("tools.html.j2").module
        about = shorten(title_of(record, self._state.index), 80)
        return Markup(
            macros.tools(record_id, about, starred=record_id in self._starred, noted=record_id in self._noted)
        )


@cache
def asset(name: str) -> tuple[bytes, str]:
    """Return the content and the type of a file that pages load; `KeyError` for any other."""
    package, media_type = ASSETS[name]
    return (files(package) / "static" / name).read_bytes(), media_type


@cache
def asset_address(name: str) -> str:
    """Return the address of such a file, which changes with its content, so that a browser may keep it for good."""
    return f"/static/{name}?{hashlib.sha256(asset(name)[0]).hexdigest()[:12]}"


@cache
def _templates() -> Environment:
    made = environment().overlay()
    made.loader = ChoiceLoader([PackageLoader("copydesk.web.server"), PackageLoader("copydesk.web")])
    return made


def facts_of(record: Any) -> Mapping[str, str]:
    """Return the fields of a record that hold one short value, to be listed."""
    names = [name for name in record.__dataclass_fields__ if name not in ("id", "text", "name", "title")]
    return {
        name.replace("_", " "): str(value)
        for name in names
        if isinstance(value := getattr(record, name), str | int | float) and value != ""
    }
