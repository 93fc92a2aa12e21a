"""What can be asked of the live story: views, records, search, exports, pages as they were saved. Request -> Response"""

from __future__ import annotations

import re
import zipfile
from collections.abc import Sequence
from io import BytesIO
from pathlib import Path
from tempfile import TemporaryDirectory

from starlette.datastructures import QueryParams
from starlette.requests import Request
from starlette.responses import JSONResponse, PlainTextResponse, Response

from copydesk.errors import CopydeskError, UnknownRecord
from copydesk.export import FOLDERS, TEXTS, Limits
from copydesk.index import evidence_of
from copydesk.notes import title_of
from copydesk.records import Article, Entity, Page
from copydesk.web.server.drawing import LISTS, Drawing, asset, facts_of
from copydesk.web.server.finding import FACETS, Found, find
from copydesk.web.server.narrowing import narrow
from copydesk.web.views import VIEWS

ENDINGS = {
    "json": "json",
    "jsonl": "jsonl",
    "memo": "md",
    "timelinejs": "json",
    "gexf": "gexf",
    "ftm": "jsonl",
    "annotations": "jsonld",
    "schema.org": "jsonld",
}
"""The name of an export format -> what its files end with, where that is not `txt`."""
USES = {
    "json": "everything, for other programs",
    "jsonl": "everything, a line for each record",
    "memo": "a memo for an editor, with footnotes",
    "timelinejs": "the events, for TimelineJS",
    "gexf": "who copied and quoted whom, for Gephi",
    "ftm": "people, offices, documents, for OpenAleph",
    "annotations": "highlights, for Hypothesis and Recogito",
    "schema.org": "articles and claims, for publishers",
    "datasette": "what the tables mean, for Datasette",
    "csv": "tables for a spreadsheet (ZIP)",
    "parquet": "tables for a notebook (ZIP)",
}
"""The name of an export format -> what it is for."""
_TEXT = re.compile(r"text/|message/|multipart/|application/([\w.-]+\+)?(xml|json|xhtml)")


