"""One view of a story as a whole page for the live server. Leaf -> HTML."""

from __future__ import annotations

from copydesk.web.environment import environment
from copydesk.web.leaf import Leaf
from copydesk.web.views import VIEWS, render_view, tidy_surrogates


def render_page(name: str, leaf: Leaf, *, style: str, script: str) -> str:
    """Return the page of a view; `style` and `script` are the addresses of `static/copydesk.css` and `copydesk.js`.

    The page has no script or style of its own, so that a policy of `'self'` lets it work. `KeyError` for no such view.
    """
    view = VIEWS[name]
    made = (
        environment()
        .get_template("live.html.j2")
        .render(
            title=leaf.story.title,
            heading=f"{view.title}: {leaf.story.title}",
            records=leaf.story.records,
            links=leaf.links,
            views=VIEWS,
            current=name,
            bodies={name: render_view(name, leaf)},
            style_address=style,
            script_address=script,
        )
    )
    return tidy_surrogates(made)
