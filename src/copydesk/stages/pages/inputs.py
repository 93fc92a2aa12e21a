"""The files that a list of inputs stands for. Paths -> (name, file)."""

from __future__ import annotations

import os
from collections.abc import Iterator, Sequence
from pathlib import Path

from copydesk.errors import UnreadableInput
from copydesk.stages.pages.settings import PageSettings

STDIN = "-"


def list_addresses(inputs: Sequence[str | Path], settings: PageSettings) -> list[str]:
    """Return the web addresses among the inputs, sorted, each once; the network is used only where that is asked for."""
    found = sorted({str(given) for given in inputs if _is_address(given)})
    if found and not settings.fetch:
        raise UnreadableInput(f"{found[0]}: a web address; add --fetch to read it from the network")
    return found


def _is_address(given: str | Path) -> bool:
    return isinstance(given, str) and given.lower().startswith(("http://", "https://"))


def list_files(inputs: Sequence[str | Path]) -> tuple[list[tuple[str, Path]], bool]:
    """Return each file once with its name, sorted, and whether standard input is among the inputs.

    The name is the path below the folder that was given, or the file's own name. A file that is reached in two ways
    bears the longer name, so that the order of inputs does not matter.
    """
    names: dict[Path, str] = {}
    for given in inputs:
        if str(given) == STDIN or _is_address(given):
            continue
        for uri, path in _files_of(Path(given)):
            real = Path(os.path.realpath(path))  # unlike resolve, it lets a link that leads to itself be
            names[real] = max(names.get(real, ""), uri, key=lambda name: (name.count("/"), len(name), name))
    listed = sorted((uri, path) for path, uri in names.items())
    return listed, any(str(given) == STDIN for given in inputs)


def _files_of(given: Path) -> Iterator[tuple[str, Path]]:
    if not given.exists():
        raise UnreadableInput(f"{given}: no such file or folder; give a saved page, a folder of pages, or - for input")
    if not given.is_dir():
        yield given.name, given
        return
    for folder, folders, files in os.walk(given):
        folders[:] = sorted(name for name in folders if not name.startswith("."))
        for name in sorted(files):
            if not name.startswith("."):
                path = Path(folder) / name
                yield path.relative_to(given).as_posix(), path
