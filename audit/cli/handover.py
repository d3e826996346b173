"""What ``check`` hands on: the accepted documents, each with its record, as a bag, a list or JSON lines."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from audit.cli.common import FAILED, say

if TYPE_CHECKING:
    from collections.abc import Iterator

    from audit.manifest import Manifest
    from audit.model import AuditReport, DocumentReport

MANIFEST = click.option(
    "--manifest",
    type=click.Path(exists=True, dir_okay=False),
    metavar="FILE",
    help="Reject what is changed, missing or unlisted against this manifest.",
)
ACCEPTED_TO = click.option(
    "--accepted",
    type=click.Path(),
    metavar="DIR|FILE",
    help="Hand on the accepted documents with their records: a new folder (a BagIt bag), a list (.txt) or .jsonl.",
)

_FIELDS = {"title": "title", "byline": "author", "date": "date", "publisher": "publisher", "url": "url",
           "licence": "licence"}  # fmt: skip


def manifest_of(context: click.Context, path: str) -> Manifest:
    """The manifest that the audit is held to, or the end of the command with why it is none."""
    from audit.manifest import ManifestError, read  # noqa: PLC0415 (see the package’s docstring)

    try:
        return read(path)
    except ManifestError as error:
        say(str(error))
        context.exit(FAILED)


def hand_on(report: AuditReport, path: str) -> bool:
    """Write the accepted documents with their records, all or nothing; whether that went well."""
    from pathlib import Path  # noqa: PLC0415 (see the package’s docstring)

    from audit.bag import write_bag  # noqa: PLC0415
    from audit.output import Target, written  # noqa: PLC0415

    try:
        if path.endswith((".jsonl", ".txt")):
            with written(Target("accepted", path)) as stream:
                stream.writelines(_lines(report, as_list=path.endswith(".txt")))
        else:
            write_bag(Path(path), _files(report), f"{report.tool.name} {report.tool.version}")
    except OSError as error:
        say(f"accepted documents: {error.strerror or error}{f': {path}' if error.strerror else ''}")
        return False
    return True


def _accepted(report: AuditReport) -> Iterator[DocumentReport]:
    from audit.model import Verdict  # noqa: PLC0415 (see the package’s docstring)

    return (document for document in report.documents if document.verdict is Verdict.ACCEPT)


def _lines(report: AuditReport, *, as_list: bool) -> Iterator[str]:
    from reports.json_text import dumps  # noqa: PLC0415 (see the package’s docstring)
    from reports.record import record  # noqa: PLC0415
    from reports.visible import one_line  # noqa: PLC0415

    for document in _accepted(report):
        if as_list:
            yield one_line(document.name) + "\n"
        else:
            yield dumps({**_as_record(document), "provenance": record(document, report.tool)}) + "\n"


def _files(report: AuditReport) -> Iterator[tuple[str, bytes]]:
    """Each file byte for byte as it was audited, each record of a JSON-lines file as one of its own, and the records.

    Raises:
        OSError: A file is not the one that was audited any more.

    """
    import hashlib  # noqa: PLC0415 (see the package’s docstring)
    from pathlib import Path  # noqa: PLC0415

    from reports.json_text import dumps  # noqa: PLC0415
    from reports.record import record  # noqa: PLC0415

    for number, document in enumerate(_accepted(report), 1):
        if document.record is None:
            name, content = document.path, Path(document.path).read_bytes()
            if hashlib.sha256(content).hexdigest() != document.sha256:
                raise OSError(f"changed since it was audited: {document.path}")
        else:
            # The id is the source's, and no path is made of it.
            name, content = f"{document.path}/{number:06}.json", (dumps(_as_record(document)) + "\n").encode()
        yield name, content
        yield f"{name}.record.jsonld", (dumps(record(document, report.tool)) + "\n").encode()


def _as_record(document: DocumentReport) -> dict[str, object]:
    """A document as a record that ``check`` reads again."""
    values = {name: document.provenance.get(field, ()) for field, name in _FIELDS.items()}
    stated = {
        name: [value.value for value in some if value.origin == some[0].origin] if name == "author" else some[0].value
        for name, some in values.items()
        if some
    }
    return {"id": document.name, "text": document.text, **stated}
