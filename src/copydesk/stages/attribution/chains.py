"""The outlets that something said came through. Findings -> findings with their chain."""

from __future__ import annotations

from itertools import pairwise, takewhile

from copydesk.lexicon import load_lexicon
from copydesk.stages.attribution.addressees import add_addressee, medium_of
from copydesk.stages.attribution.citing import CITES, cited_at, nearest_first, outlets_behind
from copydesk.stages.attribution.contents_and_channels import part_from_channel, take_out_medium, told_behind
from copydesk.stages.attribution.finding import Finding
from copydesk.stages.attribution.grammar import Reading, antecedent
from copydesk.stages.attribution.outlet_mentions import HOUSES, head_of_name, is_press, outlets_among
from copydesk.stages.attribution.seen_by import outlets_behind_source, phrase_of
from copydesk.stages.attribution.speakers import quoted_by

REPORTS = (
    "account", "analysis", "article", "blog", "broadcast", "bulletin", "correspondent", "coverage", "dispatch", "documentary", "exclusive", "feature", "investigation",
    "journalist", "liveblog", "newscast", "newsletter", "piece", "podcast", "profile", "programme", "report", "reporter", "reporting", "research", "scoop", "segment",
    "story", "translation", "website",
)  # fmt: skip
"""What an outlet reports in, and who reports for it, when they are named in its place."""
APPEARS = (
    "appear",
    "call",
    "go",
    "sit",
    "speak",
    "talk",
    "join",
    "phone",
    "ring",
    "write",
    "interview",
    "ask",
    "reach",
    "email",
    "contact",
)
"""Verbs by which a speaker turns to an outlet, in a clause of their own ("when he called in to …")."""
COMES = ("come", "turn", "return", "appear")
"""More such verbs, before what is said there ("came on Radio Nine to say …")."""
PUBLISHES = (
    "air",
    "broadcast",
    "carry",
    "get",
    "have",
    "obtain",
    "post",
    "print",
    "publish",
    "release",
    "relay",
    "repeat",
    "reprint",
    "republish",
    "run",
    "see",
    "show",
)
"""What an outlet does with a document or a claim that it passes on."""
STAFF = (
    *(
        "anchor",
        "broadcaster",
        "columnist",
        "commentator",
        "contributor",
        "correspondent",
        "editor",
        "host",
        "journalist",
    ),
    *("photographer", "presenter", "producer", "reporter", "writer"),
)
"""People of an outlet: one who is told something stands for it, one who speaks has worked there."""
GOT = ("cite", "leak", "obtain", "quote", "review", "see", "view")
"""What befalls a document that is not the outlet's own ("a report obtained by …")."""
NO_CHANNEL = (
    *("about", "after", "amid", "before", "concerning", "despite", "follow", "following", "over", "react", "regarding"),
    *("respond", "since"),
)
"""What opens a phrase about other news ("Responding to a report in the Echo, the ministry said …")."""
LISTED = 12
"""How many words before a speaker the outlets may stand that speak with it."""
OPENING = 7
"""Within how many words of a headline's start the outlet that it is credited to ends."""
TOLD = ("dobj", "dative", "pobj", "iobj")
MEETS = ("cite", "interview", "quote", "reach", "speak", "talk", "meet", "contact", "find", "hear")
"""What an outlet does with one who then speaks to it."""


def speaking_outlet(reading: Reading, finding: Finding) -> str | None:
    """Return the outlet that a source is: by name, or by its report ("an ABC News report")."""
    return next(iter(speaking_outlets(reading, finding)), None)


def speaking_outlets(reading: Reading, finding: Finding) -> list[str]:
    """Return the outlets that a source is, several where they report together, in the order named."""
    if finding.speaker is None:
        return []
    head, names = reading.tokens[finding.speaker], outlets_among(reading, finding.source)
    heads = {finding.speaker, *reading.under(finding.speaker, "conj", "appos")}
    heads |= {i for j in list(heads) for i in reading.under(j, "appos", "conj")}
    heads |= {
        i for head in list(heads) if reading.lemmas[head] in HOUSES for i in reading.under(head, "compound", "nmod")
    }
    spoken = [name for last, name in names if heads & {last, _above_of(reading, last), head_of_name(reading, last)}]
    if spoken:
        first = reading.sentence_tokens(finding.speaker).start
        before = range(max(first, min(finding.source) - LISTED), max(finding.source) + 1)
        return _joined(
            reading, [pair for pair in outlets_among(reading, before) if reading.quoted[pair[0]] < 0], spoken
        )
    got = any(reading.tokens[i].lemma in GOT for i in reading.under(finding.speaker, "acl", "relcl"))
    if head.lemma.lower() in REPORTS and names and not got:
        pairs = takewhile(lambda two: _are_listed(reading, two[0][0] + 1, two[1][0]), pairwise(names))
        return [names[0][1], *(name for _, (_, name) in pairs)]  # "research by NDR, WDR and the Echo"
    return []


