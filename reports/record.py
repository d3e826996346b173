"""The provenance record of a document as JSON-LD: what it says of itself, where its bytes are from, what was done.

Three vocabularies, each for what it is made for: schema.org describes the article, the terms of WARC (ISO 28500) the
capture, W3C PROV-O the chain from the capture to the decision. Entities of the chain are named by their SHA-256. The
context stands in the record, so that nobody has to fetch one.

The same document, rules and configuration give the same record, byte for byte: no clock is asked. ``sha256`` is the
digest of the record as canonical JSON (RFC 8785: keys sorted, no white space, UTF-8) without its ``sha256`` and
``recordedAt``; ``recordedAt``, a time that the caller may give, is outside it.
"""

from __future__ import annotations

import hashlib
import json
import re
from typing import TYPE_CHECKING, Any

from audit.model import Status
from reports.json_report import to_dict
from reports.json_text import dumps, plain

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence
    from typing import TextIO

    from audit.model import AuditReport, DocumentReport, MetadataValue, Tool

__all__ = ["record", "write"]

_Object = dict[str, Any]

_PROPERTIES = {
    "title": "headline",
    "byline": "author",
    "publisher": "publisher",
    "date": "datePublished",
    "modified": "dateModified",
    "language": "inLanguage",
    "licence": "license",
    "url": "url",
    "based_on": "isBasedOn",
}
"""The fields of the metadata and the properties of schema.org that they are."""

_NAMESPACE = "urn:source-audit:terms:"
_CONTEXT: _Object = {
    "@version": 1.1,
    "@vocab": "https://schema.org/",
    "prov": "http://www.w3.org/ns/prov#",
    "warc": "urn:iso:std:iso:28500:",
    "audit": _NAMESPACE,
    "source": "audit:source",
    "statements": {"@id": "audit:statement", "@container": "@list"},
    "field": "audit:field",
    "origin": "audit:origin",
    "confidence": "audit:confidence",
    "preferred": "audit:preferred",
    "location": {"@id": "audit:location", "@type": "@json"},
    "verdict": "audit:verdict",
    "chain": {"@id": "audit:chain", "@container": "@set"},
    "sha256": "audit:sha256",
    "path": "audit:path",
    "record": "audit:record",
    "decisions": {"@id": "audit:decision", "@type": "@json"},
    "recordedAt": {"@id": "prov:generatedAtTime", "@type": "http://www.w3.org/2001/XMLSchema#dateTime"},
    "used": {"@id": "prov:used", "@type": "@id"},
    "wasDerivedFrom": {"@id": "prov:wasDerivedFrom", "@type": "@id"},
    "wasGeneratedBy": {"@id": "prov:wasGeneratedBy", "@type": "@id"},
    "wasAssociatedWith": {"@id": "prov:wasAssociatedWith", "@type": "@id"},
    "qualifiedAssociation": "prov:qualifiedAssociation",
    "agent": {"@id": "prov:agent", "@type": "@id"},
    "hadPlan": {"@id": "prov:hadPlan", "@type": "@id", "@container": "@set"},
    "label": "http://www.w3.org/2000/01/rdf-schema#label",
}
# The steps of the chain after the capture, and the layer that each makes.
_STEPS = (("decode", "source"), ("extract", "text"), ("repair", "prose"))
_ADDRESS = re.compile(r"https?://[^\s<>\"{}|\\^`]+\Z")


def write(report: AuditReport, stream: TextIO, recorded_at: str | None = None) -> None:
    """Write the record of each document to ``stream``, one a line; what could not be read has none."""
    for document in report.documents:
        if document.sha256 is not None:
            stream.write(dumps(record(document, report.tool, recorded_at)) + "\n")


def record(document: DocumentReport, tool: Tool, recorded_at: str | None = None) -> _Object:
    """The record of one document that was read; ``recorded_at`` is a time as ISO 8601 has it."""
    body = {
        "@context": _CONTEXT,
        "@id": f"urn:sha256:{document.sha256}",
        "@type": _type(document),
        **_article(document),
        "statements": [
            _statement(field, value, number == 0)
            for field, values in document.provenance.items()
            for number, value in enumerate(values)
        ],
        "source": _source(document),
        "verdict": document.verdict.value,
        "chain": list(_chain(document, tool)),
    }
    body["sha256"] = _digest(body)
    return body if recorded_at is None else {**body, "recordedAt": recorded_at}


def _digest(value: object) -> str:
    text = json.dumps(value, ensure_ascii=False, sort_keys=True, separators=(",", ":"), allow_nan=False)
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()


def _type(document: DocumentReport) -> str:
    kinds = [value.value for value in document.provenance.get("kind", ())]
    return "NewsArticle" if any(kind.endswith("NewsArticle") for kind in kinds) else "Article"


def _article(document: DocumentReport) -> _Object:
    """The values to go by, as schema.org has them."""
    found: _Object = {}
    for field, name in _PROPERTIES.items():
        values = document.provenance.get(field, ())
        best = [value.value for value in values if value.origin == values[0].origin]
        if not best:
            continue
        if field == "byline":
            found[name] = [{"@type": "Person", "name": person} for person in best]
        elif field == "publisher":
            found[name] = {"@type": "Organization", "name": best[0]}
        else:
            found[name] = best[0]
    based_on = [found.pop("isBasedOn")] if "isBasedOn" in found else []
    based_on += [
        place.path if place.record is None else f"{place.path}#{place.record}"
        for finding in document.findings
        if finding.family == "reuse"
        for place in finding.related
        if (place.path, place.record) != (document.path, document.record)
    ]
    if based_on:
        found["isBasedOn"] = list(dict.fromkeys(based_on))
    if document.citations:
        found["citation"] = list(document.citations)
    return found


