"""What is planted: copies, chains, common origins, sewn pages, and pages that are kin to none."""

from __future__ import annotations

import random
import re
from collections.abc import Sequence
from datetime import timedelta
from typing import Literal

from edits import Body, Part, misspell
from markup import Page, invent_author, invent_outlet
from originals import Original, words_of
from pile import Kind, Pile, Relation, add_copy, add_original, body_of, distance, look, put, strongest

QUOTE = re.compile(r"“[^“”]{60,600}[.,?!]”")
ALIKE = 0.02
"""Share of words up to which two pages count as the same text."""
BRIDGES = (
    "Meanwhile, there was other news.",
    "In other developments:",
    "Here is what else you need to know.",
    "Read on.",
)


def plant_copies(pile: Pile, originals: Sequence[Original], kind: Kind) -> None:
    for one in originals:
        model = pile.pages[f"original:{one.id}"]
        copy = add_copy(pile, model, kind, credits=one.outlet, name=f"{kind}:{one.id}")
        pile.relations.append(Relation(a=model.key, b=copy.key, kind=kind, link="copy", direction="a_to_b"))


def told_apart(kind: Kind, one: Body, other: Body) -> Kind:
    """Return the kind of a pair that was not made one of the other: desks of like habits may arrive at the same words."""
    return "verbatim" if kind == "edited" and distance(one, other) < ALIKE else kind


def plant_chains(pile: Pile, originals: Sequence[Original], length: int) -> None:
    """Plant copies of copies; a copy credits the page that it was made of, if any. An early slip is handed on."""
    rng = pile.rng
    for one in originals:
        line, kinds = [pile.pages[f"original:{one.id}"]], list[Kind]()
        for step in range(length):
            last = step == length - 1
            kinds.append(rng.choice(("verbatim", "edited", "spun") if last else ("verbatim", "edited", "edited")))
            credits = line[-1].outlet if line[-1].names_outlet else None
            line.append(add_copy(pile, line[-1], kinds[-1], credits=credits, name=f"chain{length}.{step}:{one.id}"))
        pile.chains.append(tuple(page.key for page in line))
        for start in range(length):
            for end in range(start + 1, length + 1):
                link: Literal["copy", "chain"] = "copy" if end == start + 1 else "chain"
                kind = told_apart(strongest(*kinds[start:end]), line[start].body, line[end].body)
                like = start > 0 and set(kinds[:start]) == {"verbatim"}  # as good as the original itself
                pile.relations.append(
                    Relation(
                        a=line[start].key,
                        b=line[end].key,
                        kind=kind,
                        link=link,
                        direction="a_to_b",
                        accepted=("common_origin",) if like else (),
                    )
                )


def plant_common_origins(pile: Pile, originals: Sequence[Original]) -> None:
    """Plant two copies of an article that is itself left out of the pile."""
    for one in originals:
        model = add_original(pile, one)
        kinds: list[Kind] = [pile.rng.choice(("verbatim", "edited", "edited")), "edited"]
        rate = 0.95 if pile.rng.random() < 0.65 else 0.15  # papers that buy a story credit it, others seldom
        copies = [
            add_copy(pile, model, kind, credits=one.outlet, name=f"origin{n}:{one.id}", rate=rate)
            for n, kind in enumerate(kinds)
        ]
        del pile.pages[model.key]
        copies.sort(key=lambda page: page.published)
        for page in copies:
            pile.absent[page.key] = one.outlet
        pair = (copies[0].key, copies[1].key)
        kind = told_apart(strongest(*kinds), copies[0].body, copies[1].body)
        pile.relations.append(
            Relation(a=pair[0], b=pair[1], kind=kind, link="common_origin", direction="common_origin")
        )


def plant_stitched(pile: Pile, originals: Sequence[Original], pages: int) -> None:
    """Plant pages sewn together from runs of paragraphs of three or four originals, none of which makes half a page."""
    rng, left = pile.rng, list(originals)
    for number in range(pages):
        chosen = [left.pop() for _ in range(min(len(left), rng.choice((3, 3, 4))))]
        runs = [_run(pile.pages[f"original:{one.id}"].body, rng) for one in chosen]
        while (longest := max(runs, key=_size)) and 2 * _size(longest) > sum(map(_size, runs)) and len(longest) > 1:
            runs[runs.index(longest)] = longest[:-1]
        body: list[Part] = []
        for run in runs:
            body += [Part(text=rng.choice(BRIDGES))] * (bool(body) and rng.random() < 0.5)
            body += run
        _add_made_of(pile, f"stitched:{number}", tuple(body), chosen, headline=rng.choice(chosen).title, farm=True)


def _size(body: Body) -> int:
    return sum(len(words_of(part.text)) for part in body)


def _own_words(body: Body) -> int:
    """Return how many words stand outside quotation marks: what is all speech might have been quoted by anybody."""
    return sum(len(words_of(re.sub(r"“[^”]*”?|\"[^\"]*\"", "", part.text))) for part in body)


def _run(body: Body, rng: random.Random) -> Body:
    """Return some paragraphs running, 50 words or more, most not in quotation marks, and less than half, now and then with a slip of the pen."""
    runs = [
        body[start:end]
        for start in range(len(body))
        for end in range(start + 1, len(body) + 1)
        if 50 <= _size(body[start:end]) <= min(200, 0.45 * _size(body)) and _own_words(body[start:end]) >= 45
    ]
    run = rng.choice(runs) if runs else body[:1]
    return misspell(run, rng)[0] if rng.random() < 0.2 else run


