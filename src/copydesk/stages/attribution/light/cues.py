"""What speaks for a token being the head of a cue. Table -> tokens worth a look, and their features."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from copydesk.stages.attribution.light.hashing import Codes, Indices, code, combine, places
from copydesk.stages.attribution.light.table import Table

OPEN_CLASSES = ("VERB", "AUX", "NOUN", "ADJ", "ADV", "ADP", "SCONJ")
MARKS = (":", "-", "–", "—", "―", "--", "'s", "’s")
"""Words of other classes that can stand for a cue ("Bell: …", "Bell's view")."""
ARGUMENTS = ("dobj", "ccomp", "xcomp", "prep", "oprd", "acl", "attr", "acomp", "advcl", "agent", "dative")
OTHERS = ("nsubj", "nsubjpass", "csubj", "aux", "auxpass", "neg", "mark", "cc", "conj", "poss", "det", "appos", "prt")
FEATURES = (
    *("lemma", "lemma pos", "lemma tag", "lemma dep", "lemma frame", "lemma frame others", "lemma subject_pos"),
    *("lemma subject_name", "lemma subject", "lemma head", "lemma head_dep", "lemma prep"),
    *("lemma prep prep_object_pos", "lemma dobj", "lemma xcomp", "lemma ccomp_tag", "lemma aux negated"),
    *("lemma quoted", "lemma near", "lemma before", "lemma after", "lemma prt", "lemma ruled", "lemma passive tag"),
    *("lemma held", "lemma attr", "lemma acomp", "text", "shape", "shape who", "shape quoted"),
    *("pos dep head_pos head_dep", "dep head", "tag dep others", "subject", "who frame", "who pos others", "sense"),
    *("sense quoted dep", "sense frame", "sense who", "sense_head dep pos", "sense_xcomp pos lemma", "ruled"),
    *("ruled pos dep", "ruled who", "ruled quoted near", "ruled sense", "ruled_head dep pos", "ruled_xcomp pos"),
    *(
        "ruled_ccomp pos",
        "held pos dep",
        "held held_before held_after pos",
        "before pos",
        "after pos",
        "before2 before",
    ),
    *("after after2", "window", "xcomp pos", "dobj pos", "ccomp pos", "prep pos frame", "near pos share"),
    *("near tag who", "quoted pos dep", "sentence pos", "sentence ruled", "ending pos", "ending frame pos", "poss pos"),
    *("poss_name pos lemma", "room_before room_behind pos"),
)
"""Each names the columns that it combines; their order is part of the weights."""


def possible_cues(table: Table) -> Indices:
    """Return the tokens that could head a cue."""
    found = [t.i for t in table.reading.tokens if t.pos in OPEN_CLASSES or t.text in MARKS]
    return np.array(found, dtype=np.int64)


def cue_features(table: Table, rows: Indices) -> NDArray[np.int32]:
    """Return the places of each token's features among the weights."""
    return places(_columns(table, rows), FEATURES, len(rows))


def bucket(numbers: Indices) -> Codes:
    """Return small numbers as they are and larger ones by their order of magnitude."""
    small = np.maximum(numbers, -1) + 1
    large = 8 + np.log2(np.maximum(small, 1)).astype(np.int64) * 2
    return np.where(small <= 6, small, large).astype(np.uint64)


def _neighbour(table: Table, rows: Indices, by: int) -> Indices:
    """Return the token so far to the right in the same sentence, or -1."""
    other = rows + by
    good = (other >= 0) & (other < len(table))
    other = np.where(good, other, -1)
    return np.where(table.sentence[other] == table.sentence[rows], other, -1)


def _signature(table: Table, labels: tuple[str, ...]) -> Codes:
    total = np.zeros(len(table) + 1, dtype=np.uint64)
    for bit, label in enumerate(labels):
        total |= (table.under(label) >= 0).astype(np.uint64) << np.uint64(bit)
    return total


def _subject(table: Table) -> Indices:
    """Return each token's own subject, else that of the verb that it is joined to, else the noun that it hangs on."""
    own = np.where(table.under("nsubj") >= 0, table.under("nsubj"), table.under("nsubjpass"))
    for _ in range(2):
        joined = np.isin(table.dep, _LINKS)
        own = np.where((own < 0) & joined, own[table.head], own)
    return own


_LINKS = np.array([code(label) for label in ("conj", "xcomp", "advcl", "pcomp", "prep", "acomp")], dtype=np.uint64)