def _statement(field: str, value: MetadataValue, is_preferred: bool) -> _Object:  # noqa: FBT001 (one of two kinds)
    location = value.location
    return {
        "field": _PROPERTIES.get(field, field),
        "value": value.value,
        "origin": value.origin,
        "confidence": value.confidence.value,
        "preferred": is_preferred,
        "location": None
        if location is None
        else {
            "layer": str(location.layer),
            "start": location.start,
            "end": location.end,
            "line": location.line,
            "column": location.column,
            "byte_start": location.byte_start,
            "byte_end": location.byte_end,
        },
    }


def _source(document: DocumentReport) -> _Object:
    """The capture, in the terms of WARC; what nobody has recorded is not there."""
    charset = document.encoding.get("used")
    block: _Object = {"path": document.path}
    if document.record is not None:
        block["record"] = document.record
    address, captured = (_first(document, field) for field in ("url", "captured"))
    if address is not None and _ADDRESS.match(address):
        block["warc:WARC-Target-URI"] = address
    if captured is not None:
        block["warc:WARC-Date"] = captured
    return {
        **block,
        "warc:WARC-Payload-Digest": f"sha256:{document.sha256}",
        "warc:Content-Type": f"{document.media_type}; charset={charset}" if charset else document.media_type,
        "warc:Content-Length": document.bytes,
        "sha256": document.sha256,
    }


def _first(document: DocumentReport, field: str) -> str | None:
    return next((value.value for value in document.provenance.get(field, ())), None)


def _chain(document: DocumentReport, tool: Tool) -> Iterator[_Object]:
    """Capture, decode, extract, repair, audit, decision: activities, what each made, and of what."""
    software = f"urn:source-audit:{tool.version}"
    yield {"@id": software, "@type": "prov:SoftwareAgent", "label": f"{tool.name} {tool.version}"}
    rules, plan = f"urn:sha256:{tool.rules_digest}#rules", f"urn:sha256:{document.plan}#configuration"
    yield _entity(rules, tool.rules_digest, None, "rule set", kind="prov:Plan")
    yield _entity(plan, document.plan, None, "configuration", kind="prov:Plan")
    name = f"urn:sha256:{document.sha256}"
    address = _first(document, "url")
    captured_from = address if address is not None and _ADDRESS.match(address) else None
    yield _activity(document, "capture", captured_from)
    yield _entity(f"{name}#bytes", document.sha256, f"{name}#capture", "bytes", captured_from)
    before = f"{name}#bytes"
    for step, layer in _STEPS:
        digest = document.layers.get(layer)
        if digest is None:
            continue
        made = f"urn:sha256:{digest}#{layer}"
        yield _activity(document, step, before, software)
        yield _entity(made, digest, f"{name}#{step}", layer, before)
        before = made
    findings = to_dict(document)
    audited = _digest({key: findings[key] for key in ("findings", "failures", "skipped")})
    yield _activity(document, "audit", before, software, (rules, plan))
    yield _entity(f"urn:sha256:{audited}#findings", audited, f"{name}#audit", "findings", before)
    decisions = _decisions(document)
    decided = _digest({"verdict": document.verdict.value, "decisions": decisions})
    yield {
        **_activity(document, "decision", f"urn:sha256:{audited}#findings", software, (plan,)),
        "decisions": decisions,
    }
    yield _entity(
        f"urn:sha256:{decided}#verdict", decided, f"{name}#decision", "verdict", f"urn:sha256:{audited}#findings"
    )


def _decisions(document: DocumentReport) -> list[_Object]:
    """What people have decided of findings."""
    return [
        {
            "fingerprint": finding.fingerprint,
            "status": finding.status.value,
            **({} if finding.decision is None else _plain(finding.decision)),
        }
        for finding in document.findings
        if finding.status is not Status.NEW
    ]


def _plain(value: Mapping[str, Any]) -> _Object:
    made: _Object = plain(value)
    return made


def _entity(
    name: str, digest: str | None, activity: str | None, label: str, source: str | None = None, kind: str = ""
) -> _Object:
    made: _Object = {"@id": name, "@type": kind or "prov:Entity", "label": label, "sha256": digest}
    if activity:
        made["wasGeneratedBy"] = activity
    if source:
        made["wasDerivedFrom"] = source
    return made


def _activity(
    document: DocumentReport, step: str, used: str | None, agent: str | None = None, plans: Sequence[str] = ()
) -> _Object:
    made: _Object = {"@id": f"urn:sha256:{document.sha256}#{step}", "@type": "prov:Activity", "label": step}
    if used:
        made["used"] = used
    if agent:
        made["wasAssociatedWith"] = agent
    if plans:
        made["qualifiedAssociation"] = {"@type": "prov:Association", "agent": agent, "hadPlan": list(plans)}
    return made
