"""How many words a second the time layer reads once the text is parsed, beside the parse itself. Documents -> JSON

timex.py dump --set te3-timebank > inputs.jsonl
python benches/time.py inputs.jsonl
"""

from __future__ import annotations

import json
import sys
from pathlib import Path
from time import process_time

from machine import describe_machine

from copydesk.documents import BadDocument, read_documents, to_article
from copydesk.stages.language import parse_articles
from copydesk.stages.time import find_timexes

ROUNDS = 5


def main() -> None:
    with Path(sys.argv[1]).open(encoding="utf-8") as lines:
        articles = [to_article(one) for one in read_documents(lines) if not isinstance(one, BadDocument)]
    words = sum(len(article.text.split()) for article in articles)
    begun = process_time()
    parses = parse_articles(articles)
    parsing, rounds = process_time() - begun, []
    for _ in range(ROUNDS):
        begun = process_time()
        for article in articles:
            find_timexes(article, parses[article.id])
        rounds.append(process_time() - begun)
    found = {
        **describe_machine(),
        "articles": len(articles),
        "words": words,
        "words_a_second": round(words / sorted(rounds)[ROUNDS // 2]),
        "slowest_round": round(words / max(rounds)),
        "words_a_second_of_the_parse": round(words / parsing),
    }
    (Path(__file__).parent / "results" / "time.json").write_text(json.dumps(found, indent=1) + "\n", encoding="utf-8")
    print(json.dumps(found, indent=1))


if __name__ == "__main__":
    main()
