"""The data model: every record of a story, declared once.

Store tables, the JSON export and the field lists in the docs are derived from these classes. Records are frozen; what is
not known is `None`. A `Span` counts Unicode code points of an article's `text`, `[start, end)`. A date is text in
ISO 8601 form that may stay partial ("2017-06-06", "2017-06", "2017") or be an interval ("2017-06-01/2017-06-06").
Every derived record names the `rule` that made it.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from functools import partial
from typing import Any, Literal, NamedTuple

SCHEMA = "copydesk/story/1"

Role = Literal[
    "headline", "byline", "dateline", "body", "caption", "credit", "related", "sources", "comment", "boilerplate"
]
"""What a block of an article is; only `body` is the article's own prose."""

Stance = Literal["says", "confirms", "denies", "declines", "doubts", "speculates"]
EventStatus = Literal["happened", "planned", "denied", "hypothetical"]
EntityKind = Literal["person", "organization", "place"]
CopyKind = Literal["verbatim", "edited", "spun", "excerpt"]
Road = Literal["rules", "light", "accurate"]
"""How attributions are found: by rules alone, with the small model that comes along, or with the large one of an extra."""


class Span(NamedTuple):
    """Characters `[start, end)` of one text."""

    start: int
    end: int

    def contains(self, other: Span) -> bool:
        return self.start <= other.start and other.end <= self.end

    def overlaps(self, other: Span) -> bool:
        return self.start < other.end and other.start < self.end

    def shift(self, by: int) -> Span:
        return Span(self.start + by, self.end + by)


def identify(prefix: str, *fields: object) -> str:
    """Return the id of a record: `prefix` and a digest of the fields that identify it (BLAKE2b, 48 bits)."""
    payload = json.dumps(fields, ensure_ascii=False, separators=(",", ":"))
    return f"{prefix}-{hashlib.blake2b(payload.encode(), digest_size=6).hexdigest()}"


@dataclass(frozen=True, slots=True, kw_only=True)
class Ref:
    """A place in an article."""

    article: str
    span: Span


# --- pages and articles -------------------------------------------------------------------------


@dataclass(frozen=True, slots=True, kw_only=True)
class Page:
    """A page as it was saved. `uri` is relative to the input folder; `retrieved` is known for archived pages."""

    id: str
    uri: str
    media_type: str
    sha256: str
    retrieved: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class SavedPage:
    """A page with the bytes it was read from, before anything is made of them.

    `address` is the web address the page is known to come from (a WARC header, a JSONL `url`), `charset` the encoding
    that its transport named, `fields` the columns that a dataset gave beside the text ("title", "date", "outlet" …).
    """

    page: Page
    content: bytes
    address: str | None = None
    charset: str | None = None
    fields: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Problem:
    """Something set aside, repaired or cut short, and why; `page` or `uri` says where.

    `kind` is `set_aside` (not in the story), `repaired` (in the story, changed on reading) or `limited` (a cap was met).
    """

    page: str | None = None
    uri: str | None = None
    stage: str
    reason: str
    kind: Literal["set_aside", "repaired", "limited"] = "set_aside"
    span: Span | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Block:
    """A run of an article's text with one role; `page_span` is its place in the saved bytes."""

    span: Span
    role: Role
    page_span: Span | None = None
    language: str | None = None
    rule: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Published:
    """When an article came out, whether it says so itself, and how that is known."""

    value: str
    basis: Literal["stated", "inferred"]
    why: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Novelty:
    """What an article has that stands in none before it: the share of its body's words, and where they stand."""

    share: float
    spans: tuple[Span, ...]
    rule: str


