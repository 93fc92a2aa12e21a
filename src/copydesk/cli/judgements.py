"""Commands that correct the entities of a story by hand: merge, split, rename, link, and undo."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from copydesk.cli.stories import StoryFile, open_story, print_changes
from copydesk.cli.terminal import plain, say

if TYPE_CHECKING:
    from copydesk.changes import Change
    from copydesk.story import Story

app = typer.Typer()

Note = Annotated[str | None, typer.Option(help="Why; kept with the judgement.")]
Entity = Annotated[
    str, typer.Argument(metavar="ENTITY", help="A name, an id or its beginning; `show cast` lists them.")
]


@app.command()
def merge(
    story: StoryFile,
    kept: Entity,
    other: Annotated[str, typer.Argument(metavar="OTHER", help="The entity that is the same as the first.")],
    note: Note = None,
) -> None:
    """Take two entities for one; the first one's name is kept."""
    opened = open_story(story)
    _tell(opened, opened.merge(kept, other, note=note))


@app.command()
def split(
    story: StoryFile,
    entity: Entity,
    name: Annotated[str, typer.Argument(metavar="NAME", help="The name of whoever is split off.")],
    form: Annotated[list[str] | None, typer.Option(help="Mentions printed so; may be given again.")] = None,
    article: Annotated[list[str] | None, typer.Option(help="Mentions in this article; may be given again.")] = None,
    note: Note = None,
) -> None:
    """Take some mentions of an entity for another one."""
    opened = open_story(story)
    _tell(opened, opened.split(entity, name, forms=form or (), articles=article or (), note=note))


@app.command()
def rename(
    story: StoryFile,
    entity: Entity,
    name: Annotated[str, typer.Argument(metavar="NAME", help="Its new name.")],
    note: Note = None,
) -> None:
    """Give an entity another name."""
    opened = open_story(story)
    _tell(opened, opened.rename(entity, name, note=note))


@app.command()
def link(
    story: StoryFile,
    authority: Annotated[
        Path, typer.Argument(metavar="CSV", help="Columns: name, identifier; and if it has them aliases, kind.")
    ],
) -> None:
    """Link entities to an authority file of your own."""
    opened = open_story(story)
    before = len(opened.records.judgements)
    _, unsettled = opened.link(authority)
    for judgement in opened.records.judgements[before:]:
        print(plain(f"{judgement.id}: {judgement.why}"))
    for told in unsettled:
        print(plain(f"left open: {told}"))
    say(f"{len(opened.records.judgements) - before} linked, {len(unsettled)} left open")


@app.command()
def undo(
    story: StoryFile,
    judgement: Annotated[str, typer.Argument(metavar="ID", help="A judgement; `show judgements` lists them.")],
) -> None:
    """Take back a merge, a split, a rename or a link."""
    print_changes(open_story(story).undo(judgement))


def _tell(story: Story, changes: tuple[Change, ...]) -> None:
    last = story.records.judgements[-1]
    print(plain(f"{last.id}: {last.why} ({last.standing})"))
    print_changes(changes)
