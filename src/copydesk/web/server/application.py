"""The application: which address is answered by what, behind the guard. Desk, Guard -> ASGI"""

from __future__ import annotations

from starlette.applications import Starlette
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from copydesk.web.server.desk import Desk
from copydesk.web.server.drawing import Drawing
from copydesk.web.server.guard import Guard, Guarded
from copydesk.web.server.reading import Reading
from copydesk.web.server.writing import WRITES, Writing


def make_application(desk: Desk, guard: Guard) -> Guarded:
    """Return what answers requests about the story of a desk, and refuses what the guard does not let through."""
    drawing = Drawing(desk=desk, form_token=guard.form_token)
    drawing.warm()
    reading, writing = Reading(drawing), Writing(drawing)

    def missing(request: Request, error: Exception) -> Response:
        status = error.status_code if isinstance(error, HTTPException) else 404
        return reading.missing(request, "nothing is at this address", status=status)

    forms = [Route(path, writing.answers(write), methods=["POST"]) for path, write in WRITES.items()]
    routes = [
        Route("/", reading.view),
        *(Route(f"/{name}", reading.plain) for name in ("notes", "corrections", "help")),
        Route("/search", reading.search),
        Route("/export", reading.export),
        Route("/export/file", reading.export_file),
        Route("/work", reading.work),
        Route("/static/{name}", reading.asset),
        Route("/records/{id}", reading.record),
        Route("/articles/{id}", reading.article),
        Route("/pages/{id}", reading.saved),
        *forms,
        Route("/{view}", reading.view),
    ]
    app = Starlette(routes=routes, exception_handlers={HTTPException: missing})
    app.state.desk = desk
    return Guarded(app, guard)
