"""The trained network as two ONNX graphs: the reader in whole numbers of 8 bits, the parts in floats. Network -> files."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import onnx
from accurate_model import BARE, HEADS, Layer, Network, Pairs, Reader
from numpy.typing import NDArray
from onnx import TensorProto, helper, numpy_helper
from torch import Tensor, nn

MICROSOFT = "com.microsoft"
BITS = 64
"""Weights run from -64 to 64: with whole bytes, processors without VNNI would let some sums overflow, and differ."""
VERSIONS = [helper.make_opsetid("", 20), helper.make_opsetid(MICROSOFT, 1)]


class Graph:
    """An ONNX graph in the making; each method adds a step and returns the name of what comes out."""

    def __init__(self) -> None:
        self.nodes: list[onnx.NodeProto] = []
        self.values: list[TensorProto] = []

    def value(self, array: NDArray[np.generic]) -> str:
        name = f"v{len(self.values)}"
        self.values.append(numpy_helper.from_array(np.asarray(array, order="C"), name))
        return name

    def add(self, kind: str, *inputs: str, many: int = 1, domain: str = "", **settings: object) -> str:
        return self.split(kind, *inputs, many=many, domain=domain, **settings)[0]

    def split(self, kind: str, *inputs: str, many: int, domain: str = "", **settings: object) -> list[str]:
        names = [f"n{len(self.nodes)}_{i}" for i in range(many)]
        self.nodes.append(helper.make_node(kind, inputs, names, domain=domain, **settings))
        return names

    def linear(self, x: str, layer: nn.Linear) -> str:
        product = self.add("MatMul", x, self.value(_floats(layer.weight).T))
        return product if layer.bias is None else self.add("Add", product, self.value(_floats(layer.bias)))

    def linear8(self, x: str, layer: nn.Linear) -> str:
        """Add a layer whose weights are bytes with a scale for each column, and whose input is rounded as it comes."""
        whole, scale = _rounded(_floats(layer.weight).T, axis=0, most=BITS)
        zero = self.value(np.zeros(len(scale), np.int8))
        given = (x, self.value(whole), self.value(scale), zero, self.value(_floats(layer.bias)))
        return self.add("DynamicQuantizeMatMul", *given, domain=MICROSOFT)

    def table(self, indices: str, table: nn.Embedding) -> str:
        return self.add("Gather", self.value(_floats(table.weight)), indices, axis=0)

    def table8(self, indices: str, table: nn.Embedding) -> str:
        """Add a table whose rows are bytes with a scale for each row."""
        whole, scale = _rounded(_floats(table.weight), axis=1, most=127)
        row = self.add("Cast", self.add("Gather", self.value(whole), indices, axis=0), to=TensorProto.FLOAT)
        return self.add("Mul", row, self.add("Gather", self.value(scale[:, None]), indices, axis=0))

    def save(
        self, path: Path, inputs: dict[str, tuple[int, list[str]]], outputs: dict[str, tuple[str, list[str]]]
    ) -> None:
        """Write the graph; outputs name the step that makes them."""
        self.nodes += [helper.make_node("Identity", [made], [name]) for name, (made, _) in outputs.items()]
        given = [helper.make_tensor_value_info(name, kind, shape) for name, (kind, shape) in inputs.items()]
        made = [helper.make_tensor_value_info(name, TensorProto.FLOAT, shape) for name, (_, shape) in outputs.items()]
        graph = helper.make_graph(self.nodes, "copydesk", given, made, self.values)
        model = helper.make_model(graph, opset_imports=VERSIONS, ir_version=9, producer_name="copydesk")
        path.write_bytes(model.SerializeToString(deterministic=True))


def _floats(tensor: Tensor) -> NDArray[np.float32]:
    return tensor.detach().numpy().astype(np.float32)


def _rounded(weights: NDArray[np.float32], axis: int, most: int) -> tuple[NDArray[np.int8], NDArray[np.float32]]:
    scale = np.maximum(np.abs(weights).max(axis=axis, keepdims=True), 1e-8) / most
    return np.rint(weights / scale).astype(np.int8), scale.squeeze(axis).astype(np.float32)


def export(network: Network, folder: Path) -> None:
    """Write `accurate.int8.onnx` and `accurate.parts.onnx`."""
    _export_reader(network.reader, folder / "accurate.int8.onnx")
    _export_parts(network.pairs, folder / "accurate.parts.onnx")


def _export_reader(reader: Reader, path: Path) -> None:
    graph = Graph()
    long = graph.add("Shape", "pieces")
    places = graph.add(
        "Slice",
        graph.value(_floats(reader.positions.weight)),
        graph.value(np.array([0])),
        long,
        graph.value(np.array([0])),
    )
    x = graph.add("Add", graph.table8("pieces", reader.words), places)
    norm = (graph.value(_floats(reader.norm.weight)), graph.value(_floats(reader.norm.bias)))
    x = graph.add("LayerNormalization", x, *norm, axis=-1, epsilon=1e-12)
    x = graph.add("Unsqueeze", x, graph.value(np.array([0])))
    for number, layer in enumerate(reader.layers):
        x = _layer(graph, _featured(graph, x, reader) if number == BARE else x, layer)
    states = graph.add("Gather", graph.add("Squeeze", x, graph.value(np.array([0]))), "firsts", axis=0)
    score = graph.linear(graph.add("Relu", graph.linear(states, reader.cue)), reader.cue_score)
    chance = graph.add("Squeeze", graph.add("Sigmoid", score), graph.value(np.array([1])))
    inputs = {name: (TensorProto.INT64, [size]) for name, size in (("pieces", "pieces_"), ("firsts", "words"))}
    inputs["features"] = (TensorProto.INT64, ["pieces_", 3])
    graph.save(path, inputs, {"states": (states, ["words", "width"]), "chances": (chance, ["words"])})


def _featured(graph: Graph, x: str, reader: Reader) -> str:
    for number, table in enumerate(reader.features):
        column = graph.add("Gather", "features", graph.value(np.array(number)), axis=1)
        x = graph.add("Add", x, graph.table(column, table))
    return x


def _layer(graph: Graph, x: str, layer: Layer) -> str:
    query, key, value = graph.split("Split", graph.linear8(x, layer.into), many=3, axis=-1, num_outputs=3)
    seen = graph.add("MultiHeadAttention", query, key, value, domain=MICROSOFT, num_heads=HEADS)
    x = _added(graph, graph.linear8(seen, layer.out), x, layer.norm)
    wide = graph.add("Gelu", graph.linear8(x, layer.up))
    return _added(graph, graph.linear8(wide, layer.down), x, layer.norm2)


def _added(graph: Graph, x: str, skip: str, norm: nn.LayerNorm) -> str:
    weights = (graph.value(_floats(norm.weight)), graph.value(_floats(norm.bias)))
    return graph.add("SkipLayerNormalization", x, skip, *weights, domain=MICROSOFT, epsilon=1e-12)


def _export_parts(pairs: Pairs, path: Path) -> None:
    graph = Graph()
    added, times = graph.split("Split", graph.linear("states", pairs.word), many=2, axis=-1, num_outputs=2)
    cues = graph.linear(graph.add("Gather", "states", "anchors", axis=0), pairs.anchor)
    cues = graph.add("Unsqueeze", cues, graph.value(np.array([1])))
    cue_added, cue_times = graph.split("Split", cues, many=2, axis=-1, num_outputs=2)
    near = [graph.table(name, table) for name, table in zip(("tree", "gaps", "places"), pairs.relations, strict=True)]
    total = graph.add("Add", added, cue_added)
    for table in near:
        total = graph.add("Add", total, table)
    pair = graph.add("Concat", graph.add("Relu", total), graph.add("Mul", times, cue_times), axis=-1)
    narrow = graph.add("Transpose", graph.linear(pair, pairs.narrow), perm=[0, 2, 1])
    kernel = (graph.value(_floats(pairs.line.weight)), graph.value(_floats(pairs.line.bias)))
    side = pairs.line.kernel_size[0] // 2
    line = graph.add(
        "Transpose", graph.add("Relu", graph.add("Conv", narrow, *kernel, pads=[side, side])), perm=[0, 2, 1]
    )
    scores = graph.add("Add", graph.linear(pair, pairs.out), graph.linear(line, pairs.out_line))
    roles = graph.add("Softmax", scores, axis=-1)
    tables = {name: (TensorProto.INT64, ["cues", "words"]) for name in ("tree", "gaps", "places")}
    inputs = {"states": (TensorProto.FLOAT, ["words", 384]), "anchors": (TensorProto.INT64, ["cues"]), **tables}
    graph.save(path, inputs, {"roles": (roles, ["cues", "words", "roles_"])})
