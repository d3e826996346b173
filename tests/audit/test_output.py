import io
import os
import stat
import subprocess
import sys
from pathlib import Path

import pytest
from click.testing import CliRunner

from audit.cli import main
from audit.output import Target, written
from audit.progress import progress

ROOT = Path(__file__).parents[2]
ENVIRONMENT = {**os.environ, "PYTHONPATH": str(ROOT)}
COMMAND = [sys.executable, "-m", "audit"]


@pytest.fixture(autouse=True)
def _here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    Path("a.txt").write_text("Many of the 400 met on 31 February 2023.\n" * 50, encoding="utf-8")


def fail(target: Target) -> None:
    with written(target) as stream:
        stream.write("half")
        raise RuntimeError("no luck")


@pytest.mark.parametrize("old", ["the old report", None])
def test_a_report_is_whole_or_absent(old: str | None) -> None:
    """A writer that fails midway leaves what was there, and nothing else beside it."""
    if old:
        Path("out.json").write_text(old, encoding="utf-8")
    before = sorted(path.name for path in Path().iterdir())

    with pytest.raises(RuntimeError):
        fail(Target("json", "out.json"))

    assert sorted(path.name for path in Path().iterdir()) == before
    assert not old or Path("out.json").read_text(encoding="utf-8") == old


def test_a_report_keeps_permissions_and_links() -> None:
    """The new file may be read by whom the old one could; a link stays a link; a new one follows the umask."""
    Path("real.json").write_text("old", encoding="utf-8")
    Path("real.json").chmod(0o640)
    Path("link.json").symlink_to("real.json")
    mask = os.umask(0o027)
    try:
        for name in ("link.json", "new.json"):
            with written(Target("json", name)) as stream:
                stream.write("new\n")
    finally:
        os.umask(mask)

    assert Path("link.json").is_symlink()
    assert Path("real.json").read_bytes() == b"new\n"
    assert stat.S_IMODE(Path("real.json").stat().st_mode) == 0o640
    assert stat.S_IMODE(Path("new.json").stat().st_mode) == 0o640


def test_a_device_is_written_to_not_replaced() -> None:
    """/dev/null stays a device."""
    with written(Target("json", "/dev/null")) as stream:
        stream.write("gone")

    assert stat.S_ISCHR(Path("/dev/null").stat().st_mode)


@pytest.mark.parametrize("bad", ["missing/out.json", "a.txt/out.json", ".", "x" * 300])
def test_what_cannot_be_written_is_named_and_the_others_are(bad: str) -> None:
    """Exit status 2, with the path; the reports before and after it are there."""
    arguments = ["--report", "json=one.json", "--report", f"json={bad}", "--report", "sarif=two.sarif"]

    result = CliRunner().invoke(main, ["check", "a.txt", "--jobs", "1", *arguments])

    assert result.exit_code == 2
    assert bad in result.stderr
    assert Path("one.json").stat().st_size
    assert Path("two.sarif").stat().st_size


def test_a_folder_of_somebody_else_is_not_replaced() -> None:
    """An HTML report goes to a new folder or one of ours, never to one that holds other files."""
    Path("mine").mkdir()
    Path("mine/letter.txt").write_text("Dear", encoding="utf-8")

    results = [
        CliRunner().invoke(main, ["check", "a.txt", "--jobs", "1", "--report", f"html={name}"])
        for name in ("mine", "new", "new")
    ]

    assert [result.exit_code for result in results] == [2, 1, 1]
    assert [path.name for path in Path("mine").iterdir()] == ["letter.txt"]
    assert Path("new/index.html").is_file()


@pytest.mark.parametrize(
    "command", [["check", "a.txt", "--jobs", "1"], ["annotate", *["a.txt"] * 40], ["schema", "config"]]
)
def test_a_broken_pipe_is_quiet(command: list[str]) -> None:
    """Who reads the first bytes and goes away, as ``head`` does, sees no traceback."""
    if command[0] == "annotate":
        for number in range(40):
            Path(f"{number}.txt").write_bytes(Path("a.txt").read_bytes())
        command = ["annotate", *(f"{number}.txt" for number in range(40))]
    process = subprocess.Popen([*COMMAND, *command], env=ENVIRONMENT, stdout=subprocess.PIPE, stderr=subprocess.PIPE)
    assert process.stdout is not None
    assert process.stderr is not None
    with process.stdout, process.stderr:
        assert len(process.stdout.read(10)) == 10
        process.stdout.close()
        said = process.stderr.read()

    assert said == b""
    assert process.wait(timeout=30) in {0, 1}


@pytest.mark.parametrize(("closed", "status"), [("<&-", 2), (">&-", 2), (">/dev/full", 2)])
def test_a_closed_stream_is_no_verdict(closed: str, status: int) -> None:
    """Without standard input or output the audit was not done as asked: one line says so, and it is not "rejected"."""
    Path("b.txt").write_text("It rains.\n", encoding="utf-8")
    command = (
        f"{sys.executable} -m audit check --jobs 1 b.txt - {closed}"
        if "<" in closed
        else f"{sys.executable} -m audit check b.txt {closed}"
    )

    done = subprocess.run(
        ["/bin/sh", "-c", command], env=ENVIRONMENT, capture_output=True, text=True, check=False, timeout=30
    )

    assert done.returncode == status
    assert "Traceback" not in done.stderr
    assert done.stdout + done.stderr


def test_no_colour_and_no_progress_in_a_pipe() -> None:
    """What a program reads holds no escape sequence, and nothing counts on standard error."""
    done = subprocess.run([*COMMAND, "check", "a.txt"], env=ENVIRONMENT, capture_output=True, check=False, timeout=30)

    assert b"\x1b" not in done.stdout
    assert done.stderr == b""
    assert b"dates/impossible-date" in done.stdout


def test_progress_is_for_a_person_who_watches(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """Nothing is counted or written when standard error is no terminal."""
    asked = []

    def count() -> int:
        asked.append(True)
        return 2

    with progress(count) as advance:
        advance()
    assert capsys.readouterr().err == ""
    assert asked == []

    terminal = io.StringIO()
    monkeypatch.setattr(terminal, "isatty", lambda: True)
    monkeypatch.setattr(sys, "stderr", terminal)
    with progress(count) as advance:
        advance()
        assert "1/2" in terminal.getvalue()
