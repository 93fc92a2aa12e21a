"""The application: which address is answered by what, behind the guard. Desk, Guard -> ASGI"""

from __future__ import annotations

from collections.abc import Mapping

from starlette.applications import Starlette
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from copydesk.web.server.desk import Desk
from copydesk.web.server.drawing import Drawing
from copydesk.web.server.guard import Guard, Guarded
from copydesk.web.server.keeping import DrawnPages
from copydesk.web.server.reading import Reading
from copydesk.web.server.writing import WRITES, Writing
from copydesk.web.views import VIEWS

NOTHING_MORE: Mapping[str, object] = {"query_string": b"", "headers": []}
"""What a request has besides its address that asks for nothing in particular."""


def make_application(desk: Desk, guard: Guard) -> Guarded:
    """Return what answers requests about the story of a desk, and refuses what the guard does not let through."""
    drawing = Drawing(desk=desk, form_token=guard.form_token)
    reading, writing, kept = Reading(drawing), Writing(drawing), DrawnPages(desk)
    view = kept.answers(reading.view)
    for name in ("", *VIEWS):  # drawn once, so that the first reader does not wait for what is worked out once
        view(Request({"type": "http", "path": f"/{name}", "path_params": {"view": name or "overview"}, **NOTHING_MORE}))

    def missing(request: Request, error: Exception) -> Response:
        status = error.status_code if isinstance(error, HTTPException) else 404
        return reading.missing(request, "nothing is at this address", status=status)

    forms = [Route(path, writing.answers(write), methods=["POST"]) for path, write in WRITES.items()]
    routes = [
        Route("/", view),
        *(Route(f"/{name}", reading.plain) for name in ("notes", "corrections", "help")),
        Route("/search", kept.answers(reading.search)),
        Route("/export", reading.export),
        Route("/export/file", reading.export_file),
        Route("/work", reading.work),
        Route("/static/{name}", reading.asset),
        Route("/records/{id}", kept.answers(reading.record)),
        Route("/articles/{id}", kept.answers(reading.article)),
        Route("/pages/{id}", reading.saved),
        *forms,
        Route("/{view}", view),
    ]
    app = Starlette(routes=routes, exception_handlers={HTTPException: missing})
    app.state.desk = desk
    return Guarded(app, guard)
