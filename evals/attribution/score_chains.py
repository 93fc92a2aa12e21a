#!/usr/bin/env python3
"""Through whom something said came, held against the hand-written cases of chains.toml.

Usage: score_chains.py [--part dev|final|fresh] [--errors] [--json]

Each case is one article of its publisher and is answered by the attribution with the case's source and with half the words
of its content or more; of several, by the one whose content is closest (`cases.chosen`). A case without such an attribution
has no answer, and then the links of whatever holds the content, under another source, all count as wrong.

`links`: an outlet of `via` is right when its name holds the outlet that the case names, without case and articles, or is
the name by which the program knows that outlet ("AP": Associated Press). `order` is the share of the cases with two links
or more that have all of them, in order, and no other; `no link` the share of counter-examples and other cases without a link that are
answered without one. `addressee` holds when it is the case's without case and articles, `medium` when both are the same
medium (`media_of_speech.tsv`: "emails" is "email"). `whole` is the share of all cases in which source, links and their order,
`within`, addressee and medium are all right, and nothing is stated that the case lacks.
"""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Sequence

from score_stance import f1

from cases import Case, Told, chosen, read_options, read_part, words
from copydesk.lexicon import load_lexicon
from copydesk.records import Attribution
from copydesk.stages.articles.values.outlets import outlet_names

Checks = dict[str, tuple[int, int, int]]
"""For each thing asked: how many are right, how many were given, how many asked for."""


def checks_of(case: Case, told: Told) -> Checks:
    """Return what is right, given and asked for in one case."""
    one = chosen(case, told)
    other = one or chosen(case, told, any_source=True)
    links = links_of(other, told) if other else []
    right = sum(same_outlet(a, b) for a, b in pair(case["via"], links)) if one else 0
    exact = one is not None and len(links) == len(case["via"]) and all(map(same_outlet, case["via"], links))
    return {
        "answered": (int(one is not None), 1, 1),
        "links": (right, len(links), len(case["via"])),
        "exact": (int(exact), 1, 1),
        "within": _told(case["within"], bool(one and one.within), same=one is not None),
        "addressee": _told(case.get("addressee"), one and one.addressee, same=_alike(case, one)),
        "medium": _told(
            case.get("medium"), one and one.medium, same=_same_medium(case.get("medium"), one and one.medium)
        ),
    }


def _told(wanted: object, given: object, *, same: bool) -> tuple[int, int, int]:
    return int(bool(wanted and given and same)), int(bool(given)), int(bool(wanted))


def _alike(case: Case, one: Attribution | None) -> bool:
    return one is not None and words(case.get("addressee")) == words(one.addressee)


def _same_medium(wanted: str | None, given: str | None) -> bool:
    return {wanted, *_media(wanted)} & {given, *_media(given)} - {None} != set()


def _media(text: str | None) -> list[str | None]:
    word = (text or "").casefold()
    return [load_lexicon("media_of_speech").get(form) for form in (word, word.removesuffix("s"))]


def links_of(one: Attribution, told: Told) -> list[str]:
    """Return the names of the outlets that something came through, nearest to the page first, as the cases list them."""
    return [told.sources[name].name or "" for name in reversed(one.via)]


def pair(wanted: Sequence[str], given: Sequence[str]) -> list[tuple[str, str]]:
    """Return each wanted outlet beside one given that is the same, each given one once."""
    left, found = list(given), []
    for name in wanted:
        match = next((other for other in left if same_outlet(name, other)), None)
        if match is not None:
            left.remove(match)
            found.append((name, match))
    return found


def same_outlet(wanted: str, given: str) -> bool:
    known = outlet_names().get(" ".join(words(wanted)))
    return f" {' '.join(words(wanted))} " in f" {' '.join(words(given))} " or (known is not None and known == given)


def score(answers: Sequence[tuple[Case, Checks]]) -> dict[str, dict[str, float]]:
    """Return the figures of the docstring."""
    sums = {name: tuple(map(sum, zip(*(checks[name] for _, checks in answers), strict=True))) for name in answers[0][1]}
    whole = [all(right == given == asked for right, given, asked in checks.values()) for _, checks in answers]
    chains = [(case, checks) for case, checks in answers if len(case["via"]) > 1]
    bare = [checks for case, checks in answers if not case["via"]]
    return {
        "links": f1(*sums["links"]),
        "order": share(checks["exact"][0] for _, checks in chains),
        "no link": share(checks["exact"][0] for checks in bare),
        "source": share(checks["answered"][0] for _, checks in answers),
        "within": f1(*sums["within"]),
        "addressee": f1(*sums["addressee"]),
        "medium": f1(*sums["medium"]),
        "whole": share(whole),
        "whole, traps": share(held for held, (case, _) in zip(whole, answers, strict=True) if case["trap"]),
    }


def share(held: object) -> dict[str, float]:
    counted = Counter(map(bool, held))  # type: ignore[call-overload]
    return {"share": counted[True] / max(1, counted.total()), "n": counted.total()}


def main() -> None:
    options = read_options(__doc__)
    answers = []
    for case, told in read_part("chains", options.part):
        answers.append((case, checks_of(case, told)))
        if options.errors:
            tell(case, told, answers[-1][1])
    scores = score(answers)
    if options.json:
        print(json.dumps(scores))
        return
    for name, figures in scores.items():
        print(
            f"{name:14}"
            + "  ".join(f"{key} {value:.3f}" if key != "n" else f"of {value}" for key, value in figures.items())
        )


def tell(case: Case, told: Told, checks: Checks) -> None:
    wrong = [name for name, (right, given, asked) in checks.items() if not right == given == asked]
    if not wrong:
        return
    print(f"{case['id']} {', '.join(wrong)}: {case['text']}")
    print(
        f"     {case['source']} | {case['content']} | via {case['via']} | {case['within']} | {case.get('addressee')} | {case.get('medium')}"
    )
    for one in told.attributions:
        source = told.text[slice(*one.source_span)] if one.source_span else None
        content = " … ".join(told.text[slice(*span)] for span in one.content_spans)
        inside = one.within is not None
        mark = "*" if one is chosen(case, told) else "-"
        print(
            f"   {mark} {source} | {content} | via {links_of(one, told)} | {inside} | {one.addressee} | {one.medium} ({one.rule})"
        )


if __name__ == "__main__":
    main()