MetadataField = Literal["title", "byline", "outlet", "section", "published", "modified", "date", "canonical"]
"""What a page may state of an article; `date` is any other day that it gives, with its role told in `why`."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Metadatum:
    """One thing that a page says of an article: its value, whether it is stated or inferred, and how that is known.

    `span` is where the article's text says so, `None` where mark-up, an address or a dataset does.
    """

    field: MetadataField
    value: str
    basis: Literal["stated", "inferred"]
    why: str
    span: Span | None = None
    rule: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Article:
    """One article of a page. `text` holds all its blocks, furniture included; `published` may be inferred later, and
    `new` is known once the articles have been compared.
    """

    id: str
    page: str
    title: str | None
    byline: tuple[str, ...] = ()
    outlet: str | None = None
    published: Published | None = None
    modified: str | None = None
    canonical: str | None = None
    section: str | None = None
    metadata: tuple[Metadatum, ...] = ()
    new: Novelty | None = None
    form: Literal["article", "post", "quoted", "live"] = "article"
    revision_of: str | None = None
    group: str | None = None
    language: str | None = None
    text: str
    blocks: tuple[Block, ...]
    rule: str

    def body(self) -> tuple[Block, ...]:
        """Return the body blocks, in reading order."""
        return tuple(block for block in self.blocks if block.role == "body")

    def words_of(self, span: Span) -> str:
        """Return the characters of `span`."""
        return self.text[span.start : span.end]


# --- language: what the parser saw ----------------------------------------------------------------


class Token(NamedTuple):
    """A token of a `Parse`, the `i`-th; `head` is the `i` of its governor (its own for a root), labels are spaCy's."""

    i: int
    start: int
    end: int
    text: str
    lemma: str
    pos: str
    tag: str
    dep: str
    head: int
    sentence: int


class Sentence(NamedTuple):
    """A sentence of a `Parse`: its characters, its tokens `[first, last)`, its block's index in the article."""

    span: Span
    first: int
    last: int
    block: int


class Name(NamedTuple):
    """A span that the language model took for a name or quantity, with its OntoNotes label (PERSON, ORG, GPE, DATE …)."""

    span: Span
    label: str


def columns_of(tokens: Iterable[Token]) -> list[tuple[Any, ...]]:
    """Return the values of each field of tokens in a column of their own.

    There are more tokens than of all other records: column by column they are written and read in half the time.
    """
    return list(zip(*tokens, strict=True))


def tokens_of(columns: Iterable[Iterable[Any]]) -> tuple[Token, ...]:
    """Return the tokens that `columns_of` turned into columns."""
    return tuple(map(_token, zip(*columns, strict=True)))


_token = partial(tuple.__new__, Token)


def _restore(kind: Callable[..., Any], columns: Iterable[Iterable[Any]], others: Mapping[str, Any]) -> Any:
    return kind(tokens=tokens_of(columns), **others)


@dataclass(frozen=True, slots=True, kw_only=True)
class Paragraph:
    """The analysis of one distinct paragraph; offsets count from its own start, so that every copy can share it."""

    text: str
    tokens: tuple[Token, ...]
    sentences: tuple[Sentence, ...]
    names: tuple[Name, ...]

    def __reduce__(self) -> tuple[Any, ...]:
        others = {"text": self.text, "sentences": self.sentences, "names": self.names}
        return _restore, (Paragraph, columns_of(self.tokens), others)


@dataclass(frozen=True, slots=True, kw_only=True)
class Parse:
    """The analysis of an article's headline, body and captions, in the article's own offsets."""

    article: str
    tokens: tuple[Token, ...]
    sentences: tuple[Sentence, ...]
    names: tuple[Name, ...]
    children: tuple[tuple[int, ...], ...]

    def __reduce__(self) -> tuple[Any, ...]:
        others = {"article": self.article, "sentences": self.sentences, "names": self.names, "children": self.children}
        return _restore, (Parse, columns_of(self.tokens), others)

    def subtree(self, index: int) -> list[int]:
        """Return the indices of a token and all that hangs on it, in order."""
        found, open_ = [], [index]
        while open_:
            found.append(current := open_.pop())
            open_ += self.children[current]
        return sorted(found)

    def tokens_in(self, span: Span) -> tuple[Token, ...]:
        """Return the tokens that lie wholly inside `span`."""
        return tuple(token for token in self.tokens if span.start <= token.start and token.end <= span.end)


