"""The network of the accurate road: a small encoder, a scorer of cues, and a reader of each cue's source and content."""

from __future__ import annotations

from typing import NamedTuple

import torch
from torch import Tensor, nn
from torch.nn import functional

WIDTH, LAYERS, HEADS, DEEP, POSITIONS, VOCABULARY = 384, 6, 12, 1536, 512, 30522
BARE = 2
"""Layers at the bottom that read the word pieces alone, before shapes and the parser's labels come in."""
PAIR, LINE, NEAR = 160, 64, 7
"""Widths of what is computed for each cue with each word, and the words that its convolution sees."""
ROLES = 4


class Sizes(NamedTuple):
    """How many values each feature of a piece and each relation of a word to a cue may take."""

    features: tuple[int, ...]
    relations: tuple[int, ...]


class Dropout(nn.Module):
    """Dropout of whole features of a window: as good as that of single numbers, and cheap."""

    def __init__(self, share: float) -> None:
        super().__init__()
        self.share = share

    def forward(self, x: Tensor) -> Tensor:
        if not self.training:
            return x
        kept = torch.rand(len(x), 1, x.shape[2]) >= self.share
        return x * (kept.to(x.dtype) / (1 - self.share))


class Layer(nn.Module):
    """A layer of BERT."""

    def __init__(self, dropout: float) -> None:
        super().__init__()
        self.into, self.out = nn.Linear(WIDTH, 3 * WIDTH), nn.Linear(WIDTH, WIDTH)
        self.up, self.down = nn.Linear(WIDTH, DEEP), nn.Linear(DEEP, WIDTH)
        self.norm, self.norm2 = nn.LayerNorm(WIDTH, 1e-12), nn.LayerNorm(WIDTH, 1e-12)
        self.dropout = Dropout(dropout)

    def forward(self, x: Tensor, mask: Tensor) -> Tensor:
        many, long, _ = x.shape
        query, key, value = self.into(x).view(many, long, 3, HEADS, WIDTH // HEADS).permute(2, 0, 3, 1, 4)
        # by hand, as the library's own way back takes three times as long on a processor
        weights = torch.softmax((query * (WIDTH // HEADS) ** -0.5) @ key.transpose(2, 3) + mask.to(query.dtype), -1)
        seen = (weights.to(value.dtype) @ value).transpose(1, 2).reshape(many, long, WIDTH)
        x = self.norm(x + self.dropout(self.out(seen)))
        return self.norm2(x + self.dropout(self.down(functional.gelu(self.up(x)))))


class Reader(nn.Module):
    """Pieces and their features -> a state for each word and the score that it is the head of a cue."""

    def __init__(self, sizes: Sizes, dropout: float = 0.1) -> None:
        super().__init__()
        self.words, self.positions = nn.Embedding(VOCABULARY, WIDTH), nn.Embedding(POSITIONS, WIDTH)
        self.features = nn.ModuleList(nn.Embedding(size, WIDTH) for size in sizes.features)
        self.norm = nn.LayerNorm(WIDTH, 1e-12)
        self.layers = nn.ModuleList(Layer(dropout) for _ in range(LAYERS))
        self.cue, self.cue_score = nn.Linear(WIDTH, WIDTH // 2), nn.Linear(WIDTH // 2, 1)
        for table in self.features:
            nn.init.zeros_(table.weight)

    def forward(self, pieces: Tensor, features: Tensor, firsts: Tensor, mask: Tensor) -> tuple[Tensor, Tensor]:
        # the table of word pieces stays as it was pretrained: most of its rows are never met in training
        x = self.norm(self.words(pieces) + self.positions.weight[: pieces.shape[1]]).detach()
        for layer in self.layers[:BARE]:
            x = layer(x, mask)
        x = x + sum(table(features[..., i]) for i, table in enumerate(self.features))
        for layer in self.layers[BARE:]:
            x = layer(x, mask)
        states = x.gather(1, firsts[..., None].expand(-1, -1, WIDTH))
        return states, self.cue_score(torch.relu(self.cue(states))).squeeze(-1)


class Pairs(nn.Module):
    """The states of a window's words and its cues' -> for each cue the score of each word in each role."""

    def __init__(self, sizes: Sizes) -> None:
        super().__init__()
        self.word, self.anchor = nn.Linear(WIDTH, 2 * PAIR), nn.Linear(WIDTH, 2 * PAIR)
        self.relations = nn.ModuleList(nn.Embedding(size, PAIR) for size in sizes.relations)
        self.narrow, self.line = nn.Linear(2 * PAIR, LINE), nn.Conv1d(LINE, LINE, NEAR, padding=NEAR // 2)
        self.out, self.out_line = nn.Linear(2 * PAIR, ROLES), nn.Linear(LINE, ROLES, bias=False)
        for table in self.relations:
            nn.init.normal_(table.weight, std=0.1)

    def forward(self, states: Tensor, window: Tensor, anchor: Tensor, relations: list[Tensor], real: Tensor) -> Tensor:
        """`states` are windows by words, of which some are `real`; `window` and `anchor` tell where each cue stands."""
        words = self.word(states)[window]
        cues = self.anchor(states[window, anchor])[:, None]
        near = sum(table(relation) for table, relation in zip(self.relations, relations, strict=True))
        added = torch.relu(words[..., :PAIR] + cues[..., :PAIR] + near)
        pair = torch.cat([added, words[..., PAIR:] * cues[..., PAIR:]], -1)
        narrow = self.narrow(pair) * real[window][..., None]
        line = torch.relu(self.line(narrow.transpose(1, 2))).transpose(1, 2)
        return self.out(pair) + self.out_line(line)


class Network(nn.Module):
    """Both together, so that they are trained and saved as one."""

    def __init__(self, sizes: Sizes) -> None:
        super().__init__()
        self.reader, self.pairs = Reader(sizes), Pairs(sizes)


def load_base(network: Network, weights: dict[str, Tensor]) -> None:
    """Set the encoder to the weights of a pretrained MiniLM, in the names of its published file."""
    reader = network.reader
    kind = weights["embeddings.token_type_embeddings.weight"][0]
    reader.words.weight.data = weights["embeddings.word_embeddings.weight"] + kind
    reader.positions.weight.data = weights["embeddings.position_embeddings.weight"].clone()
    _copy(reader.norm, weights, "embeddings.LayerNorm")
    for number, layer in enumerate(reader.layers):
        at = f"encoder.layer.{number}"
        inner = [f"{at}.attention.self.{name}" for name in ("query", "key", "value")]
        layer.into.weight.data = torch.cat([weights[f"{name}.weight"] for name in inner])
        layer.into.bias.data = torch.cat([weights[f"{name}.bias"] for name in inner])
        _copy(layer.out, weights, f"{at}.attention.output.dense")
        _copy(layer.norm, weights, f"{at}.attention.output.LayerNorm")
        _copy(layer.up, weights, f"{at}.intermediate.dense")
        _copy(layer.down, weights, f"{at}.output.dense")
        _copy(layer.norm2, weights, f"{at}.output.LayerNorm")


def _copy(module: nn.Module, weights: dict[str, Tensor], name: str) -> None:
    module.weight.data, module.bias.data = weights[f"{name}.weight"].clone(), weights[f"{name}.bias"].clone()
