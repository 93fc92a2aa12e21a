"""Outlets that pass on what others said, as links of those ones' chains. Findings -> findings."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from copydesk.lexicon import load_lexicon
from copydesk.stages.attribution.carriers import closing_reports, find_carriers
from copydesk.stages.attribution.chains import PUBLISHES, REPORTS, outlet_of_reporter, speaking_outlets
from copydesk.stages.attribution.citing import cited_in_sentence, last_cited
from copydesk.stages.attribution.finding import Finding
from copydesk.stages.attribution.grammar import Reading, noun_phrase
from copydesk.stages.attribution.outlet_before import outlets_before
from copydesk.stages.attribution.outlet_mentions import HOUSES, PAPERS, head_of_name, is_own, mentions, outlets_among
from copydesk.stages.attribution.outlet_paths import add_lost_links
from copydesk.stages.attribution.seen_by import outlets_behind_source
from copydesk.stages.attribution.selection import is_reported

CITING = {
    **dict.fromkeys(
        ("citing", "crediting", "echoing", "paraphrasing", "quoting", "relaying", "reprinting", "translating"), 0
    ),
    **{"referring": 1, "pointing": 1, "attributing": 2, "on": 3, "with": 3},
    **dict.fromkeys(("basing", "building", "drawing", "leaning", "relying"), 4),
}
ON = 4
GROUNDS = {
    "on": ({"account", "authority", "basis", "evidence", "strength", "testimony", "word"}, "of"),
    "with": ({"reference"}, "to"),
}
"""Nouns behind a preposition by which an outlet names whom it has something from ("on the word of", "with reference to")."""
MET = ("cite", "credit", "interview", "quote")
SPOKEN = ("speak", "talk", "hear")
"""What an outlet did with those who told it something, in a clause beside its report ("Politico, which spoke to …")."""
PERCEIVES = ("believe", "expect", "fear", "hear", "hope", "notice", "see", "think", "watch", "witness")
"""Verbs whose subject is whom a report of a report comes from ("… said that fishermen had seen the drone")."""
ALIKE = 0.8
"""The least share of the words of two contents for them to be one."""
STATED = ("clause", "around", "according_to", "tail", "aside", "phrase", "of")
"""Rules of statements that can be all that an outlet's report holds, beside quotations and what somebody calls or accuses."""
CALLED = ("object", "complement")
LONGEST = 20
"""The most words of a phrase for those whom an outlet cites."""
SHARE = 0.6
"""The least share of an outlet's report that something said must fill for the report to be a link of its chain."""


def link_reports(reading: Reading, findings: list[Finding]) -> list[Finding]:
    """Return the findings with an outlet's report of what another said turned into a link of that one's chain.

    "…, she said, according to the Daily Bugle" is one thing said, by her, through the Bugle; "the Bugle reported, citing
    two officials" one thing said by the officials, whom "citing" names and does not let speak. A report that holds more than
    that stays. What somebody is said to have said came through the outlets of the one who says so.
    """
    _close(reading, findings)
    dropped: set[int] = set()
    outers = sorted(findings, key=lambda f: (len(f.content), f.cue.head), reverse=True)
    for outer in outers:
        outlets = speaking_outlets(reading, outer) or outlet_of_reporter(reading, outer)
        if not outlets:
            _hand_down(reading, outer, findings)
        elif reading.tokens[outer.cue.head].text == "citing" or _is_link_of_others(reading, outer, outlets, findings):
            dropped.add(id(outer))
    for finding in findings:
        finding.via = [*finding.via, *finding.passed]
    for name, sentence in find_carriers(reading):
        for finding in findings:
            if reading.tokens[finding.cue.head].sentence == sentence and not speaking_outlets(reading, finding):
                finding.via.append(name)
    for finding in (f for f in findings if not f.content and not f.quotes and f.speaker is not None):
        for same in (f for f in findings if f.speaker == finding.speaker and not f.via):
            same.via = list(finding.via)  # "the Mail cited the Echo as quoting a nurse who said …"
    kept = [f for f in findings if id(f) not in dropped and (f.content or f.quotes)]
    told = {id(f): f for f in findings if f.speaker is not None and not speaking_outlets(reading, f)}
    near = {reading.tokens[f.cue.head].sentence - back for f in kept for back in (0, 1)}
    spans = {n: reading.parse.sentences[n] for n in near if n >= 0}
    naming = {n for n, s in spans.items() if mentions(reading, range(s.first, s.last))}
    for finding in kept:
        here = reading.tokens[finding.cue.head].sentence
        if naming & {here, here - 1} and id(finding) in told:
            barred = {i for other in told.values() if other.speaker != finding.speaker for i in other.content}
            add_lost_links(reading, finding, barred)
            finding.via += outlets_before(reading, finding)
            finding.via += [name for name in cited_in_sentence(reading, finding) if name not in finding.via]
        finding.via = [name for name in dict.fromkeys(finding.via) if not is_own(reading, name)]
    return kept


