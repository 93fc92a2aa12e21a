"""The notebook in the docs runs from its first cell to its last on the example story.

`python -m tests.test_notebook` puts what its cells print into it.
"""

import os
import re
import shutil
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest

NOTEBOOK = Path(__file__).resolve().parents[1] / "docs" / "five-questions.ipynb"
SOURCE = Path(__file__).resolve().parents[1] / "src"
MOST = 60_000
"""Bytes of the notebook with its outputs."""


def run(folder):
    """Return the notebook after a run of all its cells in a folder with `story.db`."""
    import nbformat
    from nbclient import NotebookClient

    notebook = nbformat.read(NOTEBOOK, as_version=4)
    paths = os.pathsep.join(filter(None, [str(SOURCE), os.environ.get("PYTHONPATH")]))
    client = NotebookClient(notebook, timeout=120, resources={"metadata": {"path": str(folder)}})
    return client.execute(env=os.environ | {"PYTHONPATH": paths, "JUPYTER_PLATFORM_DIRS": "1"})


def test_every_cell_answers(tmp_path, example_file):
    for needed in ("nbclient", "ipykernel", "pandas"):
        pytest.importorskip(needed, reason=f"{needed} runs the notebook; it comes with copydesk[test]")
    shutil.copy(example_file, tmp_path / "story.db")
    cells = [cell for cell in run(tmp_path).cells if cell.cell_type == "code"]
    for cell in cells:
        assert cell.outputs or "def ask" in cell.source, cell.source
        for output in cell.outputs:
            assert output.output_type != "error" and output.get("name") != "stderr", output
            assert "Empty DataFrame" not in output.get("data", {}).get("text/plain", ""), cell.source


def test_its_links_lead_somewhere():
    links = re.findall(r"\]\(([\w/.-]+)", NOTEBOOK.read_text())
    assert links and all((NOTEBOOK.parent / link).exists() for link in links)


def test_its_outputs_are_kept_small():
    assert NOTEBOOK.stat().st_size < MOST


if __name__ == "__main__":
    import nbformat

    from copydesk.story import Story
    from tests.conftest import EXAMPLE

    with TemporaryDirectory() as made:
        Story.build([EXAMPLE / "pages"], out=Path(made) / "story.db", processes=1)
        notebook = run(made)
    for cell in notebook.cells:
        cell.metadata.pop("execution", None)
        for output in cell.get("outputs", ()):
            if "text/html" in output.get("data", {}):
                del output["data"]["text/plain"]
    nbformat.write(notebook, NOTEBOOK)
