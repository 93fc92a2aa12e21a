#!/usr/bin/env python3
"""What a source does with its content, held against the hand-written cases of stance.toml.

Usage: score_stance.py [--part dev|final|fresh] [--errors] [--json]

Each case is one article and asks for one stance. It is answered by the attribution with the case's source and with half
the words of its content or more; of several, by the one whose content is closest (`cases.chosen`), never by whichever is
right. A case without such an attribution has no answer: it counts against recall, and not against precision.

For a stance, precision is the share right among the cases answered with it, recall the share right among the cases that
have it. Micro counts all cases together (precision: of those answered; recall: of all), macro is the mean of the six F1.
`traps` is the share of all trap cases that are right: texts in which words of another stance stand.
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from typing import get_args

from cases import Case, Told, chosen, read_options, read_part
from copydesk.records import Stance

Answer = tuple[Case, str | None]


def f1(right: int, given: int, asked: int) -> dict[str, float]:
    """Return precision, recall and F1 of `right` among what was given and what was asked."""
    precision, recall = right / given if given else 0.0, right / asked if asked else 0.0
    return {"P": precision, "R": recall, "F1": 2 * right / (given + asked) if right else 0.0, "n": asked}


def score(answers: Sequence[Answer]) -> dict[str, dict[str, float]]:
    """Return P, R and F1 of each stance, of all together, their mean, and the share of traps that hold."""
    found = {}
    for stance in get_args(Stance):
        given = [case for case, answer in answers if answer == stance]
        right = sum(case["stance"] == stance for case in given)
        found[stance] = f1(right, len(given), sum(case["stance"] == stance for case, _ in answers))
    right = [case["id"] for case, answer in answers if answer == case["stance"]]
    traps = [case["id"] for case, _ in answers if case["trap"]]
    return found | {
        "micro": f1(len(right), sum(answer is not None for _, answer in answers), len(answers)),
        "macro": {"F1": sum(one["F1"] for one in found.values()) / len(found)},
        "traps": {"share": sum(case in right for case in traps) / len(traps), "n": len(traps)},
    }


def answer_to(case: Case, told: Told) -> str | None:
    one = chosen(case, told)
    return one.stance if one else None


def main() -> None:
    options = read_options(__doc__)
    answers = []
    for case, told in read_part("stance", options.part):
        answers.append((case, answer_to(case, told)))
        if options.errors and answers[-1][1] != case["stance"]:
            print(
                f"{case['id']} {case['stance']}, found {answers[-1][1]}: {case['text']}\n     {case['source']} | {case['content']}"
            )
            for one in told.attributions:
                source = told.text[slice(*one.source_span)] if one.source_span else None
                content = " … ".join(told.text[slice(*span)] for span in one.content_spans)
                print(f"     - {one.stance} ({one.rule}): {source} | {content}")
    scores = score(answers)
    if options.json:
        print(json.dumps(scores))
        return
    for name, figures in scores.items():
        print(
            f"{name:12}"
            + "  ".join(f"{key} {value:.3f}" if key != "n" else f"of {value}" for key, value in figures.items())
        )


if __name__ == "__main__":
    main()