# --- text reuse ------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True, kw_only=True)
class Edit:
    """One difference between two passages; a span is empty where nothing stands on that side."""

    op: Literal["replace", "insert", "delete", "move"]
    a_span: Span
    b_span: Span
    before: str
    after: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Passage:
    """A run of text that articles `a` and `b` share. `similarity` is the share of words kept, 0 to 1.

    `evidence` is `prose`, or `quotation` where both sides merely quote the same speech or document.
    """

    a: str
    b: str
    a_span: Span
    b_span: Span
    similarity: float
    edits: tuple[Edit, ...]
    evidence: Literal["prose", "quotation"] = "prose"
    rule: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Direction:
    """Which of two articles copied, with the reasons that decided."""

    value: Literal["a_to_b", "b_to_a", "common_origin", "undecided"]
    confidence: float
    reasons: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Copy:
    """Two articles that share prose. Coverage is the share of a side's body words that lie in shared passages."""

    id: str
    a: str
    b: str
    kind: CopyKind
    a_coverage: float
    b_coverage: float
    direction: Direction
    passages: tuple[Passage, ...]
    rule: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Family:
    """Articles that are copies of one original: one of them, or an outlet's story that no page here holds."""

    id: str
    articles: tuple[str, ...]
    original: str | None
    origin_outlet: str | None
    rule: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Revision:
    """Two states of one article, saved at one address: how much of the body stayed, and what the `later` one changed."""

    id: str
    earlier: str
    later: str
    similarity: float
    edits: tuple[Edit, ...]
    rule: str


# --- who --------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True, kw_only=True)
class Mention:
    """A place that means an entity: by `name`, by the `title` that stands for one person ("the attorney general"), by a
    `description` ("the actress") or a `pronoun`.
    """

    article: str
    span: Span
    form: Literal["name", "title", "description", "pronoun"] = "name"


@dataclass(frozen=True, slots=True, kw_only=True)
class OfficeHeld:
    """A title or office of an entity, with the time it was held where the text says so.

    `past`: a page calls it "former", "then-" or "ex-", and gives no date.
    """

    title: str
    since: str | None = None
    until: str | None = None
    past: bool = False
    evidence: tuple[Ref, ...]
    rule: str


@dataclass(frozen=True, slots=True, kw_only=True)
class EntityRelation:
    """A relation that the text states between two entities ("spokesman for", "son of")."""

    kind: str
    entity: str
    evidence: tuple[Ref, ...]
    rule: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Entity:
    """A person, organisation or place under all its names. `aliases` holds every other form that stands in the pages.

    `mentions` name it, by name or title; `references` are the descriptions and pronouns that mean a person, and may be wrong.
    `joined` says in plain words why an alias that is spelt otherwise is the same person ("Hollis: one letter from Hallis").
    `identifiers` are those of the user's authority files.
    """

    id: str
    kind: EntityKind
    name: str
    aliases: tuple[str, ...]
    roles: tuple[OfficeHeld, ...]
    relations: tuple[EntityRelation, ...]
    mentions: tuple[Mention, ...]
    joined: tuple[str, ...] = ()
    identifiers: tuple[str, ...] = ()
    references: tuple[Mention, ...] = ()
    rule: str


# --- corrections by hand ----------------------------------------------------------------------------


@dataclass(frozen=True, slots=True, kw_only=True)
class TextQuote:
    """Words of a page with what stands around them, by which a judgement finds its place again after a rebuild.

    The selector of the Web Annotation Data Model (W3C, 2017, 4.2.4); white space counts as one blank.
    """

    page: str
    exact: str
    prefix: str
    suffix: str


