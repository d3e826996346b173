"""How well the sources of sentences and the speakers of quotations are told, as Markdown tables: ``make bench``."""

# ruff: noqa: T201  (the tables are what it is for)
from __future__ import annotations

import argparse
import collections
import hashlib
import json
import re
from pathlib import Path

from corpus.document import Document
from corpus.read import documents
from corpus.sources import Source

_QUOTE = re.compile(r"“[^“”]+”|\"[^\"\n]+\"|''(?:[^'\n]|'(?!'))+''")
_SPEECH = re.compile(
    r"\b(?:sa(?:y|ys|id|ying)|t(?:ell|ells|old|elling)|according|add(?:s|ed|ing)?|ask(?:s|ed|ing)?|w(?:rote|rites|riting)|tweet\w*|report(?:s|ed|ing)?|announc\w+|argu\w+|claim\w*|declar\w+|explain\w*|insist\w*|not(?:es|ed|ing)|repl(?:y|ies|ied)|respond\w*|stat(?:es|ed|ing)|suggest\w*|warn\w*)\b",
    re.IGNORECASE,
)


def doc(text):
    data = text.encode()
    (d,) = documents(Source("a", "text", 0, len(data), data=data), limit=len(data) + 1)
    assert isinstance(d, Document)
    return d


def is_dev(name):
    return hashlib.sha256(name.encode()).digest()[-1] % 2 == 0


def overlap(a, b):
    return max(0, min(a[1], b[1]) - max(a[0], b[0]))


def gold_of(record, sent):
    """Attributions overlapping"""
    out = []
    for a in record["attributions"]:
        if any(overlap(c, sent) > 0 for c in a.get("cue", ())) or any(
            overlap(c, sent) >= 4 for c in a.get("content", ())
        ):
            out.append(a)
    return out


def main():
    ap = argparse.ArgumentParser()
    ap.add_argument("--data", type=Path, default=Path("../shared/data"))
    ap.add_argument("--kept", action="store_true")
    ap.add_argument("--cues", action="store_true")
    ap.add_argument("--list", default="")
    a = ap.parse_args()
    tp = fp = fn = 0
    sp = [0, 0]
    src = [0, 0]
    quo = [0, 0]
    percue = collections.defaultdict(lambda: [0, 0])
    lines = []
    missq = collections.Counter()
    for line in (a.data / "polnear-train.jsonl").read_text().splitlines():
        r = json.loads(line)
        if is_dev(r["id"]) == a.kept:
            continue
        d = doc(r["text"])
        t = d.prose.text
        for n, at in enumerate(d.attributions):
            g = gold_of(r, at.sentence)
            s = t[slice(*at.sentence)]
            if at.is_attributed and g:
                tp += 1
            elif at.is_attributed:
                fp += 1
                lines.append(("fp", ",".join(t[slice(*c.span)][:30] + "/" + c.kind for c in at.cues), s))
            elif g:
                fn += 1
                lines.append(("fn", ";".join("…".join(t[slice(*c)] for c in x.get("cue", ())) for x in g), s))
            kinds = {
                (t[slice(*c.span)].lower() if c.kind not in ("quotation", "citation") else "", c.kind) for c in at.cues
            }
            if len(kinds) == 1:
                for k in kinds:
                    percue[k][bool(g)] += 1
            if g and (
                re.search(r"[\"“”]|''", s)
                or any(_SPEECH.search(t[slice(*c)]) for x in g for c in x.get("cue", ()) if overlap(c, at.sentence))
            ):
                sp[0] += at.is_attributed
                sp[1] += 1
                if not at.is_attributed:
                    lines.append(("speechfn", ";".join("…".join(t[slice(*c)] for c in x.get("cue", ())) for x in g), s))
            gs = [c for x in g for c in x.get("source", ())]
            if gs:
                ok = at.source is not None and any(overlap(at.source, c) for c in gs)
                src[0] += ok
                src[1] += 1
                if not ok:
                    lines.append(
                        (
                            "src",
                            (t[slice(*at.source)] if at.source else "-")
                            + " | "
                            + "; ".join(t[slice(*c)] for c in gs)
                            + " | "
                            + (t[slice(*at.cue.span)][:40] if at.cue else "-"),
                            s,
                        )
                    )
        speakers = getattr(d, "speakers", ())
        for m in _QUOTE.finditer(t):
            if len(m[0].split()) < 4:
                continue
            best = max(
                r["attributions"],
                key=lambda x: (
                    sum(overlap(c, m.span()) for c in x.get("content", ())),
                    -sum(c[1] - c[0] for c in x.get("content", ())),
                ),
                default=None,
            )
            if (
                best is None
                or sum(overlap(c, m.span()) for c in best.get("content", ())) < 0.5 * (m.end() - m.start())
                or not best.get("source")
            ):
                continue
            sp_ = [k for k in speakers if overlap(k.quotation, m.span()) > 0 and k.source]
            ok = any(overlap(k.source, c) for k in sp_ for c in best["source"])
            quo[0] += ok
            quo[1] += 1
            if not ok:
                lines.append(
                    (
                        "quo",
                        "; ".join(t[slice(*k.source)] for k in sp_)
                        + " | "
                        + "; ".join(t[slice(*c)] for c in best["source"]),
                        t[max(0, m.start() - 150) : m.end() + 100],
                    )
                )
    p = tp / (tp + fp)
    rc = tp / (tp + fn)
    print(
        f"P {p:.3f} R {rc:.3f} F1 {2 * p * rc / (p + rc):.3f}  speech recall {sp[0] / sp[1]:.3f} of {sp[1]}  source {src[0] / src[1]:.3f} of {src[1]}  quotes {quo[0] / max(1, quo[1]):.3f} of {quo[1]}; share {(tp + fn)}/{len(lines)}"
    )
    if a.cues:
        for k, (no, yes) in sorted(percue.items(), key=lambda x: -x[1][0])[:110]:
            print(k[0], k[1], f"{yes}/{yes + no}", end="; ")
    if a.list:
        import random

        L = [x for x in lines if x[0] == a.list]
        random.Random(7).shuffle(L)
        for x in L[:45]:
            print(x[0], "|", x[1], "|", x[2].replace("\n", " ")[:330])


main()
