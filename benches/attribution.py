"""How many words a second each road of attribution takes once the text is parsed, beside the parse itself. Documents -> JSON

polnear.py dump --split dev > inputs.jsonl
python benches/attribution.py inputs.jsonl [ROAD…]

Each round reads all articles with one road, as `copydesk annotate --layer attribution` does but for the parse and the
entities; processor time, one core, the median of `ROUNDS`. `share_of_parse` is the road's time as a share of the parse's.
"""

from __future__ import annotations

import json
import sys
from importlib.util import find_spec
from pathlib import Path
from time import process_time
from typing import get_args

from machine import describe_machine

from copydesk.documents import BadDocument, read_documents, to_article
from copydesk.records import Article, Parse, Road
from copydesk.stages.attribution import find_attributions
from copydesk.stages.language import parse_articles

ROUNDS = 3


def main() -> None:
    with Path(sys.argv[1]).open(encoding="utf-8") as lines:
        articles = [to_article(one) for one in read_documents(lines) if not isinstance(one, BadDocument)]
    words = sum(len(article.text.split()) for article in articles)
    parse_articles(articles[:1])
    begun = process_time()
    parses = parse_articles(articles)
    parsing = process_time() - begun
    found = {
        **describe_machine(),
        "articles": len(articles),
        "words": words,
        "words_a_second_of_the_parse": round(words / parsing),
        "roads": {
            road: measure(articles, parses, road, words, parsing)
            for road in get_args(Road)
            if road in (sys.argv[2:] or get_args(Road)) and (road != "accurate" or find_spec("onnxruntime"))
        },
    }
    text = json.dumps(found, indent=1)
    (Path(__file__).parent / "results" / "attribution.json").write_text(text + "\n", encoding="utf-8")
    print(text)


def measure(
    articles: list[Article], parses: dict[str, Parse], road: Road, words: int, parsing: float
) -> dict[str, float]:
    find_attributions(articles[0], parses[articles[0].id], (), thorough=True, road=road)  # loads the weights
    rounds = []
    for _ in range(ROUNDS):
        begun = process_time()
        for article in articles:
            find_attributions(article, parses[article.id], (), thorough=True, road=road)
        rounds.append(process_time() - begun)
    middle = sorted(rounds)[ROUNDS // 2]
    return {
        "words_a_second": round(words / middle),
        "slowest_round": round(words / max(rounds)),
        "share_of_parse": round(middle / parsing, 3),
    }


if __name__ == "__main__":
    main()
