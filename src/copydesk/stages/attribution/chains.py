"""The outlets that something said came through, whom it was said to and in what. Findings -> findings with their chain."""

from __future__ import annotations

from copydesk.lexicon import load_lexicon
from copydesk.stages.attribution.finding import Finding
from copydesk.stages.attribution.grammar import Reading, noun_phrase
from copydesk.stages.attribution.outlets import outlet_of
from copydesk.stages.attribution.speakers import quoted_by

REPORTS = ("report", "story", "article", "reporter", "correspondent", "account", "coverage", "reporting")
SHARE = 0.6
"""The least share of an outlet's report that something said must fill for the report to be a link of its chain."""


def outlets_among(reading: Reading, indices: list[int]) -> list[tuple[int, str]]:
    """Return the outlets named by runs of capitalised words among the tokens, with the last token of each name."""
    found, run = [], []  # type: list[tuple[int, str]], list[int]
    for i in [*sorted(indices), -9]:
        capital = i >= 0 and (reading.tokens[i].text[:1].isupper() or reading.tokens[i].text in ("of", "&", "dpa"))
        if run and (not capital or i != run[-1] + 1):
            name = _longest(reading, run)
            found += [name] if name else []
            run = []
        if capital:
            run.append(i)
    return found


def _longest(reading: Reading, run: list[int]) -> tuple[int, str] | None:
    for size in range(len(run), 0, -1):
        for start in range(len(run) - size + 1):
            part = run[start : start + size]
            text = reading.article.text[reading.tokens[part[0]].start : reading.tokens[part[-1]].end]
            if size == 1 and len(run) > 1 and reading.tokens[part[0]].dep == "compound":
                continue
            if name := outlet_of(text, reading.outlets):
                return part[-1], name
    return None


def speaking_outlet(reading: Reading, finding: Finding) -> str | None:
    """Return the outlet that a source is: by name, or by its report ("an ABC News report")."""
    if finding.speaker is None:
        return None
    head = reading.tokens[finding.speaker]
    names = outlets_among(reading, [i for i in finding.source if i <= finding.speaker])
    if names and (names[-1][0] == finding.speaker or head.lemma.lower() in REPORTS):
        return names[-1][1]
    if head.lemma.lower() in REPORTS and (behind := outlets_among(reading, finding.source)):
        return behind[0][1]
    return None


def add_chain(reading: Reading, finding: Finding) -> None:
    """Fill in the outlets that stand around the cue ("told CNN", "in the letter, obtained by …"), addressee and medium."""
    skipped = {*finding.content, *finding.source}
    around = [i for i in _reach(reading, finding) if i not in skipped and reading.quoted[i] < 0]
    speaker = speaking_outlet(reading, finding)
    for i, name in outlets_among(reading, around):
        if reading.tokens[i].dep not in ("nsubj", "nsubjpass") and name != speaker and name not in finding.via:
            finding.via.append(name)
    if finding.speaker is not None and speaker is None:
        finding.via += [n for n in _obtained_by(reading, finding.speaker) if n not in finding.via]
        owners = [i for i in reading.under(finding.speaker, "poss", "prep") if i not in finding.content]
        for owner in owners:
            if reading.tokens[owner].dep == "poss" and (names := outlets_among(reading, reading.parse.subtree(owner))):
                finding.via += [n for _, n in names if n not in finding.via]
    for quoted in (finding.cue.head, quoted_by(reading, finding.cue.head)):
        if quoted is not None and reading.tokens[quoted].lemma == "quote":
            agents = [j for i in reading.under(quoted, "nsubj") for j in reading.parse.subtree(i)]
            finding.via += [n for _, n in outlets_among(reading, agents) if n not in (*finding.via, speaker)]
    _add_addressee(reading, finding, skipped)
    finding.medium = finding.medium or _medium(reading, finding, around)


def _obtained_by(reading: Reading, noun: int) -> list[str]:
    """Return the outlets by which a document was seen or got ("papers obtained by the Harbour Gazette")."""
    return [
        name
        for clause in reading.under(noun, "acl")
        for agent in reading.under(clause, "agent", "prep")
        for _, name in outlets_among(reading, reading.parse.subtree(agent))
        if reading.tokens[agent].text.lower() in ("by", "with")
    ]


