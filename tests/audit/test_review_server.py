from __future__ import annotations

import http.client
import json
import os
import socket
import subprocess
import sys
import threading
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from audit.baseline import read
from audit.model import Ruling
from audit.review import ReviewServer
from audit.review.server import MAX_BODY
from reports.html.folder import is_ours

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

ENTRY = {
    "path": "a.txt",
    "record": None,
    "rule": "dates/impossible-date",
    "fingerprint": "0f" * 16,
    "status": "confirmed",
    "reason": "",
    "by": "Ann",
    "at": "2026-03-01T10:00:00Z",
    "expires": None,
    "excerpt": "31 February",
    "message": "no such day",
}
KEY = {name: ENTRY[name] for name in ("path", "record", "rule", "fingerprint")}


@pytest.fixture
def server(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[ReviewServer]:
    monkeypatch.chdir(tmp_path)
    folder = tmp_path / "report"
    folder.mkdir()
    folder.joinpath("index.html").write_text("<p>the index", "utf-8")
    folder.joinpath("style.css").symlink_to("/etc/hostname")
    folder.joinpath("secret.txt").write_text("mine", "utf-8")
    tmp_path.joinpath("0123456789abcdef.html").write_text("beside the folder", "utf-8")
    with ReviewServer(folder, "base.json", is_ours, by="Ann") as server:
        thread = threading.Thread(target=server.serve_forever, args=(0.01,))
        thread.start()
        yield server
        server.shutdown()
        thread.join()


@pytest.fixture
def ask(server: ReviewServer) -> Callable[..., tuple[int, dict[str, str], bytes]]:
    """Sends a request as the report's own page does, but for what is changed; a header that is ``None`` is not sent."""

    def send(
        method: str = "GET", path: str = "/index.html", body: bytes | None = None, **changes: str | None
    ) -> tuple[int, dict[str, str], bytes]:
        headers: dict[str, str | None] = {
            "Host": f"127.0.0.1:{server.server_port}",
            "Cookie": f"other=1; source-audit-{server.server_port}={server.token}",
        }
        if method == "POST":
            headers["Origin"] = f"http://127.0.0.1:{server.server_port}"
            headers["Content-Type"] = "application/json"
            headers["Content-Length"] = str(len(body or b""))
        headers |= {name.replace("_", "-"): value for name, value in changes.items()}
        connection = http.client.HTTPConnection("127.0.0.1", server.server_port, timeout=60)
        connection.putrequest(method, path, skip_host=True, skip_accept_encoding=True)
        for name, value in headers.items():
            if value is not None:
                connection.putheader(name, value)
        connection.endheaders(body)
        response = connection.getresponse()
        answer = response.status, dict(response.getheaders()), response.read()
        connection.close()
        return answer

    return send


def body(entries: object = (), withdrawn: object = ()) -> bytes:
    return json.dumps({"entries": entries, "withdrawn": withdrawn}).encode()


def test_the_address_gives_the_browser_the_secret(server: ReviewServer, ask: Any) -> None:  # noqa: ANN401
    """As a cookie that scripts cannot read and other sites don't send along; the address bar is rid of it."""
    path = server.address.removeprefix(f"http://127.0.0.1:{server.server_port}")
    status, headers, _ = ask(path=path, Cookie=None)
    assert (status, headers["Location"]) == (303, "/index.html")
    assert headers["Set-Cookie"].endswith("; HttpOnly; SameSite=Strict; Path=/")
    assert ask(path="/?token=guess", Cookie=None)[0] == 403


def test_pages_are_served_to_whoever_has_the_secret(ask: Any) -> None:  # noqa: ANN401
    """And may not be framed, guessed at or kept."""
    status, headers, content = ask()
    assert (status, content) == (200, b"<p>the index")
    assert headers["Content-Security-Policy"] == "frame-ancestors 'none'"
    assert headers["Cross-Origin-Resource-Policy"] == "same-origin"
    assert headers["Cache-Control"] == "no-store"


@pytest.mark.parametrize("cookie", [None, "", "source-audit-1=x", "\x7f", "a" * 9000])
def test_nobody_else_is_served(ask: Any, cookie: str | None) -> None:  # noqa: ANN401
    """Without the secret nothing is read or written."""
    assert ask(Cookie=cookie)[0] == 403
    assert ask("POST", "/decisions", body([ENTRY]), Cookie=cookie)[0] == 403


@pytest.mark.parametrize("host", [None, "evil.example", "127.0.0.1", "127.0.0.1:1", "evil.example:80"])
def test_a_foreign_name_is_refused(ask: Any, host: str | None) -> None:  # noqa: ANN401
    """A name that somebody resolves to this machine opens nothing."""
    assert ask(Host=host)[0] in {400, 421}
    assert ask("POST", "/decisions", body([ENTRY]), Host=host)[0] in {400, 421}


@pytest.mark.parametrize(
    "headers",
    [
        {"Origin": "http://evil.example"},
        {"Origin": "null"},
        {"Origin": "http://127.0.0.1:1"},
        {"Sec-Fetch-Site": "cross-site"},
        {"Sec-Fetch-Site": "same-site"},
    ],
    ids=str,
)
def test_a_request_from_another_page_is_refused(ask: Any, headers: dict[str, str], tmp_path: Path) -> None:  # noqa: ANN401
    """Even one that holds the cookie, such as a page of another server on this machine."""
    assert ask(**headers)[0] == 403
    assert ask("POST", "/decisions", body([ENTRY]), **headers)[0] == 403
    assert not tmp_path.joinpath("base.json").exists()


def test_what_writes_must_say_where_it_is_from(ask: Any, tmp_path: Path) -> None:  # noqa: ANN401
    """Browsers name the origin of every request that writes; what does not is none."""
    assert ask("POST", "/decisions", body([ENTRY]), Origin=None)[0] == 403
    assert not tmp_path.joinpath("base.json").exists()


@pytest.mark.parametrize(
    "path",
    [
        "/secret.txt",
        "/style.css",
        "/../0123456789abcdef.html",
        "/%2e%2e/0123456789abcdef.html",
        "/..%2f0123456789abcdef.html",
        "//etc/passwd",
        "/./index.html",
        "/index.html/",
        "/index.html\\..\\..",
        "http://evil.example/index.html",
        "/.source-audit-report",
    ],
)
def test_only_files_of_the_report_are_served(ask: Any, path: str) -> None:  # noqa: ANN401
    """No path leads out of the folder, to a link, or to a file that a report does not have."""
    status, _, content = ask(path=path)
    assert (status, content) in {(404, b"there is no such page\n"), (200, b"<p>the index")}
    assert status == 404 or path.startswith("http:")


def test_decisions_reach_the_baseline(ask: Any) -> None:  # noqa: ANN401
    """They are added, replaced, and taken out again; the pages are told what stands there."""
    assert ask("POST", "/decisions", body([ENTRY]))[0] == 204
    assert [one.status for one in read("base.json")] == [Ruling.CONFIRMED]
    assert ask("POST", "/decisions", body([{**ENTRY, "status": "dismissed", "reason": "known"}]))[0] == 204
    assert [one.reason for one in read("base.json")] == ["known"]
    _, _, session = ask(path="/session.js")
    told = json.loads(session.removeprefix(b"sourceAudit.session(").removesuffix(b");\n"))
    assert told["entries"] == [{**ENTRY, "status": "dismissed", "reason": "known"}]
    assert ask("POST", "/decisions", body([], [KEY]))[0] == 204
    assert read("base.json") == ()


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"{",
        b"[]",
        b"\xff",
        b"[" * 100_000,
        b'{"entries": NaN, "withdrawn": []}',
        body("no"),
        body([{}]),
        body([{**ENTRY, "status": "undecided"}]),
        body([{**ENTRY, "at": "yesterday"}]),
        body([ENTRY, ENTRY]),
        body([], {}),
        body([], [{}]),
        body([], [{**KEY, "path": 1}]),
        body([], [{**KEY, "path": ""}]),
        body([], [{**KEY, "record": 1}]),
    ],
    ids=range(16),
)
def test_garbage_changes_nothing(ask: Any, content: bytes, tmp_path: Path) -> None:  # noqa: ANN401
    """What is no decision is refused, and the baseline stays as it was."""
    assert ask("POST", "/decisions", body([ENTRY]))[0] == 204
    before = tmp_path.joinpath("base.json").read_bytes()
    assert ask("POST", "/decisions", content)[0] == 400
    assert tmp_path.joinpath("base.json").read_bytes() == before