def _close(reading: Reading, findings: Sequence[Finding]) -> None:
    """Part the outlets that a sentence closes with from what it tells, which came through them."""
    closed = closing_reports(reading)
    for finding in findings if closed else ():
        comma, names = closed.get(reading.tokens[finding.cue.head].sentence, (0, []))
        if finding.cue.head < comma and not speaking_outlets(reading, finding):
            finding.content = [i for i in finding.content if i < comma or i not in reading.sentence_tokens(comma)]
            finding.passed += names


def _hand_down(reading: Reading, outer: Finding, findings: Sequence[Finding]) -> None:
    """Let what a speaker tells of others' words come through the outlets that the speaker told, and no other."""
    for inner in _held(reading, outer, findings, quoted=True):
        if inner.speaker is not None and outer.speaker is not None and not speaking_outlets(reading, inner):
            inner.via, inner.passed = list(outer.via), list(outer.passed)


def _held(reading: Reading, outer: Finding, findings: Sequence[Finding], *, quoted: bool = False) -> Iterator[Finding]:
    content = set(outer.content)
    return (
        inner
        for inner in findings
        if inner is not outer
        and inner.cue.head in content
        and outer.cue.head not in inner.content
        and (quoted or reading.quoted[inner.cue.head] < 0)
    )


def _is_link_of_others(reading: Reading, outer: Finding, outlets: list[str], findings: Sequence[Finding]) -> bool:
    """Make an outlet's report a link of what it passes on; say whether the report is nothing more than that."""
    quoted = (
        outer.rule in ("quoted_as", "according_to")
        or reading.tokens[outer.cue.head].dep == "pcomp"  # "the Mail quoted the Echo as saying"
        or (outer.speaker is not None and reading.lemmas[outer.speaker] in REPORTS)  # "an Echo report carried by …"
    )
    chain = [*reversed(outlets), *outer.via] if quoted else [*outer.via, *reversed(outlets)]
    if (author := _author(reading, outer)) is not None:
        outer.via, outer.speaker, outer.source, outer.rule = chain, author, noun_phrase(reading, author), "citing"
        return False
    cited, also, between = _cited(reading, outer)
    chain = [*[name for name in between if name not in chain], *chain]
    chain = [*also, *[name for name in chain if name not in also]]
    document = cited is not None and load_lexicon("source_nouns").get(reading.tokens[cited].lemma.lower()) == "document"
    if cited is not None and not also and not (document and _filling(reading, outer, findings)):
        outer.speaker, outer.source, outer.rule = cited, _cited_phrase(reading, cited, outer), "citing"
        met = [name for name in outlets_behind_source(reading, cited) if name not in chain]
        outer.via = [*met, *chain]  # "citing two clerks who spoke to the Mail"
        _hand_down(reading, outer, findings)
        return False
    full = _filling(reading, outer, findings)
    passed = [inner for inner in _held(reading, outer, findings, quoted=True) if inner.speaker is not None]
    for inner in {id(one): one for one in (*passed, *([full] if full else []))}.values():
        if not speaking_outlets(reading, inner) or inner is full:
            inner.passed = [*(name for name in chain if name not in inner.passed), *inner.passed]
    if full is None and also and (witness := _witness(reading, outer)) is not None:
        verb = reading.tokens[witness].head
        outer.via, outer.speaker, outer.source = chain, witness, noun_phrase(reading, witness)
        outer.content, outer.rule = [i for i in outer.content if i >= verb], "citing"
    elif full is None and cited is not None:
        outer.via = [name for name in chain if name not in also]
        outer.speaker, outer.source, outer.rule = cited, _cited_phrase(reading, cited, outer), "citing"
    return full is not None


def _author(reading: Reading, outer: Finding) -> int | None:
    """Return whose document an outlet puts before its readers ("prints a letter from the prisoner: “…”"); notes what it is."""
    if outer.speaker is not None and reading.lemmas[outer.speaker] == "interview":
        outer.medium = "interview"  # "according to a Courier interview with its founder"
        return next(iter(_objects(reading, [outer.speaker], "with")), None)
    if reading.tokens[outer.cue.head].lemma.lower() not in PUBLISHES or not outer.quotes:
        return None
    for noun in reading.under(outer.cue.head, "dobj"):
        medium = load_lexicon("media_of_speech").get(reading.tokens[noun].lemma.lower())
        people = [i for word in ("from", "by", "of", "with") for i in _objects(reading, [noun], word)]
        if medium and people:
            outer.medium = medium
            return people[0]
    return None


def _witness(reading: Reading, outer: Finding) -> int | None:
    """Return the people of whose seeing or fearing a report tells, or None."""
    for verb in reading.under(outer.cue.head, "ccomp"):
        subjects = reading.under(verb, "nsubj")
        if (
            subjects
            and reading.tokens[verb].lemma.lower() in PERCEIVES
            and reading.tokens[subjects[0]].pos in ("NOUN", "PROPN")
        ):
            return subjects[0]
    return None


