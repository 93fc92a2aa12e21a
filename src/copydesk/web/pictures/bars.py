"""How much of something is its own, quoted and copied, as one bar. Figures -> Markup."""

from __future__ import annotations

from markupsafe import Markup

from copydesk.tables.stats import Figures
from copydesk.web.wording import say_share

WIDTH = 400


def draw_shares(figures: Figures, whole: int | None = None) -> Markup:
    """Return a bar of the words: own ones filled, direct speech in grey, copied ones hollow.

    With `whole`, the words of the largest of several, the bar is as long as its words are many beside that.
    """
    length = WIDTH * figures.words / whole if whole else WIDTH
    x, shapes = 0.0, Markup("")
    for kind, words in (("own", figures.own_words), ("said", figures.quoted_words), ("copied", figures.copied_words)):
        width = length * words / figures.words if figures.words else 0
        if width:
            shapes += Markup('<rect class="{}" x="{:.1f}" y="1" width="{:.1f}" height="12"/>').format(
                kind, x, max(1, width - 1)
            )
        x += width
    return Markup(
        '<svg class="shares" viewBox="0 0 {} 14" preserveAspectRatio="none" aria-hidden="true" focusable="false">{}</svg>'
    ).format(WIDTH, shapes)


def say_shares(figures: Figures) -> str:
    """Return what the bar shows in words."""
    if not figures.words:
        return "no words"
    shares = ((figures.own_words, "own"), (figures.quoted_words, "direct speech"), (figures.copied_words, "copied"))
    return ", ".join(f"{say_share(words / figures.words)} {name}" for words, name in shares)
