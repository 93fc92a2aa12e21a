"""What a page of ours may hold, as a browser's parser sees it. HTML -> what should not be there"""

from __future__ import annotations

from collections.abc import Iterator
from urllib.parse import urlsplit

from selectolax.lexbor import LexborHTMLParser, LexborNode

from tests.security.payloads import PRODUCT

_ELEMENTS = """html head meta title style script body a abbr article aside blockquote button caption cite code dd del details div dl
    dt em fieldset figcaption figure footer form h1 h2 h3 h4 h5 h6 header hr i input ins kbd label legend li link main mark nav ol
    option optgroup output p pre q search section select small span strong sub summary sup table tbody td textarea tfoot th
    thead time tr ul b br
    svg g path line rect circle text tspan polyline polygon desc defs marker ellipse"""
ELEMENTS = frozenset(_ELEMENTS.split())
"""Elements of our templates and pictures; none but `script` and `style` runs or loads anything."""
_ATTRIBUTES = """class id href rel lang dir title role tabindex hidden open for name value type content charset http-equiv datetime
    scope colspan rowspan start cite selected checked disabled placeholder required multiple method action autocomplete size
    defer rows cols maxlength minlength min max step pattern list accesskey enctype spellcheck target download src form
    viewbox width height x y x1 y1 x2 y2 r cx cy rx ry d dx dy points transform fill stroke text-anchor
    preserveaspectratio focusable dominant-baseline marker-end marker-start refx refy markerwidth markerheight orient
    xmlns pathlength stroke-width"""
ATTRIBUTES = frozenset(_ATTRIBUTES.split())


def find_strange(html: str, *, scripts: tuple[str, ...] = ()) -> list[str]:
    """Return what a page holds that none of our templates writes; `scripts` are the addresses of those that may run."""
    tree = LexborHTMLParser(html)
    found = [
        told
        for node in tree.root.traverse()
        if node.tag and node.tag[0] not in "-_#!"
        for told in _strange(node, scripts)
    ]
    return found + ([f"a template was run: {PRODUCT}"] if PRODUCT in html else [])


def _strange(node: LexborNode, scripts: tuple[str, ...]) -> Iterator[str]:
    if node.tag not in ELEMENTS:
        yield f"<{node.tag}>: {(node.html or '')[:120]}"
    for name, value in node.attributes.items():
        plain = name.lower()
        is_ours = plain in ATTRIBUTES or plain.startswith(("data-", "aria-"))
        if not is_ours or (plain in ("href", "action", "src", "cite") and not _is_safe(node, value or "", scripts)):
            yield f"<{node.tag} {name}={(value or '')[:60]!r}>"
    if (
        node.tag == "meta"
        and (node.attributes.get("http-equiv") or "content-security-policy").lower() != "content-security-policy"
    ):
        yield f"<meta>: {node.html}"


def _is_safe(node: LexborNode, value: str, scripts: tuple[str, ...]) -> bool:
    """Return whether an address stays on our page or server, or is a link that only a click follows to the web."""
    if node.tag in ("script", "link") or "src" in node.attributes:
        return value in scripts
    if value.startswith(("#", "?")) or (value.startswith("/") and not value.startswith(("//", "/\\"))):
        return True
    parts = urlsplit(value)
    return (
        node.tag == "a"
        and value.startswith(("http://", "https://"))
        and bool(parts.netloc)
        and node.attributes.get("rel") is not None
    )