@pytest.mark.parametrize(
    ("headers", "status"),
    [
        ({"Content-Length": str(MAX_BODY + 1)}, 413),
        ({"Content-Length": "9" * 5000}, 413),
        ({"Content-Length": "-1"}, 411),
        ({"Content-Length": None}, 411),
        ({"Content-Length": None, "Transfer-Encoding": "chunked"}, 411),
        ({"Content-Type": "text/plain"}, 415),
        ({"Content-Type": None}, 415),
    ],
    ids=str,
)
def test_what_is_not_sent_as_decisions_are_is_refused(ask: Any, headers: dict[str, str | None], status: int) -> None:  # noqa: ANN401
    """By its length before any of it is read, and by its kind, which a form of another site cannot have."""
    assert ask("POST", "/decisions", None, **headers)[0] == status


def test_nothing_else_can_be_sent(ask: Any) -> None:  # noqa: ANN401
    """Neither to another place nor by another method."""
    assert ask("POST", "/index.html", body([ENTRY]))[0] == 404
    assert ask("DELETE", "/decisions")[0] == 501


def test_a_broken_baseline_is_left_alone(ask: Any, tmp_path: Path) -> None:  # noqa: ANN401
    """Somebody's half-edited file is not overwritten; the reviewer is told."""
    tmp_path.joinpath("base.json").write_text("{ half", "utf-8")
    status, _, words = ask("POST", "/decisions", body([ENTRY]))
    assert status == 409
    assert b"is not JSON" in words
    assert ask(path="/session.js")[0] == 409
    assert tmp_path.joinpath("base.json").read_text("utf-8") == "{ half"


