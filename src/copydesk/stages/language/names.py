"""Names of people, organisations and places, by the language model's own weights. Doc -> Doc with its names

The model's recogniser of names goes through a text word by word and takes, at each, the action of the highest score (B, I, L,
U or O with a label: Ratinov and Roth 2009). Here all texts of a batch take their next word together, which gives the same
names; the model's library asks for the interpreter's lock dozens of times for each word.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import Any, NamedTuple

import numpy

ROWS = 64
"""Texts are scored in multiples of so many, so that no score depends on how many are beside it."""
KINDS = "MBILUO"
"""Actions by the library's numbers: missing, begin, in, last, unit, out."""
NO_LABEL = -1


class _Weights(NamedTuple):
    embed: Any
    lower: Any
    bias: Any
    upper: Any
    upper_bias: Any


class NameReader:
    """A component of the pipeline, instead of the recogniser of names that it is made from."""

    def __init__(self, recogniser: Any) -> None:
        model = recogniser.model
        lower, upper = model.get_ref("lower"), model.get_ref("upper")
        if lower.get_dim("nF") != 3 or recogniser.cfg["beam_width"] != 1 or model.attrs["unseen_classes"]:
            raise ValueError("a recogniser of names of another kind")
        bias = lower.get_param("b").reshape(-1)
        self.weights = _Weights(
            model.get_ref("tok2vec"), lower, bias, upper.get_param("W").T.copy(), upper.get_param("b")
        )
        moves = [(KINDS[kind], label) for kind, labels in sorted(recogniser.moves.labels.items()) for label in labels]
        if len(moves) != upper.get_dim("nO"):
            raise ValueError("a recogniser of names whose actions are not known")
        self.labels = sorted({label for _, label in moves if label})
        self.kinds = [kind for kind, _ in moves]
        self.label_of = numpy.array([self.labels.index(label) if label else NO_LABEL for _, label in moves])
        self.opens, self.closes, self.alone = (numpy.array([kind == one for kind in self.kinds]) for one in "BLU")
        self.allowed = self._allowed()

    def _allowed(self) -> Any:
        """Return which actions may be taken: by the label of the open name (the last row: none), whether the next word is
        of the same sentence, and whether the word is white space.
        """
        found = numpy.zeros((len(self.labels) + 1, 2, 2, len(self.kinds)), dtype=bool)
        for move, (kind, label) in enumerate(zip(self.kinds, self.label_of, strict=True)):
            if kind == "O":
                found[-1, :, :, move] = True
            elif label != NO_LABEL:
                found[-1, 1, 0, move] = kind == "B"
                found[-1, :, 0, move] |= kind == "U"
                found[label, 1, :, move] = kind == "I"
                found[label, :, :, move] |= kind == "L"
        return found

    def __call__(self, doc: Any) -> Any:
        return next(self.pipe([doc]))

    def pipe(self, docs: Iterable[Any], *, batch_size: int = ROWS, **_: Any) -> Iterator[Any]:
        batch: list[Any] = []
        for doc in docs:
            batch.append(doc)
            if len(batch) == batch_size:
                yield from self._read(batch)
                batch = []
        yield from self._read(batch)

    def _read(self, docs: Sequence[Any]) -> Sequence[Any]:
        """Return the docs with their names set."""
        from spacy.tokens import Span

        longest_first = sorted((doc for doc in docs if len(doc)), key=len, reverse=True)
        found: list[list[Any]] = [[] for _ in longest_first]
        for at, first, last, label in self._decode(longest_first) if longest_first else ():
            found[at].append(Span(longest_first[at], first, last, label=self.labels[label]))
        for doc, names in zip(longest_first, found, strict=True):
            doc.set_ents(names)
        return docs

    def _decode(self, docs: Sequence[Any]) -> Iterator[tuple[int, int, int, int]]:
        """Yield each name as its doc's place, its first word, the word after its last, and its label."""
        hidden, lengths = self._hidden(docs), numpy.array([len(doc) for doc in docs])
        offset = 1 + numpy.concatenate(([0], lengths[:-1].cumsum()))  # the first row is what stands for no word
        follows, is_space = _flags(docs, int(offset[-1] + lengths[-1]))
        label, start = numpy.full(len(docs), NO_LABEL), numpy.zeros(len(docs), dtype=int)
        vectors = numpy.zeros((-(-len(docs) // ROWS) * ROWS, self.weights.upper.shape[0]), dtype="float32")
        for word in range(lengths[0]):
            live = int(numpy.searchsorted(-lengths, -word))
            at, is_open = offset[:live] + word, label[:live] != NO_LABEL
            total = hidden[0].take(at, axis=0)
            total += hidden[1].take(numpy.where(is_open, offset[:live] + start[:live], 0), axis=0)
            total += hidden[2].take(numpy.where(is_open, at - 1, 0), axis=0)
            total += self.weights.bias
            numpy.max(total.reshape(live, -1, total.shape[1] // vectors.shape[1]), axis=2, out=vectors[:live])
            scores = (vectors @ self.weights.upper)[:live] + self.weights.upper_bias
            allowed = self.allowed[label[:live], follows[at], is_space[at]]
            move = numpy.where(allowed, scores, -numpy.inf).argmax(axis=1)
            start[:live][self.opens[move]] = word
            for one in numpy.flatnonzero(self.closes[move] | self.alone[move]).tolist():
                first = word if self.alone[move[one]] else int(start[one])
                yield one, first, word + 1, int(self.label_of[move[one]])
            ends = self.opens[move] | self.closes[move]
            label[:live][ends] = numpy.where(self.opens[move], self.label_of[move], NO_LABEL)[ends]

    def _hidden(self, docs: Sequence[Any]) -> tuple[Any, Any, Any]:
        """Return what each word adds as the next one, as a name's first and as the one before, one row a word."""
        vectors = self.weights.embed.predict(docs)
        rows = self.weights.lower.predict(vectors)
        first, second, third = (numpy.ascontiguousarray(rows[:, at].reshape(len(rows), -1)) for at in range(3))
        return first, second, third


def _flags(docs: Sequence[Any], rows: int) -> tuple[Any, Any]:
    """Return for each word whether the next one is of its sentence, and whether it is white space, as 0 and 1."""
    from spacy.attrs import IS_SPACE, SENT_START

    found = numpy.concatenate([doc.to_array([SENT_START, IS_SPACE]).astype("int64") for doc in docs])
    follows, is_space = numpy.zeros(rows, dtype=int), numpy.zeros(rows, dtype=int)
    follows[1:-1] = found[1:, 0] != 1
    is_space[1:] = found[:, 1]
    ends = numpy.cumsum([len(doc) for doc in docs])
    follows[ends] = 0
    return follows, is_space
