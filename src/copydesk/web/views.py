"""The views of a story, each drawn by itself: the one-file report prints all, the live page one. Leaf -> Markup."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from markupsafe import Markup

from copydesk.records import StoryRecords
from copydesk.web.contents import articles, claims, copies, figures, overview, quotes, sources, timeline
from copydesk.web.environment import environment
from copydesk.web.leaf import Leaf


@dataclass(frozen=True)
class View:
    """A view: its name in addresses, its title, its template, what the template is filled with, and how many it lists."""

    name: str
    title: str
    template: str
    fill: Callable[[Leaf], Mapping[str, object]]
    count: Callable[[StoryRecords], int] | None = None


def render_view(name: str, leaf: Leaf) -> Markup:
    """Return the inside of a view's section, its heading first; `KeyError` for a view that is none."""
    view = VIEWS[name]
    story = leaf.story
    given = {"leaf": leaf, "index": story.index, "records": story.records, "links": leaf.links, "say": story.words}
    template = environment().get_template(view.template)
    return Markup(tidy_surrogates(template.render(given | dict(view.fill(leaf)))))


def tidy_surrogates(text: str) -> str:
    """Return `text` as UTF-8 can hold it: half a character, which a broken page may give, becomes a question mark."""
    return text.encode("utf-8", "replace").decode("utf-8")


def _listed(name: str) -> Callable[[Leaf], Mapping[str, object]]:
    """Return what fills the template of a view that only lists its records."""
    return lambda leaf: {"found": leaf.part(name), "pages": leaf.pages(name)}


VIEWS: dict[str, View] = {
    view.name: view
    for view in (
        View("overview", "Overview", "overview.html.j2", overview.fill),
        View("timeline", "Timeline", "timeline.html.j2", timeline.fill, lambda records: len(records.events)),
        View("claims", "Claims", "claims.html.j2", claims.fill, lambda records: len(records.claims)),
        View("quotes", "Quotes", "quotes.html.j2", quotes.fill, lambda records: len(records.quotations)),
        View("sources", "Sources", "sources.html.j2", sources.fill, lambda records: len(records.sources)),
        View("copies", "Copies", "copies.html.j2", copies.fill, lambda records: len(records.copies)),
        View("cast", "Cast", "cast.html.j2", _listed("cast"), lambda records: len(records.entities)),
        View("articles", "Articles", "articles.html.j2", articles.fill, lambda records: len(records.articles)),
        View("figures", "Figures", "figures.html.j2", figures.fill),
        View("problems", "Problems", "problems.html.j2", _listed("problems"), lambda records: len(records.problems)),
    )
}
"""The name of a view -> the view, in the order of the tabs."""
