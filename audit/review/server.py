"""A server for one reviewer on this machine: the pages of a report, and the baseline that its decisions go to.

It hears on the loopback interface alone. That is no wall: every page in the reviewer's browser can send requests there.
So a request is answered only if it names the server by its own address (a name that somebody else resolves to it is
refused), comes from a page of the report or from nobody (Origin, Sec-Fetch-Site), and holds the secret that only the
address printed in the terminal gave the browser, as a cookie that is not sent along from other sites.
"""

from __future__ import annotations

import hmac
import json
import os
import secrets
from collections.abc import Callable, Mapping
from dataclasses import asdict
from http import HTTPStatus
from http.cookies import CookieError, SimpleCookie
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any, cast
from urllib.parse import parse_qs, urlsplit

from audit.baseline import VERSION, BaselineError, parse, read, sole_writer, write
from audit.model import Entry
from audit.review.merging import Key

ADDRESS = "127.0.0.1"
MAX_BODY = 4 << 20  # bytes of a request
TIMEOUT = 20  # seconds that a request may take to arrive

_SESSION = "session.js"
_DECISIONS = "decisions"
_TYPES = {".html": "text/html", ".css": "text/css", ".js": "text/javascript"}
_HEADERS = {
    "Cache-Control": "no-store",
    "Content-Security-Policy": "frame-ancestors 'none'",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Referrer-Policy": "no-referrer",
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
}
_WITHDRAWN = frozenset({"path", "record", "rule", "fingerprint"})


class Refused(Exception):  # noqa: N818  # an answer, not a mistake
    """A request that is not answered as it asks."""

    def __init__(self, status: HTTPStatus, words: str) -> None:
        super().__init__(words)
        self.status = status


class ReviewServer(ThreadingHTTPServer):
    """Serves the report in ``folder`` and keeps decisions in the file ``baseline``."""

    daemon_threads = True

    def __init__(self, folder: Path, baseline: str, is_ours: Callable[[str], bool], *, by: str, port: int = 0) -> None:
        """Listen on ``port``, or a free one.

        Args:
            folder: The folder of the report.
            baseline: The baseline; it need not be there yet.
            is_ours: Whether a report has a file of that name; no other is served.
            by: What the reviewer is called until they say otherwise.
            port: The port, 0 for any.

        Raises:
            OSError: The port is taken.

        """
        super().__init__((ADDRESS, port), _Handler)
        self.folder = folder
        self.baseline = baseline
        self.is_ours = is_ours
        self.by = by
        self.token = secrets.token_urlsafe(32)

    @property
    def address(self) -> str:
        """What to open in a browser."""
        return f"http://{ADDRESS}:{self.server_port}/?token={self.token}"

    @property
    def hosts(self) -> frozenset[str]:
        """What a request may call this server."""
        return frozenset(f"{name}:{self.server_port}" for name in (ADDRESS, "localhost"))

    def handle_error(self, request: object, client_address: object) -> None:
        """A browser that hangs up is no news."""

    def entries(self) -> tuple[Entry, ...]:
        """The baseline as it is now.

        Raises:
            BaselineError: It cannot be read.

        """
        return read(self.baseline) if os.path.lexists(self.baseline) else ()

    def keep(self, decided: tuple[Entry, ...], withdrawn: frozenset[Key]) -> None:
        """Put decisions into the baseline, and take others out of it; whoever else wrote to it loses nothing.

        Raises:
            BaselineError: The baseline cannot be read.
            OSError: It cannot be written.

        """
        with sole_writer(self.baseline):
            entries = {entry.key: entry for entry in self.entries() if entry.key not in withdrawn}
            entries.update((entry.key, entry) for entry in decided)
            write(self.baseline, entries.values())