def plant_lifted(pile: Pile, originals: Sequence[Original], hosts: Sequence[Original]) -> None:
    """Plant articles of a newsroom's own that lift some paragraphs of an original."""
    rng = pile.rng
    for one, host in zip(originals, hosts, strict=True):
        own, run = body_of(host), _run(pile.pages[f"original:{one.id}"].body, rng)
        at = rng.randrange(2, len(own))
        _add_made_of(pile, f"lifted:{one.id}", (*own[:at], *run, *own[at:]), [one], headline=host.title, host=host)


def _add_made_of(
    pile: Pile, key: str, body: Body, chosen: Sequence[Original], *, headline: str, farm: bool = False,
    host: Original | None = None,
) -> None:  # fmt: skip
    rng = pile.rng
    models = [pile.pages[f"original:{one.id}"] for one in chosen]
    houses = sorted({page.outlet for page in models if page.names_outlet})
    page = Page(
        outlet=invent_outlet(rng, farm=farm),
        names_outlet=rng.random() < 0.9,
        headline=headline,
        author=invent_author(rng) if rng.random() < 0.3 else None,
        credit=" and ".join(houses) if houses and rng.random() < 0.2 else None,
        credit_at="foot",
        published=max(page.published for page in models) + timedelta(hours=rng.choice((4, 20, 30, 52, 120))),
        body=body,
        **look(rng, key, 0.78),  # type: ignore[arg-type]
    )
    everyone = [*chosen, *([host] if host else [])]
    topics = frozenset[str]().union(*(one.topics for one in everyone))
    put(pile, page, frozenset(one.id for one in everyone), topics)
    for model in models:
        pile.relations.append(Relation(a=model.key, b=key, kind="excerpt", link="copy", direction="a_to_b"))


def plant_quoting(pile: Pile, originals: Sequence[Original], hosts: Sequence[Original]) -> int:
    """Plant reports that quote the same speech as an original, in an article of their own; return how many."""
    rng, free, done = pile.rng, list(hosts), 0
    for one in originals:
        quotes = [quote for text in one.paragraphs for quote in QUOTE.findall(text)]
        if not quotes or not free or done >= len(hosts):
            continue
        host = min(free, key=lambda other: (not other.topics & one.topics, other.id))
        free.remove(host)
        own, model = list(body_of(host)), pile.pages[f"original:{one.id}"]
        for quote in rng.sample(quotes, min(len(quotes), rng.choice((1, 1, 2, 3)))):
            own.insert(rng.randrange(1, len(own)), Part(text=_report(quote, one, rng)))
        page = add_original(pile, host)
        del pile.pages[page.key]
        told = Page(
            **{name: getattr(page, name) for name in Page.__slots__} | {"body": tuple(own), "key": f"quoting:{one.id}"}
        )
        put(pile, told, frozenset({host.id, f"speech in {one.id}"}), host.topics | one.topics)
        pile.apart.append((model.key, told.key, "same speech"))
        done += 1
    return done


def _report(quote: str, one: Original, rng: random.Random) -> str:
    """Return a quotation with this reporter's own words around it."""
    names = re.findall(r"\b([A-Z][a-z]+) said|said (?:[A-Z][a-z]+ )?([A-Z][a-z]+)\b", one.text)
    who = next((a or b for a, b in names if (a or b) not in ("He", "She", "They")), "the speaker")
    inner = quote[1:-1]
    forms = (
        f"“{inner.rstrip('.')},” {who} said.",
        f"In the words of {who}: {quote}",
        f"{who} put it this way. {quote}",
    )
    return rng.choice(forms)


def plant_same_event(pile: Pile, pairs: Sequence[tuple[Original, Original]]) -> None:
    for a, b in pairs:
        first, second = (add_original(pile, one) for one in (a, b))
        pile.apart.append((first.key, second.key, "same event"))


def plant(originals: Sequence[Original], same_event: Sequence[tuple[Original, Original]], seed: int, size: int) -> Pile:
    """Return a pile of `size` originals, their copies, and as many other pages as they need."""
    rng = random.Random(seed)
    pile = Pile(rng=rng)
    pool = list(originals)

    def take(share: float) -> list[Original]:
        return [pool.pop() for _ in range(min(len(pool), max(1, round(share * size))))]

    base = take(1.0)
    for one in base:
        add_original(pile, one)
    parts = {"verbatim": 1 / 6, "edited": 1 / 6, "spun": 1 / 6, "chain2": 1 / 20, "chain3": 1 / 30, "lifted": 1 / 15}
    dealt, start = {}, 0
    for name, share in parts.items():
        end = start + max(1, round(share * size))
        dealt[name], start = base[start:end], end
    kinds: tuple[Kind, ...] = ("verbatim", "edited", "spun")
    for kind in kinds:
        plant_copies(pile, dealt[kind], kind)
    plant_chains(pile, dealt["chain2"], 2)
    plant_chains(pile, dealt["chain3"], 3)
    plant_common_origins(pile, take(1 / 10))
    plant_lifted(pile, dealt["lifted"], take(1 / 15)[: len(dealt["lifted"])])
    sources = base[start:] + rng.sample(base[:start], min(start, round(size / 6)))
    sources.sort(key=lambda one: (one.date, one.id))  # a page is sewn from the news of one week
    plant_stitched(pile, sources, max(1, round(size * 2 / 15)))
    quotable = [one for one in base if any(QUOTE.search(text) for text in one.paragraphs)]
    plant_quoting(pile, rng.sample(quotable, len(quotable)), take(1 / 5))
    plant_same_event(pile, same_event)
    return pile