class Reading:
    """The answers to what reads; each is a function of a request that may run in any thread."""

    def __init__(self, drawing: Drawing) -> None:
        self._drawing, self._desk = drawing, drawing.desk

    def view(self, request: Request) -> Response:
        """Answer with a page of a view; the first view where the address names none."""
        name = request.path_params.get("view", "overview")
        return (
            self._drawing.view(name, request) if name in VIEWS else self.missing(request, f"no view is called {name}")
        )

    def article(self, request: Request) -> Response:
        """Answer with one article."""
        name = request.path_params["id"]
        if self._desk.state.index.get(Article, name) is None:
            return self.missing(request, f"no article is called {name}")
        return self._drawing.view("articles", request, article=name)

    def record(self, request: Request) -> Response:
        """Answer with the page of one record: notes, evidence, and for entities the forms that correct it."""
        state, name = self._desk.state, request.path_params["id"]
        record = state.index.by_id.get(name)
        if record is None:
            return self.missing(request, f"no record is called {name}; a correction may have given it another id")
        entity = record if isinstance(record, Entity) else None
        texts = {one.id: one for one in state.records.articles}
        forms: dict[str, int] = {}
        for mention in entity.mentions if entity else ():
            form = texts[mention.article].words_of(mention.span)
            forms[form] = forms.get(form, 0) + 1
        others = [one for one in state.records.entities if entity and one.kind == entity.kind and one.id != entity.id]
        return self._drawing.page(
            "record.html.j2",
            request,
            state=state,
            heading=f"{title_of(record, state.index)[:80]}: {state.title}",
            record=record,
            kind=type(record).__name__,
            about=title_of(record, state.index),
            beside=[one for one in self._desk.notes_of(name) if one.kind == "note"],
            entity=entity,
            others=sorted(others, key=lambda one: (-len(one.mentions), one.name, one.id)),
            printed=sorted(forms.items(), key=lambda item: (-item[1], item[0])),
            mentioning=sorted({mention.article for mention in entity.mentions}) if entity else [],
            facts=facts_of(record),
            evidence=evidence_of(record, state.index),
        )

    def search(self, request: Request) -> Response:
        """Answer with a page of hits."""
        query = request.query_params
        words = query.get("q", "")[:500].strip()
        chosen = {name: query.get(name, "") for name in FACETS}
        number = query.get("page", "1")
        found = Found(words="")
        if words:
            found = find(words, self._desk, chosen=chosen, number=int(number) if number in _NUMBERS else 1)
        heading = f"{words or 'Search'}: {self._desk.state.title}"
        return self._drawing.page("search.html.j2", request, current="search", heading=heading, found=found)

    def plain(self, request: Request) -> Response:
        """Answer with a page of our own that needs nothing but the story: notes, corrections, keys."""
        name = request.url.path.strip("/")
        heading = f"{name.capitalize()}: {self._desk.state.title}"
        return self._drawing.page(f"{name}.html.j2", request, current=name, heading=heading)

    def export(self, request: Request) -> Response:
        """Answer with the page that asks what to export, and how."""
        state = self._desk.state
        query = request.query_params
        chosen = [name for name in _ids(query) if name in state.index.by_id]
        view, choice = _list_of(query)
        starred = self._desk.starred()
        what = query.get("what", "starred" if starred else "all")
        people = sorted((one for one in state.records.entities if one.kind == "person"), key=lambda one: one.name)
        return self._drawing.page(
            "export.html.j2",
            request,
            state=state,
            current="export",
            heading=f"Export: {state.title}",
            what=what,
            chosen=chosen,
            view=view,
            choice=choice,
            listed=len(narrow(view, state, choice, starred)) if view else 0,
            starred=starred,
            formats=[*TEXTS, *FOLDERS],
            uses=USES,
            people=people,
            titles={name: title_of(state.index.by_id[name], state.index) for name in chosen},
        )

    def export_file(self, request: Request) -> Response:
        """Answer with an export as a file to be kept; a format of several files comes as one ZIP archive."""
        query = request.query_params
        what, name = query.get("what", "all"), query.get("format", "json")
        selected = self._chosen(what, query)
        if what != "all" and not selected:
            return self._drawing.page(
                "message.html.j2",
                request,
                status=400,
                words="Nothing to export",
                detail="nothing is starred or selected; pick something out in a list first",
                back="/export",
            )
        try:
            limits = Limits(
                first=query.get("from") or None,
                last=query.get("to") or None,
                person=self._desk.story.entity(query["concerns"]).id if query.get("concerns") else None,
                selected=tuple(selected),
            )
            return self._written(name, limits, what)
        except (CopydeskError, ValueError) as error:
            return self.missing(request, str(error), status=400)

    def _chosen(self, what: str, query: QueryParams) -> Sequence[str]:
        """Return the ids of what is to be exported; none where that is the whole story, or nothing."""
        starred = self._desk.starred()
        view, choice = _list_of(query)
        if what == "list" and view:
            return [one.id for one in narrow(view, self._desk.state, choice, starred)]
        return {"starred": sorted(starred), "selected": _ids(query)}.get(what, [])

    def _written(self, name: str, limits: Limits, what: str) -> Response:
        story = self._desk.story
        for one in limits.selected:
            if one not in self._desk.state.index.by_id:
                raise UnknownRecord(f"{one}: no record bears that id")
        stem = re.sub(r"[^A-Za-z0-9._-]", "_", self._desk.path.stem)
        stem = stem if what == "all" else f"{stem}-{what}"
        if name not in FOLDERS:
            return _file(story.export(name, limits).encode("utf-8", "replace"), f"{stem}.{ENDINGS.get(name, 'txt')}")
        with TemporaryDirectory() as folder:
            story.export_tables(name, folder, limits)
            packed = BytesIO()
            with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
                for path in sorted(Path(folder).iterdir()):
                    archive.write(path, path.name)
        return _file(packed.getvalue(), f"{stem}-{name}.zip")

    def saved(self, request: Request) -> Response:
        """Answer with a page as it was saved, as text to be read and never as a page that runs; what is no text, as a file."""
        name = request.path_params["id"]
        page = self._desk.state.index.get(Page, name)
        content = self._desk.story.saved(name) if page else None
        if page is None or content is None:
            return self.missing(request, f"no page is called {name}")
        if not _TEXT.match(page.media_type):
            return _file(content, f"{page.id}.bin")
        return PlainTextResponse(
            content.decode("utf-8", "replace"), headers={"content-security-policy": "default-src 'none'; sandbox"}
        )

    def work(self, request: Request) -> Response:
        """Answer with how far the correction under way is."""
        work = self._desk.work
        if work is None:
            return JSONResponse({"ended": True})
        step = f"{work.stage} {work.done} of {work.total}" if work.total else work.stage
        return JSONResponse({"ended": work.ended, "step": step, "error": work.error})

    def asset(self, request: Request) -> Response:
        """Answer with a file that pages load; there are five, and no path leads to any other."""
        try:
            content, media_type = asset(request.path_params["name"])
        except KeyError:
            return PlainTextResponse("No such file.\n", 404)
        keep = "public, max-age=31536000, immutable" if request.url.query else "no-cache"
        return Response(content, media_type=media_type, headers={"cache-control": keep})

    def missing(self, request: Request, detail: str, *, status: int = 404) -> Response:
        """Answer that something is not there."""
        words = "Not found" if status == 404 else "This cannot be done"
        return self._drawing.page("message.html.j2", request, status=status, words=words, detail=detail, back=None)


_NUMBERS = frozenset(map(str, range(1, 1000)))


def _list_of(query: QueryParams) -> tuple[str, dict[str, str]]:
    """Return the view whose list is meant, if one is, and what is chosen of it."""
    view = query.get("view", "")
    others = ("what", "view", "format", "id", "from", "to", "page", "concerns")
    choice = {name: value for name, value in query.items() if value and name not in others}
    return (view if view in LISTS else ""), choice


def _ids(query: QueryParams) -> Sequence[str]:
    return list(dict.fromkeys(query.getlist("id")))


def _file(content: bytes, name: str) -> Response:
    return Response(
        content,
        media_type="application/octet-stream",
        headers={"content-disposition": f'attachment; filename="{name}"'},
    )
