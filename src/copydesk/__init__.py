"""Copydesk turns a pile of saved news pages into one checked story file."""

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from copydesk.changes import Change
    from copydesk.errors import CopydeskError
    from copydesk.records import StoryRecords
    from copydesk.story import Story

__all__ = ["Change", "CopydeskError", "Story", "StoryRecords"]

_HOME = {"Change": "changes", "CopydeskError": "errors", "Story": "story", "StoryRecords": "records"}


def __getattr__(name: str) -> object:
    """Import a public name when it is first asked for, so that `copydesk --help` need not load every stage."""
    if name not in _HOME:
        raise AttributeError(f"module 'copydesk' has no attribute {name!r}")
    from importlib import import_module

    return getattr(import_module(f"copydesk.{_HOME[name]}"), name)