def _above_of(reading: Reading, index: int) -> int:
    """Return the noun above an "of" ("The Herald" of "The Herald of Malby"), or the token itself."""
    above = reading.tokens[reading.tokens[index].head]
    named = reading.tokens[above.head].text in load_lexicon("outlet_words")
    return above.head if above.text == "of" and named else index


def outlet_of_reporter(reading: Reading, finding: Finding) -> list[str]:
    """Return the outlet whose reporter passes on what others said ("ESPN's Dana Ruiz reported, citing …")."""
    if finding.speaker is None or finding.cue.form.split()[0] not in (
        "report",
        "tweet",
        "post",
        "write",
        "according",
        "per",
    ):
        return []
    owners = set(reading.under(finding.speaker, "poss"))
    for i in reading.under(finding.speaker, "prep", "compound", "nmod", "appos"):
        press = is_press(reading, i) or is_press(reading, finding.speaker)
        named = reading.tokens[i].text.lower() in ("of", "for", "from", "at", "with")
        owners.update(reading.under(i, "pobj") if named else [])
        owners.update([i, *reading.under(i, "poss", "compound", "nmod")] if press and not named else [])
    beside = {i - 1 for i in finding.source if is_press(reading, i)}  # "Sky News correspondent Jane Roe"
    return [name for last, name in outlets_among(reading, finding.source) if last in owners or last in beside]


def _joined(reading: Reading, names: list[tuple[int, str]], spoken: list[str]) -> list[str]:
    """Return the outlets that speak with those listed right before them ("Die Zeit, the weekly Knack and the broadcaster NDR")."""
    place = next((place for place, (_, name) in enumerate(names) if name in spoken), None)
    if place is None or not _ands(reading, names[0][0], names[-1][0]):
        return spoken
    listed = []  # type: list[str]
    while place and _are_listed(reading, names[place - 1][0] + 1, names[place][0]):
        place -= 1
        listed.insert(0, names[place][1])
    last = max(at for at, (_, name) in enumerate(names) if name in spoken)
    while last + 1 < len(names) and _are_listed(reading, names[last][0] + 1, names[last + 1][0]):
        last += 1
        spoken = [*spoken, names[last][1]]
    return [*listed, *spoken]


def _are_listed(reading: Reading, start: int, end: int) -> bool:
    """Say whether two names are parted by a comma or "and", and words for what the second is."""
    gap = [i for i in range(start, end) if reading.tokens[i].pos not in ("PROPN", "DET", "ADJ", "NOUN", "NUM")]
    return bool(gap) and gap[0] == start and all(reading.lowered[i] in (",", "and", "&") for i in gap)


def _ands(reading: Reading, start: int, end: int) -> bool:
    return any(reading.lowered[i] in ("and", "&") for i in range(start, end))


def add_chain(reading: Reading, finding: Finding) -> None:
    """Fill in the outlets that stand around the cue ("told CNN", "in the letter, obtained by …"), addressee and medium."""
    part_from_channel(reading, finding)
    skipped = {*finding.content, *finding.source}
    first = _behind_credit(reading, finding.cue.head)
    around = [i for i in _reach(reading, finding) if i not in skipped and reading.quoted[i] < 0 and i >= first]
    speakers = speaking_outlets(reading, finding)
    links = [(i, name) for i, name in outlets_among(reading, around) if is_link(reading, i)]
    handed_on = [name for i, name in links if _above(reading, head_of_name(reading, i)) == "via"]
    finding.passed += [name for name in handed_on if name not in speakers]
    named = nearest_first(reading, [(i, name) for i, name in links if name not in handed_on])
    named += take_out_medium(reading, finding)
    if finding.speaker is not None:
        named += told_behind(reading, finding)
        named += outlets_behind_source(reading, finding.speaker)
        named += [] if speakers else _passed_on_by(reading, finding)
    for quoted in (finding.cue.head, quoted_by(reading, finding.cue.head)):
        if quoted is not None and reading.tokens[quoted].lemma in ("quote", "cite"):
            quoting = [
                *(antecedent(reading, i) for i in reading.under(quoted, "nsubj", "agent")),
                *cited_at(reading, quoted),
            ]
            named += [n for i in reversed(quoting) for n in outlets_behind(reading, i)]
    if reading.tokens[finding.cue.head].lemma == "tell" and reading.under(finding.cue.head, "agent"):
        named += [
            n for _, n in outlets_among(reading, phrase_of(reading, reading.under(finding.cue.head, "nsubjpass")))
        ]
    for name in named:
        if name not in (*speakers, *finding.via):
            finding.via.append(name)
    add_addressee(reading, finding, skipped)
    finding.medium = finding.medium or medium_of(reading, finding, around)