class _Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    server_version = "source-audit"
    sys_version = ""
    timeout = TIMEOUT
    server: ReviewServer

    def do_GET(self) -> None:
        """A file of the report, or what the pages are to know of this server."""
        self._answer(self._get)

    def do_POST(self) -> None:
        """Decisions."""
        self._answer(self._post)

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002 (as http.server calls it)
        """Nothing: the terminal is for the address."""

    def _answer(self, serve: Callable[[], None]) -> None:
        try:
            self._check()
            serve()
        except Refused as refused:
            self.close_connection = True  # what it sent besides is not read
            self._send(refused.status, "text/plain", f"{refused}\n".encode())

    def _check(self) -> None:
        """Refuse a request that a page of somebody else may have made."""
        hosts = self.headers.get_all("Host") or []
        if len(hosts) != 1 or hosts[0] not in self.server.hosts:
            raise Refused(HTTPStatus.MISDIRECTED_REQUEST, "this server has another name")
        origin = self.headers.get("Origin")
        if origin is None and self.command == "POST":
            raise Refused(HTTPStatus.FORBIDDEN, "a request without an origin")
        if origin is not None and origin != f"http://{hosts[0]}":
            raise Refused(HTTPStatus.FORBIDDEN, "a request from another site")
        if self.headers.get("Sec-Fetch-Site", "none") not in {"none", "same-origin"}:
            raise Refused(HTTPStatus.FORBIDDEN, "a request from another site")

    def _get(self) -> None:
        address = urlsplit(self.path)
        given = parse_qs(address.query, max_num_fields=8).get("token", [])
        if address.path == "/" and given:
            self._require(given[0])
            cookie = f"{self._cookie}={self.server.token}; HttpOnly; SameSite=Strict; Path=/"
            self._send(HTTPStatus.SEE_OTHER, "text/plain", b"", {"Location": "/index.html", "Set-Cookie": cookie})
            return
        self._require(self._token())
        name = address.path.removeprefix("/") or "index.html"
        if name == _SESSION:
            self._send(HTTPStatus.OK, "text/javascript", self._session())
            return
        file = self.server.folder / name if self.server.is_ours(name) else None
        if file is None or file.suffix not in _TYPES or file.is_symlink() or not file.is_file():
            raise Refused(HTTPStatus.NOT_FOUND, "there is no such page")
        self._send(HTTPStatus.OK, _TYPES[file.suffix], file.read_bytes())

    def _post(self) -> None:
        self._require(self._token())
        if urlsplit(self.path).path != f"/{_DECISIONS}":
            raise Refused(HTTPStatus.NOT_FOUND, "nothing can be sent there")
        if self.headers.get_content_type() != "application/json":
            raise Refused(HTTPStatus.UNSUPPORTED_MEDIA_TYPE, "decisions are JSON")
        decided, withdrawn = _decisions(self._body())
        try:
            self.server.keep(decided, withdrawn)
        except (BaselineError, OSError) as error:
            raise Refused(HTTPStatus.CONFLICT, f"the baseline cannot be written: {error}") from None
        self._send(HTTPStatus.NO_CONTENT, "text/plain", b"")

    def _body(self) -> bytes:
        length = self.headers.get("Content-Length", "")
        if not (length.isascii() and length.isdigit()) or "Transfer-Encoding" in self.headers:
            raise Refused(HTTPStatus.LENGTH_REQUIRED, "a request must say how long it is")
        if len(length) > len(str(MAX_BODY)) or int(length) > MAX_BODY:
            raise Refused(HTTPStatus.REQUEST_ENTITY_TOO_LARGE, f"more than {MAX_BODY:,} bytes")
        body = self.rfile.read(int(length))
        if len(body) < int(length):
            raise Refused(HTTPStatus.BAD_REQUEST, "the request ended too early")
        return body

    @property
    def _cookie(self) -> str:
        # Cookies don't know ports: each server on this machine needs a name of its own.
        return f"source-audit-{self.server.server_port}"

    def _token(self) -> str:
        try:
            found = SimpleCookie(self.headers.get("Cookie", "")).get(self._cookie)
        except CookieError:
            found = None
        return "" if found is None else found.value

    def _require(self, token: str) -> None:
        if not hmac.compare_digest(token.encode("utf-8", "surrogatepass"), self.server.token.encode()):
            raise Refused(HTTPStatus.FORBIDDEN, "open the address that source-audit printed in the terminal")

    def _session(self) -> bytes:
        try:
            entries = self.server.entries()
        except BaselineError as error:
            raise Refused(HTTPStatus.CONFLICT, f"the baseline cannot be read: {error}") from None
        data = {"by": self.server.by, "folder": Path.cwd().as_posix(), "entries": [_plain(entry) for entry in entries]}
        return f"sourceAudit.session({json.dumps(data)});\n".encode("ascii")

    def _send(self, status: HTTPStatus, kind: str, body: bytes, headers: Mapping[str, str] | None = None) -> None:
        self.send_response(status)
        for name, value in {**_HEADERS, **(headers or {})}.items():
            self.send_header(name, value)
        if status is not HTTPStatus.NO_CONTENT:
            self.send_header("Content-Type", f"{kind}; charset=utf-8")
            self.send_header("Content-Length", str(len(body)))
        if self.close_connection:
            self.send_header("Connection", "close")
        self.end_headers()
        self.wfile.write(body)


def _plain(entry: Entry) -> dict[str, Any]:
    return {**asdict(entry), "expires": entry.expires and entry.expires.isoformat()}


def _decisions(body: bytes) -> tuple[tuple[Entry, ...], frozenset[Key]]:
    """What a request says: entries as a decisions file has them, and the findings whose entries are taken back."""
    try:
        found = json.loads(body)
    except (ValueError, RecursionError):
        raise Refused(HTTPStatus.BAD_REQUEST, "that is not JSON") from None
    if not isinstance(found, dict) or found.keys() != {"entries", "withdrawn"}:
        raise Refused(HTTPStatus.BAD_REQUEST, "decisions are entries and withdrawn")
    listed = json.dumps({"schema_version": VERSION, "entries": found["entries"]}).encode()
    try:
        decided = parse(listed, "the decisions", "")
    except (BaselineError, ValueError) as error:
        raise Refused(HTTPStatus.BAD_REQUEST, str(error)) from None
    if not isinstance(found["withdrawn"], list):
        raise Refused(HTTPStatus.BAD_REQUEST, "withdrawn must be a list")
    return decided, frozenset(_withdrawn(one) for one in found["withdrawn"])


def _withdrawn(value: object) -> Key:
    if not isinstance(value, dict) or value.keys() != _WITHDRAWN:
        raise Refused(HTTPStatus.BAD_REQUEST, "withdrawn names path, record, rule and fingerprint")
    found = cast("dict[str, object]", value)
    path, record, rule, fingerprint = (found[key] for key in ("path", "record", "rule", "fingerprint"))
    if not (isinstance(path, str) and path and isinstance(rule, str) and isinstance(fingerprint, str)):
        raise Refused(HTTPStatus.BAD_REQUEST, "path, rule and fingerprint must be strings")
    if not (record is None or isinstance(record, str)):
        raise Refused(HTTPStatus.BAD_REQUEST, "record must be a string or null")
    return os.path.relpath(path).replace(os.sep, "/"), record, rule, fingerprint