def _quotations(table: Table, rows: Indices) -> tuple[Codes, Codes, Codes]:
    """Return how far the next quotation is ahead in the sentence, how far the last one is behind, and how much is quoted."""
    reading = table.reading
    ahead = np.full(len(rows), -1, dtype=np.int64)
    behind = np.full(len(rows), -1, dtype=np.int64)
    share = np.zeros(len(rows), dtype=np.int64)
    starts = np.array([reading.between(*q.inner).start for q in reading.quotes], dtype=np.int64)
    ends = np.array([reading.between(*q.inner).stop for q in reading.quotes], dtype=np.int64)
    first = np.array([s.first for s in reading.parse.sentences], dtype=np.int64)[table.sentence[rows]]
    end = np.array([s.last for s in reading.parse.sentences], dtype=np.int64)[table.sentence[rows]]
    if len(starts):
        following = np.searchsorted(starts, rows)
        place = starts[np.minimum(following, len(starts) - 1)]
        ahead = np.where((following < len(starts)) & (place <= end + 2), place - rows, -1)
        earlier = np.searchsorted(ends, rows, side="right") - 1
        place = ends[np.maximum(earlier, 0)]
        behind = np.where((earlier >= 0) & (place >= first - 2), rows - place, -1)
    words = table.words_before[end] - table.words_before[first]
    share = (table.quoted_before[end] - table.quoted_before[first]) * 4 // np.maximum(words, 1)
    return bucket(ahead), bucket(behind), share.astype(np.uint64)


def _held(table: Table) -> Codes:
    """Return for each token whether it stands in the cue (4), the source (2) or the content (1) of what the rules found."""
    held = np.zeros(len(table) + 1, dtype=np.uint64)
    for finding in table.findings.values():
        for part, bit in ((finding.cue.tokens, 4), (finding.source, 2), (finding.content, 1)):
            inside = np.array(part, dtype=np.int64)
            held[inside] |= np.uint64(bit)
    return held


def _columns(table: Table, rows: Indices) -> dict[str, Codes]:
    """Return by name what the features are made of."""
    return _own(table, rows) | _below(table, rows) | _beside(table, rows) | _known(table, rows)


def _own(table: Table, rows: Indices) -> dict[str, Codes]:
    """Return the word itself, the one that it hangs on, and its subject."""
    head, subject = table.head[rows], _subject(table)[rows]
    pos, dep, frame = table.pos[rows], table.dep[rows], _signature(table, ARGUMENTS)[rows]
    subject_pos, subject_name = table.pos[subject], table.name[subject]
    return {
        "lemma": table.lemma[rows],
        "text": table.text[rows],
        "pos": pos,
        "tag": table.tag[rows],
        "dep": dep,
        "frame": frame,
        "others": _signature(table, OTHERS)[rows],
        "shape": combine(pos, dep, frame),
        "ending": _endings(table, rows),
        "head": table.lemma[head],
        "head_pos": table.pos[head],
        "head_dep": table.dep[head],
        "subject": table.lemma[subject],
        "subject_pos": subject_pos,
        "subject_name": subject_name,
        "who": combine(subject_pos, subject_name),
        "room_before": bucket(rows - table.first[rows]),
        "room_behind": bucket(table.last[rows] - rows),
    }


def _below(table: Table, rows: Indices) -> dict[str, Codes]:
    """Return what hangs on the word."""
    labels = ("dobj", "ccomp", "xcomp", "prep", "prt", "aux", "attr", "acomp", "poss")
    below = {label: table.under(label)[rows] for label in labels}
    return {label: table.lemma[child] for label, child in below.items()} | {
        "ccomp_tag": table.tag[below["ccomp"]],
        "prep_object_pos": table.pos[table.under("pobj")[below["prep"]]],
        "poss_name": table.name[below["poss"]],
        "negated": (table.under("neg")[rows] >= 0).astype(np.uint64),
        "passive": (table.under("auxpass")[rows] >= 0).astype(np.uint64),
    }


def _beside(table: Table, rows: Indices) -> dict[str, Codes]:
    """Return the words around, the quotations around, and where in the article it stands."""
    before, before2, after, after2 = (_neighbour(table, rows, by) for by in (-1, -2, 1, 2))
    ahead, behind, share = _quotations(table, rows)
    window = (before2, before, rows, after, after2)
    return {
        "before": table.text[before],
        "before2": table.text[before2],
        "after": table.text[after],
        "after2": table.text[after2],
        "window": combine(*(table.pos[i] for i in window)),
        "quoted": (table.quoted[rows] >= 0).astype(np.uint64),
        "near": combine(ahead, behind),
        "share": share,
        "sentence": bucket(table.sentence[rows]),
    }


def _known(table: Table, rows: Indices) -> dict[str, Codes]:
    """Return what the word lists and the rules say of the word and of those that it hangs on and that hang on it."""
    held, ruled, head = _held(table), table.listed, table.head[rows]
    clause, infinitive = table.under("ccomp")[rows], table.under("xcomp")[rows]
    return {
        "sense": table.sense[rows],
        "sense_head": table.sense[head],
        "sense_xcomp": table.sense[infinitive],
        "ruled": ruled[rows],
        "ruled_head": ruled[head],
        "ruled_xcomp": ruled[infinitive],
        "ruled_ccomp": ruled[clause],
        "held": held[rows],
        "held_before": held[_neighbour(table, rows, -1)],
        "held_after": held[_neighbour(table, rows, 1)],
    }


def _endings(table: Table, rows: Indices) -> Codes:
    return np.array([code(table.reading.lemmas[i][-3:]) for i in rows.tolist()], dtype=np.uint64)