def _reach(reading: Reading, finding: Finding) -> list[int]:
    """Return what hangs on a cue without the clauses that have a subject of their own."""
    if finding.rule in ("according_to", "speaker_line"):
        return []
    found, open_ = [], list(reading.parse.children[finding.cue.head])
    while open_:
        i = open_.pop()
        if reading.tokens[i].dep in ("advcl", "conj", "ccomp", "relcl") and reading.under(i, "nsubj", "nsubjpass"):
            continue
        if reading.tokens[i].text.lower() == "according":
            continue
        found.append(i)
        open_ += reading.parse.children[i]
    return sorted(found)


def _add_addressee(reading: Reading, finding: Finding, skipped: set[int]) -> None:
    if finding.rule in ("object", "passive", "according_to", "speaker_line", "phrase", "headline"):
        return
    for i in (*reading.under(finding.cue.head, "dative", "dobj"), *_objects_of(reading, finding.cue.head, "to")):
        if i not in skipped and reading.tokens[i].pos in ("NOUN", "PROPN", "PRON"):
            tokens = noun_phrase(reading, i)
            span = reading.tokens[tokens[0]].start, reading.tokens[tokens[-1]].end
            if not outlets_among(reading, tokens) and reading.tokens[i].lemma.lower() not in load_lexicon(
                "media_of_speech"
            ):
                finding.addressee = reading.article.text[span[0] : span[1]]
            return


def _objects_of(reading: Reading, head: int, preposition: str) -> list[int]:
    return [
        j
        for i in reading.under(head, "prep")
        if reading.tokens[i].text.lower() == preposition
        for j in reading.under(i, "pobj")
    ]


def _medium(reading: Reading, finding: Finding, around: list[int]) -> str | None:
    media = load_lexicon("media_of_speech")
    for form in finding.cue.form.split():
        if form in ("tweet", "retweet", "twitter", "facebook", "instagram", "email", "text", "blog"):
            return media.get(form, form)
    for i in around:
        token = reading.tokens[i]
        if token.dep == "pobj" and token.lemma.lower() in media:
            two = f"{reading.tokens[i - 1].text} {token.lemma}".lower()
            return media.get(two) or media[token.lemma.lower()]
    return None


def link_reports(reading: Reading, findings: list[Finding]) -> list[Finding]:
    """Return the findings with an outlet's report of what another said turned into a link of that one's chain.

    "…, she said, according to the Daily Bugle" is one thing said, by her, through the Bugle; "the Bugle reported, citing
    two officials" one thing said by the officials, whom "citing" names and does not let speak. A report that holds more than that stays.
    """
    kept = []
    for outer in findings:
        outlet = speaking_outlet(reading, outer)
        if outlet is None:
            kept.append(outer)
        elif reading.tokens[outer.cue.head].text == "citing":
            continue
        elif cited := _cited(reading, outer):
            outer.via, outer.speaker, outer.source = [outlet, *outer.via], cited, noun_phrase(reading, cited)
            outer.rule = "citing"
            kept.append(outer)
        elif inner := _filling(reading, outer, findings):
            inner.via += [outlet] if outlet not in inner.via else []
        else:
            kept.append(outer)
    return kept


def _cited(reading: Reading, outer: Finding) -> int | None:
    """Return whom an outlet cites in the sentence of its report, and take that phrase out of the content."""
    for i in reading.sentence_tokens(outer.cue.head):
        if reading.tokens[i].text.lower() == "citing" and reading.quoted[i] < 0:
            phrase = set(reading.parse.subtree(i))
            outer.content = [j for j in outer.content if j not in phrase]
            return next(iter(reading.under(i, "dobj")), None)
    return None


def _filling(reading: Reading, outer: Finding, findings: list[Finding]) -> Finding | None:
    """Return the attribution that fills most of an outlet's report, if it fills enough; what is quoted does not count."""
    content = set(outer.content)
    filled = [
        (reading.words({*inner.content, *inner.source, *inner.cue.tokens} & content), -inner.cue.head, inner)
        for inner in findings
        if inner is not outer
        and inner.cue.head in content
        and inner.speaker is not None
        and reading.quoted[inner.cue.head] < 0
        and (inner.quotes or inner.rule in ("clause", "around"))
        and inner.cue.sense.meaning != "attitude"
    ]
    best = max(filled, key=lambda item: item[:2], default=None)
    return best[2] if best and best[0] >= SHARE * reading.words(content) else None
