"""The story on one self-contained page that asks nobody for anything. StoryRecords -> HTML."""

from __future__ import annotations

import hashlib
from base64 import b64encode

from copydesk.records import StoryRecords
from copydesk.web.environment import environment, static
from copydesk.web.leaf import Leaf, Shown
from copydesk.web.links import Fragments
from copydesk.web.selection import select
from copydesk.web.views import VIEWS, render_view, tidy_surrogates


def render_report(records: StoryRecords, title: str) -> str:
    """Return the report of a story as one HTML page.

    Every statement of the page links to the characters it rests on, further down on the page. Nothing is loaded from
    anywhere, and the page reads well without JavaScript.
    """
    story = Shown(records=records, title=title)
    selection = select(story)
    links = Fragments(story.index, selection.ids)
    leaf = Leaf(story=story, links=links, listed=selection.rows, left_out=selection.left_out)
    bodies = {name: render_view(name, leaf) for name in sorted(VIEWS, key="articles".__eq__)}
    style, script = static("copydesk.css"), static("copydesk.js")
    page = (
        environment()
        .get_template("report.html.j2")
        .render(
            title=title,
            heading=title,
            current=None,
            records=records,
            links=links,
            views=VIEWS,
            bodies={name: bodies[name] for name in VIEWS},
            style=style,
            script=script,
            policy=_policy(style, script),
        )
    )
    return tidy_surrogates(page)


def _policy(style: str, script: str) -> str:
    return (
        f"default-src 'none'; style-src '{_digest(style)}'; script-src '{_digest(script)}'; "
        "base-uri 'none'; form-action 'none'"
    )


def _digest(text: str) -> str:
    return "sha256-" + b64encode(hashlib.sha256(text.encode("utf-8")).digest()).decode("ascii")
