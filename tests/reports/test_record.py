from __future__ import annotations

import hashlib
import json
import re
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner
from jsonschema import Draft202012Validator as Validator
from pyld import jsonld

from audit.cli import main
from reports.schema import record_schema

PAGE = """<html lang="en"><head><title>The bridge opens - Harbour Post</title>
<link rel="canonical" href="https://harbourpost.example/bridge"><meta name="author" content="Jon Dole">
<script type="application/ld+json">{"@type": "NewsArticle", "headline": "The bridge opens",
"datePublished": "2023-03-23",
"author": [{"name": "Mara Lind"}, {"name": "Bo Li"}], "publisher": {"name": "Harbour Post"},
"isBasedOn": "https://wire.example/1"}</script></head><body><article><h1>The bridge opens</h1>
<p>The bridge opened on Monday, as <a href="https://ministry.example/a">the ministry</a> said.</p>
</article></body></html>
"""
STEPS = ["capture", "decode", "extract", "repair", "audit", "decision"]
PROV = "http://www.w3.org/ns/prov#"


@pytest.fixture
def page(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    path = tmp_path / "bridge.html"
    path.write_text(PAGE, encoding="utf-8")
    return path


def lines(*arguments: str, status: int = 0) -> list[str]:
    result = CliRunner().invoke(main, ["provenance", *arguments])
    assert result.exit_code == status, result.output
    return result.stdout.splitlines()


def recorded(*arguments: str) -> dict[str, Any]:
    (line,) = lines(*arguments)
    found: dict[str, Any] = json.loads(line)
    return found


def refuse(url: str, *_: object) -> None:
    pytest.fail(f"nothing is fetched, and not {url}")


def test_the_schema_is_a_schema() -> None:
    """What is published keeps to JSON Schema 2020-12."""
    Validator.check_schema(record_schema())


def test_a_record_describes_the_article(page: Path) -> None:
    """The values to go by are properties of schema.org; every value stands beside them, with origin and place."""
    found = recorded(page.name)

    assert (found["@type"], found["headline"], found["datePublished"]) == (
        "NewsArticle",
        "The bridge opens",
        "2023-03-23",
    )
    assert [author["name"] for author in found["author"]] == ["Mara Lind", "Bo Li"]
    assert found["publisher"]["name"] == "Harbour Post"
    assert (found["isBasedOn"], found["citation"]) == (["https://wire.example/1"], ["https://ministry.example/a"])
    authors = [(one["value"], one["origin"]) for one in found["statements"] if one["field"] == "author"]
    assert authors == [
        ("Mara Lind", "json-ld author.name"),
        ("Bo Li", "json-ld author.name"),
        ("Jon Dole", "meta author"),
    ]
    for one in found["statements"]:
        if one["origin"].startswith("json-ld"):
            assert PAGE[one["location"]["start"] : one["location"]["end"]] == one["value"]


def test_a_record_names_the_capture_in_the_terms_of_warc(page: Path) -> None:
    """Address, digest, type and length; no date, for nobody has recorded one."""
    source = recorded(page.name)["source"]

    digest = hashlib.sha256(page.read_bytes()).hexdigest()
    assert source == {
        "path": "bridge.html",
        "warc:WARC-Target-URI": "https://harbourpost.example/bridge",
        "warc:WARC-Payload-Digest": f"sha256:{digest}",
        "warc:Content-Type": "text/html; charset=utf-8",
        "warc:Content-Length": len(PAGE),
        "sha256": digest,
    }


def test_the_chain_goes_from_the_capture_to_the_decision(page: Path) -> None:
    """Every step uses what the step before it made; entities are named by their SHA-256."""
    chain = recorded(page.name)["chain"]

    steps = [one for one in chain if one["@type"] == "prov:Activity"]
    made = {one["wasGeneratedBy"]: one for one in chain if "wasGeneratedBy" in one}
    assert [one["label"] for one in steps] == STEPS
    for before, after in pairwise(steps):
        assert made[before["@id"]]["@id"] == after["used"]
    assert all(one["@id"].startswith(f"urn:sha256:{one['sha256']}#") for one in chain if "sha256" in one)
    assert {"rule set", "configuration"} <= {one["label"] for one in chain if one["@type"] == "prov:Plan"}


def test_a_record_expands_without_the_network(page: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The context stands in the record: a JSON-LD processor makes schema.org and PROV-O of it, fetching nothing."""
    monkeypatch.setattr(jsonld, "load_document", refuse)
    (expanded,) = jsonld.expand(recorded(page.name), {"documentLoader": refuse})

    assert expanded["@type"] == ["https://schema.org/NewsArticle"]
    assert expanded["https://schema.org/headline"] == [{"@value": "The bridge opens"}]
    chain = expanded["urn:source-audit:terms:chain"]
    assert sum(one["@type"] == [f"{PROV}Activity"] for one in chain) == len(STEPS)
    assert all("@id" in one[f"{PROV}used"][0] for one in chain if f"{PROV}used" in one)
    known = {"https://schema.org", "http://www.w3.org", "urn:source-audit", "urn:iso:std"}
    names = set(re.findall(r'"((?:https?://|urn:)[^"]+)":', json.dumps(expanded)))
    assert {name for name in names if not name.startswith(tuple(known))} == set()


def test_the_same_input_gives_the_same_bytes(page: Path) -> None:
    """No clock is asked; a time that the caller gives stands outside the digest."""
    first, again = lines(page.name), lines(page.name)
    timed = recorded(page.name, "--recorded-at", "2024-05-01T12:00:00Z")

    assert first == again
    assert timed.pop("recordedAt") == "2024-05-01T12:00:00Z"
    assert timed == json.loads(first[0])
    digest = timed.pop("sha256")
    canonical = json.dumps(timed, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    assert hashlib.sha256(canonical.encode()).hexdigest() == digest


def test_a_changed_byte_changes_the_record(page: Path) -> None:
    """Another source has another name, and another record."""
    before = recorded(page.name)
    page.write_bytes(page.read_bytes().replace(b"Monday", b"Sunday"))
    after = recorded(page.name)

    assert before["@id"] != after["@id"]
    assert before["sha256"] != after["sha256"]


def test_every_sample_has_a_valid_record() -> None:
    """Text, Markdown, HTML and the records of a JSON-lines file keep to the schema."""
    samples = Path(__file__).parents[2] / "corpus" / "samples"
    validator = Validator(record_schema())
    result = CliRunner().invoke(main, ["provenance", str(samples)])

    records = [json.loads(line) for line in result.stdout.splitlines()]
    assert len(records) > 10
    assert [error.message for record in records for error in validator.iter_errors(record)] == []


def test_what_cannot_be_read_has_no_record(page: Path) -> None:
    """It is named, the others are recorded, and the status says so."""
    assert len(lines(page.name, "missing.txt", status=2)) == 1
