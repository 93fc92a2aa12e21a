"""What speaks for a token being the head of a cue. Table -> tokens worth a look, and their features."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from copydesk.stages.attribution.light.hashing import Codes, Indices, code, combine, places
from copydesk.stages.attribution.light.table import Table
from copydesk.stages.attribution.selection import is_annotated

OPEN_CLASSES = ("VERB", "AUX", "NOUN", "ADJ", "ADV", "ADP", "SCONJ")
MARKS = (":", "-", "–", "—", "―", "--", "'s", "’s")
"""Words of other classes that can stand for a cue ("Bell: …", "Bell's view")."""
ARGUMENTS = ("dobj", "ccomp", "xcomp", "prep", "oprd", "acl", "attr", "acomp", "advcl", "agent", "dative")
OTHERS = ("nsubj", "nsubjpass", "csubj", "aux", "auxpass", "neg", "mark", "cc", "conj", "poss", "det", "appos", "prt")


def possible_cues(table: Table) -> Indices:
    """Return the tokens that could head a cue."""
    found = [t.i for t in table.reading.tokens if t.pos in OPEN_CLASSES or t.text in MARKS]
    return np.array(found, dtype=np.int64)


def cue_features(table: Table, rows: Indices) -> NDArray[np.int32]:
    """Return the places of each token's features among the weights."""
    return places(_columns(table, rows), len(rows))


def bucket(numbers: Indices) -> Codes:
    """Return small numbers as they are and larger ones by their order of magnitude."""
    small = np.maximum(numbers, -1) + 1
    large = 8 + np.log2(np.maximum(small, 1)).astype(np.int64) * 2
    return np.where(small <= 6, small, large).astype(np.uint64)


def _beside(table: Table, rows: Indices, by: int) -> Indices:
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


def listed(table: Table) -> Codes:
    """Return the rule of each token that heads a cue by the rules, told apart by whether a thorough reading lists it."""
    found = table.by_rules.copy()
    for head, finding in table.findings.items():
        if is_annotated(table.reading, finding):
            found[head] += np.uint64(7)
    return found


def _columns(table: Table, rows: Indices) -> list[Codes]:
    lemma, pos, tag, dep = (column[rows] for column in (table.lemma, table.pos, table.tag, table.dep))
    head = table.head[rows]
    head_lemma, head_pos, head_dep = table.lemma[head], table.pos[head], table.dep[head]
    frame, frame_others = _signature(table, ARGUMENTS), _signature(table, OTHERS)
    subject = _subject(table)[rows]
    subject_lemma, subject_pos, subject_name = table.lemma[subject], table.pos[subject], table.name[subject]
    obj, clause, infinitive = (table.under(label)[rows] for label in ("dobj", "ccomp", "xcomp"))
    preposition, particle, aux = (table.under(label)[rows] for label in ("prep", "prt", "aux"))
    noun = table.under("pobj")[preposition]
    negated = (table.under("neg")[rows] >= 0).astype(np.uint64)
    passive = (table.under("auxpass")[rows] >= 0).astype(np.uint64)
    quoted = (table.quoted[rows] >= 0).astype(np.uint64)
    ahead, behind, share = _quotations(table, rows)
    held, ruled = _held(table), listed(table)
    before, before2 = _beside(table, rows, -1), _beside(table, rows, -2)
    after, after2 = _beside(table, rows, 1), _beside(table, rows, 2)
    sentence = bucket(table.sentence[rows])
    ending = codes_of_endings(table, rows)
    who = combine(subject_pos, subject_name)
    shape = combine(pos, dep, frame[rows])
    near = combine(ahead, behind)
    return [
        lemma,
        combine(lemma, pos),
        combine(lemma, tag),
        combine(lemma, dep),
        combine(lemma, frame[rows]),
        combine(lemma, frame[rows], frame_others[rows]),
        combine(lemma, subject_pos),
        combine(lemma, subject_name),
        combine(lemma, subject_lemma),
        combine(lemma, head_lemma),
        combine(lemma, head_dep),
        combine(lemma, table.lemma[preposition]),
        combine(lemma, table.lemma[preposition], table.pos[noun]),
        combine(lemma, table.lemma[obj]),
        combine(lemma, table.lemma[infinitive]),
        combine(lemma, table.tag[clause]),
        combine(lemma, table.lemma[aux], negated),
        combine(lemma, quoted),
        combine(lemma, near),
        combine(lemma, table.text[before]),
        combine(lemma, table.text[after]),
        combine(lemma, table.lemma[particle]),
        combine(lemma, ruled[rows]),
        combine(lemma, passive, tag),
        combine(lemma, held[rows]),
        combine(lemma, table.lemma[table.under("attr")[rows]]),
        combine(lemma, table.lemma[table.under("acomp")[rows]]),
        table.text[rows],
        shape,
        combine(shape, who),
        combine(shape, quoted),
        combine(pos, dep, head_pos, head_dep),
        combine(dep, head_lemma),
        combine(tag, dep, frame_others[rows]),
        subject_lemma,
        combine(who, frame[rows]),
        combine(who, pos, frame_others[rows]),
        table.sense[rows],
        combine(table.sense[rows], quoted, dep),
        combine(table.sense[rows], frame[rows]),
        combine(table.sense[rows], who),
        combine(table.sense[head], dep, pos),
        combine(table.sense[infinitive], pos, lemma),
        ruled[rows],
        combine(ruled[rows], pos, dep),
        combine(ruled[rows], who),
        combine(ruled[rows], quoted, near),
        combine(ruled[rows], table.sense[rows]),
        combine(ruled[head], dep, pos),
        combine(ruled[infinitive], pos),
        combine(ruled[clause], pos),
        combine(held[rows], pos, dep),
        combine(held[rows], held[before], held[after], pos),
        combine(table.text[before], pos),
        combine(table.text[after], pos),
        combine(table.text[before2], table.text[before]),
        combine(table.text[after], table.text[after2]),
        combine(table.pos[before2], table.pos[before], pos, table.pos[after], table.pos[after2]),
        combine(table.lemma[infinitive], pos),
        combine(table.lemma[obj], pos),
        combine(table.lemma[clause], pos),
        combine(table.lemma[preposition], pos, frame[rows]),
        combine(near, pos, share),
        combine(near, tag, who),
        combine(quoted, pos, dep),
        combine(sentence, pos),
        combine(sentence, ruled[rows]),
        combine(ending, pos),
        combine(ending, frame[rows], pos),
        combine(table.lemma[table.under("poss")[rows]], pos),
        combine(table.name[table.under("poss")[rows]], pos, lemma),
        combine(bucket(rows - table.first[rows]), bucket(table.last[rows] - rows), pos),
    ]


def codes_of_endings(table: Table, rows: Indices) -> Codes:
    return np.array([code(table.reading.tokens[i].lemma.lower()[-3:]) for i in rows.tolist()], dtype=np.uint64)