def test_many_decisions_at_once_lose_none(ask: Any) -> None:  # noqa: ANN401
    """Requests that arrive together are written one after the other."""
    entries = [{**ENTRY, "fingerprint": f"{number:032x}"} for number in range(24)]
    threads = [threading.Thread(target=ask, args=("POST", "/decisions", body([one]))) for one in entries]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert {one.fingerprint for one in read("base.json")} == {str(one["fingerprint"]) for one in entries}


def test_servers_of_several_processes_lose_no_decision(tmp_path: Path) -> None:
    """Each reads the baseline and writes it while the others wait."""
    code = """if True:
        import sys
        from dataclasses import replace
        from pathlib import Path
        from audit.baseline import parse
        from audit.review import ReviewServer
        from reports.html.folder import is_ours
        (entry,) = parse(sys.stdin.buffer.read(), "one", "")
        with ReviewServer(Path("."), "base.json", is_ours, by="Ann") as server:
            for number in range(20):
                server.keep((replace(entry, fingerprint=f"{sys.argv[1]}-{number}"),), frozenset())
    """
    given = json.dumps({"schema_version": 1, "entries": [ENTRY]}).encode()
    environment = {**os.environ, "PYTHONPATH": str(Path(__file__).parents[2])}
    names = ("one", "other", "third")
    processes = [
        subprocess.Popen([sys.executable, "-c", code, name], stdin=subprocess.PIPE, cwd=tmp_path, env=environment)
        for name in names
    ]
    for process in processes:
        assert process.stdin is not None
        process.stdin.write(given)
        process.stdin.close()

    assert [process.wait() for process in processes] == [0, 0, 0]
    found = {one.fingerprint for one in read(str(tmp_path / "base.json"))}
    assert found == {f"{name}-{number}" for name in names for number in range(20)}


def test_it_hears_on_this_machine_alone(server: ReviewServer) -> None:
    """The address that it is bound to is the loopback interface's."""
    assert server.socket.family == socket.AF_INET
    assert server.server_address[0] == "127.0.0.1"