def _above(reading: Reading, index: int) -> str:
    return reading.lowered[reading.tokens[index].head]


def _behind_credit(reading: Reading, cue: int) -> int:
    """Return where a sentence begins behind the outlet that it is credited to ("Klarin: Minister tells …")."""
    start = reading.sentence_tokens(cue).start
    opening = range(start, min(cue, start + OPENING))
    return next((i + 1 for i in opening if reading.tokens[i].text == ":"), start)


def is_link(reading: Reading, index: int) -> bool:
    """Say whether an outlet named by a cue was told something: not the subject of a clause, an owner or an employer."""
    index = head_of_name(reading, index)
    token = reading.tokens[index]
    if token.dep in ("nsubj", "nsubjpass"):
        return False
    if token.dep in ("poss", "compound", "nmod", "amod"):
        who = reading.tokens[token.head]
        reporter = token.dep == "poss" and who.pos == "PROPN" and who.dep in ("dobj", "dative")
        return reporter or is_press(reading, token.head)
    above = reading.tokens[token.head]
    if above.text == "at" and reading.tokens[above.i - 1].pos == "NOUN":
        return is_press(reading, above.i - 1)  # "told colleagues at the Herald"
    if token.dep == "pobj" and above.dep == "prep" and reading.tokens[above.head].pos in ("NOUN", "PROPN"):
        who = reading.tokens[above.head]
        told = who.dep in TOLD or (who.dep == "appos" and reading.tokens[who.head].dep in TOLD)
        followed = who.lemma.lower() in ("audience", "listener", "reader", "viewer")
        if told and (who.pos == "PROPN" or followed) and above.text in ("of", "from", "at"):
            return True  # "told Jane Doe of the Herald"
        of_staff = who.lemma.lower() in STAFF and not told
        return (is_press(reading, above.head) and not of_staff) or above.text.lower() in ("by", "to", "with")
    return True


def _passed_on_by(reading: Reading, finding: Finding) -> list[str]:
    """Return the outlets that published the document, met the person or repeated the claim whose words are told.

    "The Gazette has a recording in which the sheriff says …", "… spoke to the clerk, who said …", "… relayed a claim by …".
    """
    nouns = [finding.cue.head] if reading.tokens[finding.cue.head].pos == "NOUN" else []
    clause = finding.cue.head
    for _ in range(3):
        if reading.tokens[clause].dep == "relcl":
            nouns.append(reading.tokens[clause].head)
            break
        clause = reading.tokens[clause].head
    for noun in nouns:
        verb = reading.tokens[noun].head
        verb = reading.tokens[verb].head if reading.tokens[verb].pos == "ADP" else verb
        lemma = reading.tokens[verb].lemma.lower()
        if lemma in (MEETS if noun == finding.speaker else (*PUBLISHES, *CITES)):
            if noun != finding.cue.head and noun != finding.speaker:
                finding.medium = load_lexicon("media_of_speech").get(reading.tokens[noun].lemma.lower())
            own = phrase_of(reading, reading.under(noun, "compound", "nmod", "poss", "amod"))
            passed = outlets_among(reading, phrase_of(reading, reading.under(verb, "nsubj")))
            return [name for _, name in (*outlets_among(reading, own), *passed)]
    return []


def _reach(reading: Reading, finding: Finding) -> list[int]:
    """Return what hangs on a cue without the clauses that have a subject of their own, but for those in which the speaker turns to an outlet."""
    if finding.rule in ("according_to", "speaker_line", "headline"):
        return []
    found, open_ = [], list(reading.parse.children[finding.cue.head])
    cue = reading.tokens[finding.cue.head]
    if cue.dep in ("xcomp", "pcomp") and finding.rule == "phrase":
        open_ += reading.parse.children[cue.head]
    turns = cue.dep in ("advcl", "conj", "xcomp") and reading.lemmas[cue.head] in (*APPEARS, *COMES)
    if turns and not reading.under(cue.i, "nsubj"):
        open_ += [i for i in reading.under(cue.head, "prep", "prt") if i < cue.i]  # "went on Radio Nine to say"
    while open_:
        i = open_.pop()
        token = reading.tokens[i]
        subjects = reading.under(i, "nsubj", "nsubjpass")
        if token.dep in ("advcl", "conj", "ccomp", "relcl") and subjects:
            passed_on = token.tag == "VBN" and token.dep == "relcl" and token.lemma.lower() in (*PUBLISHES, *CITES)
            turned = token.dep == "advcl" and token.lemma.lower() in APPEARS
            if not passed_on and not (turned and reading.tokens[subjects[0]].pos == "PRON"):
                continue
        if token.text.lower() == "according" or (
            token.lemma.lower() in (*NO_CHANNEL, *CITES) and token.dep in ("advcl", "prep")
        ):
            continue
        found.append(i)
        open_ += reading.parse.children[i]
    return sorted(found)