Standing = Literal["applied", "in part", "lost"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Judgement:
    """What the user says of the entities: two are one (`merge`), one is two (`split`), it has another name (`rename`), or an
    authority file knows it (`link`).

    `entity` holds places that name the entity meant; `other` those of the entity merged into it, or the mentions split
    off. `name` is the new name, of the part split off in a split; `identifier` that of the authority file. `standing` says what became of it in this build, `why`
    in plain words.
    """

    id: str
    kind: Literal["merge", "split", "rename", "link"]
    entity: tuple[TextQuote, ...]
    other: tuple[TextQuote, ...] = ()
    name: str | None = None
    identifier: str | None = None
    note: str | None = None
    standing: Standing = "applied"
    why: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Note:
    """What the user wrote beside a record, or the star that picks it out; `about` says in words what it stands beside.

    `record` is that record's id in this build. `places` are words that it rests on, by which it is found again where a
    rebuild gave it another id; where it is not, `standing` is `lost` and `record` the id that it had.
    """

    id: str
    kind: Literal["note", "star"]
    record: str
    about: str
    text: str | None = None
    places: tuple[TextQuote, ...] = ()
    standing: Standing = "applied"
    why: str = ""


# --- who said it ------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True, kw_only=True)
class Source:
    """Whoever something is attributed to.

    `identification` is `named`, `role` (known by office only: "a Justice Department spokeswoman") or `anonymous`.
    `count` is how many they are said to be; `reason` why they are not named, in the page's words.
    """

    id: str
    kind: Literal["person", "organization", "outlet", "document"]
    identification: Literal["named", "role", "anonymous"]
    name: str | None
    description: str | None
    speaks_for: str | None = None
    entity: str | None = None
    count: int | None = None
    reason: str | None = None
    rule: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Attribution:
    """Source, cue and content of something said, thought, written or refused (the scheme of PARC and PolNeAR).

    `via` lists the outlets it came through, nearest to the speaker first; `within` is the attribution that holds this
    one; `answers` the claim that it confirms, denies or declines to speak of.
    """

    id: str
    article: str
    source: str | None
    source_span: Span | None
    cue_span: Span | None
    content_spans: tuple[Span, ...]
    kind: Literal["direct", "indirect", "mixed"]
    stance: Stance
    via: tuple[str, ...] = ()
    within: str | None = None
    answers: str | None = None
    addressee: str | None = None
    medium: str | None = None
    said_on: str | None = None
    confidence: float = 1.0
    rule: str

    @property
    def length(self) -> int:
        """How many characters its content has."""
        return sum(span.end - span.start for span in self.content_spans)


@dataclass(frozen=True, slots=True, kw_only=True)
class Variant:
    """One wording of an utterance, and the attributions that carry it word for word."""

    text: str
    attributions: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Quotation:
    """One utterance with its variants across articles; `speaker` is an entity's or a source's id."""

    id: str
    speaker: str | None
    text: str
    variants: tuple[Variant, ...]
    rule: str


# --- when -------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True, kw_only=True)
class Timex:
    """A time expression with its TIMEX3 type and value; `anchor` is the date it was resolved against."""

    article: str
    span: Span
    type: Literal["DATE", "TIME", "DURATION", "SET"]
    value: str
    modifier: str | None = None
    anchor: str | None = None
    rule: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Event:
    """What happened, is planned, denied or imagined to happen on a date; `text` is its best sentence's words."""

    id: str
    date: str
    modifier: str | None
    status: EventStatus
    text: str
    participants: tuple[str, ...]
    evidence: tuple[Ref, ...]
    salience: float
    rule: str


# --- what is claimed ----------------------------------------------------------------------------------


class Word(NamedTuple):
    """A word of a wording: `kind` is number, bound, date, name, negation or modality, "" for all others.

    Two words are equal by these; `lemma` and `part` (n, v, a or r) are by what an exchanged word is looked up.
    """

    kind: str
    text: str
    lemma: str = ""
    part: str = ""

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Word) and self[0] == other[0] and self[1] == other[1]

    def __ne__(self, other: object) -> bool:
        return not self == other

    def __hash__(self) -> int:
        return hash((self[0], self[1]))


class Part(NamedTuple):
    """Who or what fills one part of a deed, or of a thing that somebody has; one of several has a `Part` of its own."""

    deed: str
    role: str
    filler: str


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Statement:
    """One clause as it stands in one article, reduced to what can be compared.

    `subject` and `object` are an entity's id, or "word:" and a group of words; "?" an argument that cannot be told. `names` holds the
    entities that stand in the clause, with their kinds; `others` pairs of a preposition and what it joins. `numbers` and `days` are pairs of what is counted or dated and the value.
    """

    article: str
    sentence: Span
    clause: Span
    core_at: int
    """Where the word that says what is done begins."""
    predicate: str
    form: str
    modality: str
    negated: bool
    subject: str | None
    object: str | None
    others: frozenset[tuple[str, str]]
    names: Mapping[str, str]
    numbers: frozenset[tuple[str, str]]
    days: frozenset[str]
    words: frozenset[str]
    text: tuple[str, ...]
    wording: tuple[Word, ...]
    """The clause word by word, for a comparison with a clause of nearly the same words."""
    bare: tuple[str, ...]
    """The same without auxiliaries, by which such clauses are found."""
    parts: tuple[Part, ...] = ()
    """Who plays which part in what the clause tells of."""
    chain: tuple[str, ...]
    """Ids of the attributions that hold it, the innermost first; empty in the article's own voice."""
    told: bool
    """False where the chain only says through which outlet it came, and not who told it."""
    lead: Span | None
    """The subject, where it stands outside the clause ("the mayor … and resigned")."""
    stance: Stance
    depth: int

    @property
    def ref(self) -> Ref:
        return Ref(article=self.article, span=self.sentence)

    @property
    def place(self) -> tuple[str, int, int]:
        return self.article, self.clause.start, self.clause.end


