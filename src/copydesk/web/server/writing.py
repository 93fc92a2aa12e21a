"""What can be written: stars, notes, and corrections of people. Request -> Response"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from urllib.parse import parse_qs

from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import JSONResponse, RedirectResponse, Response

from copydesk.errors import CopydeskError
from copydesk.story import Story
from copydesk.web.server.desk import Deed, Desk
from copydesk.web.server.drawing import Drawing
from copydesk.web.server.guard import same_secret

Fields = Mapping[str, list[str]]
Answer = Callable[[Request], object]


class Refused(Exception):
    """A form that cannot be carried out; the message says why."""


class Writing:
    """The answers to forms. Each form carries the token of this server, so that only pages of ours can send one."""

    def __init__(self, drawing: Drawing) -> None:
        self._drawing, self._desk = drawing, drawing.desk

    def answers(self, write: Callable[[Fields, Desk], str]) -> Answer:
        """Return what answers a form: it carries out `write` and leads to the address that this returns."""

        async def answer(request: Request) -> Response:
            fields = await _fields(request)
            if fields is None or not same_secret(_one(fields, "form"), self._drawing.form_token):
                return await self._refuse(
                    request, "this form is not from a page of this server; load the page again", 403
                )
            try:
                address = await run_in_threadpool(write, fields, self._desk)
            except (CopydeskError, Refused) as error:
                return await self._refuse(request, str(error), 409 if self._desk.is_busy else 400)
            if request.headers.get("accept") == "application/json":
                return JSONResponse({"starred": sorted(self._desk.starred())})
            return RedirectResponse(address, 303)

        return answer

    async def _refuse(self, request: Request, detail: str, status: int) -> Response:
        def draw() -> Response:
            return self._drawing.page(
                "message.html.j2", request, status=status, words="This was not done", detail=detail, back=None
            )

        return await run_in_threadpool(draw)


def star(fields: Fields, desk: Desk) -> str:
    """Star a record, or take its star back."""
    record = _one(fields, "record")
    stars = [one for one in desk.notes_of(record) if one.kind == "star"]

    def deed(story: Story) -> None:
        if stars:
            story.forget(stars[0].id)
        else:
            story.star(desk.state.index.by_id[record].id)

    if record not in desk.state.index.by_id:
        raise Refused(f"no record is called {record}")
    desk.write(deed)
    return _back(fields, f"/records/{record}")


def note(fields: Fields, desk: Desk) -> str:
    """Write a note beside a record."""
    record, text = _one(fields, "record"), _one(fields, "text").replace("\r\n", "\n").strip()
    if record not in desk.state.index.by_id:
        raise Refused(f"no record is called {record}")
    if not text:
        raise Refused("the note has no words")
    desk.write(lambda story: story.note(record, text[:20_000]))
    return _back(fields, f"/records/{record}")


def forget(fields: Fields, desk: Desk) -> str:
    """Take a note or a star back."""
    desk.write(lambda story: story.forget(_one(fields, "note")))
    return _back(fields, "/notes")


def merge(fields: Fields, desk: Desk) -> str:
    """Take two entities for one."""
    kept, other = _entity(fields, "entity", desk), _entity(fields, "other", desk)
    if kept == other:
        raise Refused("both are the same already")
    return _begin(
        f"{desk.story.entity(other).name} is {desk.story.entity(kept).name}",
        lambda story: story.merge(kept, other, note=_one(fields, "note") or None),
        desk,
    )


def rename(fields: Fields, desk: Desk) -> str:
    """Give an entity another name."""
    entity, name = _entity(fields, "entity", desk), _name(fields)
    return _begin(
        f"{desk.story.entity(entity).name} is called {name}",
        lambda story: story.rename(entity, name, note=_one(fields, "note") or None),
        desk,
    )


def split(fields: Fields, desk: Desk) -> str:
    """Take some mentions of an entity for somebody else."""
    entity, name = _entity(fields, "entity", desk), _name(fields)
    printed, articles = fields.get("printed", []), fields.get("article", [])
    if not printed and not articles:
        raise Refused("tick how the mentions are printed, or the articles that they stand in")
    return _begin(
        f"{name} is not {desk.story.entity(entity).name}",
        lambda story: story.split(entity, name, forms=printed, articles=articles, note=_one(fields, "note") or None),
        desk,
    )


def undo(fields: Fields, desk: Desk) -> str:
    """Take a correction back."""
    judgement = _one(fields, "judgement")
    if judgement not in desk.state.index.by_id:
        raise Refused(f"no correction is called {judgement}")
    return _begin(f"{desk.story.why(judgement).why}: taken back", lambda story: story.undo(judgement), desk)


WRITES: Mapping[str, Callable[[Fields, Desk], str]] = {
    "/stars": star,
    "/notes": note,
    "/notes/forget": forget,
    "/merge": merge,
    "/split": split,
    "/rename": rename,
    "/undo": undo,
}
"""The address of a form -> what carries it out and returns where to go then."""


def _begin(what: str, deed: Deed, desk: Desk) -> str:
    if not desk.begin(what, deed):
        raise Refused("a correction is under way; make this one when it is done")
    return "/corrections"


async def _fields(request: Request) -> Fields | None:
    """Return the fields of a form; None where the body is none."""
    if request.headers.get("content-type", "").partition(";")[0].strip() != "application/x-www-form-urlencoded":
        return None
    try:
        return parse_qs((await request.body()).decode("utf-8"), keep_blank_values=True, max_num_fields=2_000)
    except ValueError:
        return None


def _one(fields: Fields, name: str) -> str:
    return (fields.get(name) or [""])[0]


def _name(fields: Fields) -> str:
    name = " ".join(_one(fields, "name").split())[:300]
    if not name:
        raise Refused("give a name")
    return name


def _entity(fields: Fields, field: str, desk: Desk) -> str:
    """Return the id of the entity that a field names by its id."""
    told = _one(fields, field)
    if not any(one.id == told for one in desk.state.records.entities):
        raise Refused(f"{told or 'nobody'}: no such person, organisation or place; load the page again")
    return told


def _back(fields: Fields, otherwise: str) -> str:
    """Return where the form says it was sent from: an address of this server and of no other."""
    told = _one(fields, "back")
    return told if told.startswith("/") and told[1:2] not in ("/", "\\") and told.isprintable() else otherwise
