"""The trained network, run by ONNX Runtime on one thread. Window -> chances."""

from __future__ import annotations

import json
from collections.abc import Sequence
from functools import cache
from importlib.resources import files
from importlib.resources.abc import Traversable
from typing import Any, NamedTuple

import numpy as np
import onnxruntime

from copydesk.digests import check_model
from copydesk.stages.attribution.accurate.decoding import Floats
from copydesk.stages.attribution.accurate.pieces import WordPieces
from copydesk.stages.attribution.accurate.windows import Labels, Numbers, Window

FOLDER = files("copydesk") / "models" / "attribution"


class Network(NamedTuple):
    """The network's two halves with the words, labels and thresholds that belong to them."""

    pieces: WordPieces
    labels: Labels
    doubtful: float
    weights: tuple[float, ...]
    reader: Any
    parts: Any

    def read(self, window: Window) -> tuple[Floats, Floats]:
        """Return a state for each word of a window, and the chance that it is the head of a cue."""
        given = {"pieces": window.pieces, "features": window.features, "firsts": window.firsts}
        states, chances = self.reader.run(None, given)
        return states, chances

    def tell(self, states: Floats, anchors: Sequence[int], relations: Sequence[Numbers]) -> Floats:
        """Return the chances of each part, of each word, for each cue; `anchors` count from the window's start."""
        tables = dict(zip(("tree", "gaps", "places"), relations, strict=True))
        (roles,) = self.parts.run(None, {"states": states, "anchors": np.array(anchors, np.int64), **tables})
        return np.asarray(roles, np.float32)


@cache
def load(folder: Traversable = FOLDER) -> Network:
    """Return the network of a folder: by default the one that the package carries."""
    if folder == FOLDER:
        check_model("accurate")
    told = json.loads((folder / "accurate.json").read_text(encoding="utf-8"))
    tags, deps = ({label: i for i, label in enumerate(told[name], 1)} for name in ("tags", "deps"))
    words = (folder / "accurate.vocabulary.txt").read_text(encoding="utf-8").removesuffix("\n").split("\n")
    return Network(
        pieces=WordPieces(words),
        labels=Labels(tags, deps),
        doubtful=told["doubtful"],
        weights=tuple(told["weights"]),
        reader=_session(folder / "accurate.int8.onnx"),
        parts=_session(folder / "accurate.parts.onnx"),
    )


def _session(path: Traversable) -> Any:
    """Return a session of one thread: the same sums in the same order, and the cores left to the processes beside it."""
    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads = options.inter_op_num_threads = 1
    options.use_deterministic_compute = True
    return onnxruntime.InferenceSession(path.read_bytes(), options, providers=["CPUExecutionProvider"])