@dataclass(frozen=True, slots=True, kw_only=True)
class Assertion:
    """A place where a claim is made, in the article's own voice or attributed; `copied_from` is an earlier such place."""

    ref: Ref
    stance: Stance
    voice: Literal["own", "attributed"]
    attribution: str | None
    copied_from: Ref | None


@dataclass(frozen=True, slots=True, kw_only=True)
class ClaimRelation:
    """How another claim stands to this one, and in what the two differ."""

    claim: str
    kind: Literal["contradicts", "alters", "denies", "updates"]
    differs: Literal["number", "date", "name", "negation", "modality", "role"]


@dataclass(frozen=True, slots=True, kw_only=True)
class First:
    """Where a claim first stands, as far as the pile tells."""

    article: str | None
    outlet: str | None
    date: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Corroboration:
    """How well a claim is backed: `newsrooms` did their own reporting, `at_least` to `at_most` original sources exist."""

    articles: int
    families: int
    newsrooms: tuple[str, ...]
    sources: tuple[str, ...]
    at_least: int
    at_most: int | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Claim:
    """A statement that matters to the story, wherever it stands, with its backing and a verdict in plain words."""

    id: str
    text: str
    assertions: tuple[Assertion, ...]
    relations: tuple[ClaimRelation, ...]
    first: First
    corroboration: Corroboration
    verdict: str
    weight: float
    rule: str


# --- the whole ----------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True, kw_only=True)
class Group:
    """Articles that tell one story."""

    id: str
    title: str
    articles: tuple[str, ...]
    rule: str


@dataclass(frozen=True, slots=True, kw_only=True)
class StoryRecords:
    """All records of a story, in the order of the export contract."""

    pages: tuple[Page, ...] = ()
    articles: tuple[Article, ...] = ()
    copies: tuple[Copy, ...] = ()
    families: tuple[Family, ...] = ()
    revisions: tuple[Revision, ...] = ()
    entities: tuple[Entity, ...] = ()
    judgements: tuple[Judgement, ...] = ()
    sources: tuple[Source, ...] = ()
    attributions: tuple[Attribution, ...] = ()
    quotations: tuple[Quotation, ...] = ()
    timexes: tuple[Timex, ...] = ()
    events: tuple[Event, ...] = ()
    claims: tuple[Claim, ...] = ()
    groups: tuple[Group, ...] = ()
    problems: tuple[Problem, ...] = ()
    notes: tuple[Note, ...] = ()


class OutletUse(NamedTuple):
    """A name used as an outlet's, how sure the way is, and whether it stands behind "the"."""

    name: str
    weight: int
    definite: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class OutletUses:
    """How an article's text alone uses names as outlets' are: beside each other (`pairs`), on air, or `otherwise`, as no outlet's."""

    article: str
    uses: tuple[OutletUse, ...]
    pairs: tuple[tuple[str, str], ...]
    on_air: tuple[str, ...]
    otherwise: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Draft:
    """What the stages so far have found of a pile; a later stage reads from it and never changes it.

    `paragraphs` holds the analysis of each distinct paragraph, `parses` maps an article's id to its parse. Articles come
    sorted by page and place, records by their own order. `road` is how attributions are to be found.
    """

    road: Road = "light"
    saved: tuple[SavedPage, ...] = ()
    articles: tuple[Article, ...] = ()
    passages: tuple[Passage, ...] = ()
    paragraphs: tuple[Paragraph, ...] = ()
    parses: Mapping[str, Parse] = field(default_factory=dict)
    entities: tuple[Entity, ...] = ()
    judgements: tuple[Judgement, ...] = ()
    sources: tuple[Source, ...] = ()
    attributions: tuple[Attribution, ...] = ()
    timexes: tuple[Timex, ...] = ()
    copies: tuple[Copy, ...] = ()
    families: tuple[Family, ...] = ()
    revisions: tuple[Revision, ...] = ()
    quotations: tuple[Quotation, ...] = ()
    events: tuple[Event, ...] = ()
    statements: tuple[Statement, ...] = ()
    claims: tuple[Claim, ...] = ()
    groups: tuple[Group, ...] = ()
    problems: tuple[Problem, ...] = ()
    outlet_uses: tuple[OutletUses, ...] = ()