def _cited(reading: Reading, outer: Finding) -> tuple[int | None, list[str], list[str]]:
    """Return whom an outlet cites in the sentence of its report, the outlets among them and those between it and them.

    The phrase leaves the content. Between stand the outlets that cite another ("citing the Echo, which credited the Mail").
    """
    for i in reading.sentence_tokens(outer.cue.head):
        word = reading.tokens[i].text.lower()
        beside = _met_beside(reading, i, outer)
        if (word not in CITING and not beside) or reading.quoted[i] >= 0 or i in outer.cue.tokens:
            continue
        heads = beside or reading.under(i, "dobj")
        if not heads and reading.tokens[i].dep == "compound" and i == reading.sentence_tokens(i).start:
            heads = [reading.tokens[i].head]  # "Quoting Reuters, the Echo wrote …", which the parser takes for a name
        if beside:
            pass
        elif word in GROUNDS:
            nouns, joint = GROUNDS[word]
            heads = _objects(reading, [j for j in reading.under(i, "pobj") if reading.lemmas[j] in nouns], joint)
        elif CITING[word]:
            heads = heads if word == "attributing" else []
            heads = _objects(reading, [i], "on" if CITING[word] == ON else "to") or heads
        if not heads or _is_paper(reading, heads[0]):
            continue
        phrase = range(i, max(_cited_phrase(reading, heads[0], outer), default=i) + 1)
        outer.content = [j for j in outer.content if j not in phrase]
        names = outlets_among(reading, noun_phrase(reading, heads[0]))
        head, between = last_cited(reading, heads[0])
        names = names if head == heads[0] else outlets_among(reading, noun_phrase(reading, head))
        same = (head, *reading.under(head, "appos"))
        said_by_outlet = [
            n
            for last, n in names
            if head_of_name(reading, last) in same
            or reading.lemmas[head] in REPORTS
            or (reading.lemmas[head] in HOUSES and reading.tokens[last].head == head)  # "the Interfax news agency"
        ]
        return head, said_by_outlet, between
    return None, [], []


def _is_paper(reading: Reading, noun: int) -> bool:
    the = any(reading.tokens[i].text.lower() == "the" for i in reading.under(noun, "det"))
    named = bool(reading.under(noun, "appos")) or any(
        reading.tokens[i].pos == "PROPN" for i in reading.parse.children[noun]
    )
    return the and not named and reading.tokens[noun].lemma.lower() in PAPERS


def _met_beside(reading: Reading, index: int, outer: Finding) -> list[int]:
    """Return those to whom an outlet spoke, told in a clause of its own beside the report."""
    token = reading.tokens[index]
    relative = token.dep == "relcl" and token.head in (outer.speaker, *outer.source)
    perfect = token.dep in ("advcl", "pcomp") and token.tag in ("VBN", "VBG") and not reading.under(index, "nsubj")
    if not relative and not (perfect and token.text != "quoting" and token.text != "citing"):
        return []
    if token.lemma in MET:
        return reading.under(index, "dobj")
    return (
        [j for word in ("to", "with", "from") for j in _objects(reading, [index], word)]
        if token.lemma in SPOKEN
        else []
    )


def _objects(reading: Reading, heads: Iterable[int], preposition: str) -> list[int]:
    return [
        k
        for i in heads
        for j in reading.under(i, "prep")
        if reading.tokens[j].text.lower() == preposition
        for k in reading.under(j, "pobj")
    ]


def _cited_phrase(reading: Reading, head: int, outer: Finding) -> list[int]:
    """Return who is cited, with what the parser hung on "citing" instead ("citing two people with knowledge of …")."""
    phrase = noun_phrase(reading, head, LONGEST)
    citing = reading.tokens[head].head
    for i in reading.under(citing, "prep"):
        if i == phrase[-1] + 1 and reading.tokens[i].text.lower() in ("with", "in", "at", "close", "from", "of"):
            phrase = [*phrase, *reading.parse.subtree(i)]
    return [i for i in phrase if i not in outer.cue.tokens]


def _filling(reading: Reading, outer: Finding, findings: Sequence[Finding]) -> Finding | None:
    """Return the attribution that fills most of an outlet's report, if it fills enough; what is quoted does not count."""
    content = set(outer.content)
    filled = [
        (
            reading.words({*inner.content, *inner.source, *inner.cue.tokens} & content),
            reading.words(inner.content),
            -inner.cue.head,
            inner,
        )
        for inner in findings
        if inner is not outer
        and inner.speaker is not None
        and reading.quoted[inner.cue.head] < 0
        and (inner.quotes or inner.rule in STATED or inner.rule.startswith(CALLED))
        and inner.cue.sense.meaning != "attitude"
        and (inner.cue.head in content or _is_same(reading, inner, content))
        and is_reported(reading, inner)
    ]
    best = max(filled, key=lambda item: item[:3], default=None)
    return best[3] if best and best[0] >= SHARE * reading.words(content) else None


def _is_same(reading: Reading, inner: Finding, content: set[int]) -> bool:
    """Say whether a content is the same words as another's that no outlet speaks ("…, the club said, the Gazette reported")."""
    shared = content.intersection(inner.content)
    if not shared:
        return False
    longest = max(reading.words(content), reading.words(inner.content), 1)
    return reading.words(shared) >= ALIKE * longest and not speaking_outlets(reading, inner)
