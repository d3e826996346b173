from __future__ import annotations

import pathlib
import re
from collections.abc import Callable
from dataclasses import replace
from html.parser import HTMLParser
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from audit.model import Severity, SkippedFile, Verdict
from reports import FOLDER_FORMATS, NotOurs
from reports.html import index_page
from reports.html.folder import MARKER
from reports.html.marks import KINDS, STEP, Mark, marked
from reports.html.pages import NAMES, page_name

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from audit.model import AuditReport, DocumentReport
    from tests.reports.conftest import Build

Pages = Callable[["AuditReport"], dict[str, str]]

_VOID = {"meta", "link", "input"}
SCRIPTS = {"review.js", "session.js", "document.js", "index.js", "documents.js"}


class Page(HTMLParser):
    """A page as its elements, its ids and links, and the text of its document with labels turned back."""

    def __init__(self, text: str) -> None:
        super().__init__(convert_charrefs=True)
        self.tags: list[tuple[str, dict[str, str | None]]] = []
        self.ids: list[str] = []
        self.links: list[str] = []
        self.text = ""
        self.marks: list[str] = []
        self._open: list[tuple[str, str]] = []
        self.feed(text)
        self.close()
        assert not self._open, f"not closed: {self._open}"

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Note the element."""
        values = dict(attrs)
        self.tags.append((tag, values))
        if values.get("id"):
            self.ids.append(values["id"] or "")
        if tag == "a":
            self.links.append(values.get("href") or "")
        if tag == "mark":
            self.marks.append("")
        if tag not in _VOID:
            self._open.append((tag, values.get("class") or ""))

    def handle_endtag(self, tag: str) -> None:
        """An end tag closes the element that was opened last."""
        assert self._open.pop()[0] == tag

    def handle_data(self, data: str) -> None:
        """Note the document's own text: without the numbers, and with the characters that labels stand for."""
        classes = [name for _, name in self._open]
        if any(name.startswith("n ") for name in classes):
            return
        if classes and classes[-1] == "ch":
            data = chr(int(data.removeprefix("U+"), 16))
        if "text" in classes:
            self.text += data
            if any(tag == "mark" for tag, _ in self._open):
                self.marks[-1] += data


@pytest.fixture
def pages(tmp_path: Path) -> Pages:
    """Writes a report and gives its pages by name, as text."""

    def write(report: AuditReport) -> dict[str, str]:
        FOLDER_FORMATS["html"](report, tmp_path / "report")
        return {path.name: path.read_text("utf-8") for path in (tmp_path / "report").iterdir()}

    return write


def test_there_is_a_page_a_document_and_an_index(build: Build, pages: Pages) -> None:
    """The folder holds the index, a list by verdict, a page for each rule that found something, and the style sheet."""
    names = set(pages(build.full()))
    documents = {page_name("a.txt", None), page_name("c.jsonl", "7"), page_name("gone.txt", None)}
    assert names >= {"index.html", "style.css", MARKER, "reject.html", "rule-dates-impossible-date.html", *documents}
    assert "accept.html" not in names


@pytest.mark.parametrize("which", ["full", "hostile_report"])
def test_every_link_leads_somewhere(build: Build, pages: Pages, which: str) -> None:
    """No link of a report leads out of it, or to a page or a place that is not there; no id is there twice."""
    made = {name: Page(text) for name, text in pages(getattr(build, which)()).items() if name.endswith(".html")}
    for name, page in made.items():
        assert len(page.ids) == len(set(page.ids)), name
        for link in page.links:
            target, _, anchor = link.partition("#")
            assert target in {"", *made}, (name, link)
            assert not anchor or anchor in made[target or name].ids, (name, link)


def test_a_mark_and_its_finding_link_to_each_other(build: Build, pages: Pages) -> None:
    """From the words to what is wrong with them, and back."""
    page = pages(build.full())[page_name("a.txt", None)]
    assert '<a class="n error" id="m1" href="#f1"' in page
    assert '<li id="f1"' in page
    assert '<a class="n error" href="#m1" aria-label="finding 1 in the text">1</a>' in page
    assert re.search(r'<mark class="error d1" data-at="\d+">31 February</mark>', page)


def test_a_finding_on_the_whole_document_has_no_mark(build: Build, pages: Pages) -> None:
    """It stands in the list, and nowhere in the text."""
    page = Page(pages(build.full())[page_name("a.txt", None)])
    assert "f3" in page.ids
    assert "m3" not in page.ids


def test_a_related_place_in_another_document_is_linked(build: Build, pages: Pages) -> None:
    """The link leads to the other page, near the place; a document that is not in the report is named only."""
    page = pages(build.full())[page_name("c.jsonl", "7")]
    assert f'href="{page_name("a.txt", None)}#t0"' in page
    report = build.full()
    alone = replace(report, documents=[list(report.documents)[1]])
    assert page_name("a.txt", None) not in pages(alone)[page_name("c.jsonl", "7")]


def test_what_is_missing_is_said(build: Build, pages: Pages) -> None:
    """The provenance panel names every field that nothing gives."""
    page = pages(build.full())[page_name("a.txt", None)]
    assert "not stated: byline, modified, publisher, licence, url, language<" in page


def test_an_address_is_text(build: Build, pages: Pages) -> None:
    """The URL of a document is shown, not offered: a reader of reports should not visit it by a slip."""
    text = "https://evil.example/"
    document = build.document(text, provenance={"url": (build.value(text, text),)})
    page = Page(pages(build.report([document]))[page_name("a.txt", None)])
    assert not [link for link in page.links if "evil" in link]


def test_nothing_of_a_source_is_markup(build: Build, pages: Pages) -> None:
    """Scripts, quotation marks and hidden characters of any field are shown, never obeyed."""
    hidden = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u200b-\u200f\u2028-\u202e\u2066-\u2069\xad\ufeff\ufffd]")
    for name, text in pages(build.hostile_report()).items():
        assert not hidden.search(text), name
        if not name.endswith(".html"):
            continue
        page = Page(text)
        assert {tag for tag, _ in page.tags} & {"iframe", "object", "img", "base"} == set()
        scripts = [attributes for tag, attributes in page.tags if tag == "script"]
        assert all(one.get("src") in SCRIPTS or one == {"type": "application/json", "id": "data"} for one in scripts)
        for tag, attributes in page.tags:
            assert not [key for key in attributes if key.startswith("on") or key in {"style", "srcdoc"}], (
                tag,
                attributes,
            )
            assert not [value for value in attributes.values() if value and "<" in value], (tag, attributes)


def test_the_policy_stands_before_everything_it_governs(build: Build, pages: Pages) -> None:
    """Should anything slip through, the browser still runs no script and loads nothing from elsewhere."""
    for name, text in pages(build.full()).items():
        if name.endswith(".html"):
            first = [attributes for tag, attributes in Page(text).tags if tag in {"meta", "link", "title"}][:2]
            assert first[0] == {"charset": "utf-8"}
            assert first[1]["http-equiv"] == "Content-Security-Policy"
            assert first[1]["content"] == (
                "default-src 'none'; script-src 'self'; style-src 'self'; img-src data:; connect-src 'self'; "
                "base-uri 'none'; form-action 'none'"
            )


def test_a_file_name_is_no_words_of_a_source() -> None:
    """A page's name is a hash: a path cannot name a file, and a path with a record is not another path."""
    assert re.fullmatch(r"[0-9a-f]{16}\.html", page_name("../../etc/passwd\0", "x"))
    assert page_name("a", "b") != page_name("b", "a")
    assert page_name("\udcff", "\ud800") != page_name("\ud800", "\udcff")


def _mark(start: int, end: int, kind: str, number: int) -> Mark:
    return Mark(start, end, kind, f"m{number}", f"f{number}", str(number), kind)


def test_marks_within_and_across_each_other() -> None:
    """Pieces are cut at every end; each carries the gravest kind and how many places share it."""
    marks = [_mark(0, 6, "note", 1), _mark(2, 8, "error", 2), _mark(4, 5, "warning", 3)]
    shown = re.sub(r"<a[^>]*>(\d)</a>", r"[\1]", str(marked("abcdefghij", marks))).replace('<span id="t0"></span>', "")[
        5:-6
    ]
    assert re.sub(r' data-at="(\d)"', r" \1", shown) == (
        '[1]<mark class="note d1" 0>ab</mark>[2]<mark class="error d2" 2>cd</mark>[3]<mark class="error d3" 4>e</mark>'
        '<mark class="error d2" 5>f</mark><mark class="error d1" 6>gh</mark>ij'
    )


_TEXTS = st.text(st.characters(exclude_categories=()) | st.sampled_from("\r\n<>&\"'\u202e\x00 "), max_size=80)
_SPANS = st.lists(st.tuples(st.integers(-5, 90), st.integers(-5, 90), st.sampled_from(KINDS)), max_size=12)


@given(text=_TEXTS, spans=_SPANS)
def test_marks_never_change_the_text(text: str, spans: list[tuple[int, int, str]]) -> None:
    """Whatever is marked, and however, the text without the marks is the text; line ends are a browser's."""
    marks = [_mark(start, end, kind, number) for number, (start, end, kind) in enumerate(spans)]
    page = Page(f'<article class="text">{marked(text, marks)}</article>')
    assert page.text.replace("\r\n", "\n") == re.sub("\r\n?", "\n", text)


@given(text=_TEXTS.map(lambda text: text.replace("\r", "")), spans=_SPANS)
def test_what_is_marked_is_what_was_meant(text: str, spans: list[tuple[int, int, str]]) -> None:
    """The marked characters are those in some span, no more and no fewer."""
    marks = [_mark(start, end, kind, number) for number, (start, end, kind) in enumerate(spans)]
    inside = {i for start, end, _ in spans for i in range(max(0, start), min(end, len(text)))}
    page = Page(f'<article class="text">{marked(text, marks)}</article>')
    assert "".join(page.marks) == "".join(text[i] for i in sorted(inside))


def test_anchors_stand_along_a_text() -> None:
    """Another page can point near any place, without knowing what is marked there; a mark is not cut for it."""
    text = "x" * (3 * STEP)
    shown = str(marked(text, [_mark(STEP - 5, STEP + 5, "note", 1)]))
    assert re.findall(r'id="(t\d+)"', shown) == ["t0", "t1", "t2"]
    assert shown.count("<mark") == 1


def test_many_places_on_one_passage_are_cheap() -> None:
    """A thousand findings within each other make a thousand pieces, not a million."""
    marks = [_mark(n, 4000 - n, "note", n) for n in range(1000)]
    assert str(marked("x" * 4000, marks)).count("<mark") == 1999


def test_a_long_index_goes_on(build: Build, pages: Pages, monkeypatch: pytest.MonkeyPatch) -> None:
    """A table longer than a page is split, in the order of the input, and each page leads to the others."""
    monkeypatch.setattr(index_page, "ROWS", 3)
    made = pages(build.report([build.document("x", path=f"{n}.txt") for n in range(7)]))
    assert {"index.html", "index-2.html", "index-3.html", "accept-3.html"} <= set(made)
    assert re.findall(r"<bdi>(\d)\.txt", made["index-2.html"]) == ["3", "4", "5"]
    assert "4 to 6 of 7" in made["index-2.html"]


def test_the_index_says_what_became_of_all(build: Build, pages: Pages) -> None:
    """Ledger, worst documents, failures, findings by rule and files passed over."""
    index = pages(build.full())["index.html"]
    for words in ("1 of 3 could not be audited in full", "The worst", "Permission denied", "b.png", "binary"):
        assert words in index
    assert 'href="rule-dates-impossible-date.html"' in index


@pytest.mark.parametrize(
    ("verdict", "sentence"),
    [
        (Verdict.ACCEPT, "Everything is accepted"),
        (Verdict.REVIEW, "1 of 1 wants a reader’s eye"),
        (Verdict.REJECT, "1 of 1 is rejected"),
    ],
)
def test_the_headline_is_the_verdict(build: Build, pages: Pages, verdict: Verdict, sentence: str) -> None:
    """The first thing that a reader sees is what became of the run."""
    index = pages(build.report([build.document("x", verdict=verdict)]))["index.html"]
    assert f'<h1 id="sentence">{sentence}</h1>' in index


def test_an_empty_run_has_a_report(build: Build, pages: Pages) -> None:
    """That there was nothing to audit is a result as well."""
    assert "There was nothing to audit" in pages(build.report([]))["index.html"]


def test_the_same_report_is_the_same_folder(build: Build, pages: Pages) -> None:
    """No clock and no chance: reports can be compared and cached."""
    assert pages(build.full()) == pages(build.full())


def test_every_verdict_has_a_name() -> None:
    """A verdict that is added to the model gets words here."""
    assert set(NAMES) == {verdict.value for verdict in Verdict}
    assert {severity.value for severity in Severity} < set(KINDS)


def test_a_foreign_folder_is_refused(build: Build, tmp_path: Path) -> None:
    """A folder with files that no report wrote is left as it is."""
    tmp_path.joinpath("thesis.txt").write_text("mine", "utf-8")
    with pytest.raises(NotOurs, match="not empty") as caught:
        FOLDER_FORMATS["html"](build.full(), tmp_path)
    assert caught.value.folder == tmp_path
    assert [path.name for path in tmp_path.iterdir()] == ["thesis.txt"]


def test_a_foreign_file_in_our_folder_is_not_lost(build: Build, tmp_path: Path) -> None:
    """What somebody put into a report's folder is not thrown away with the report."""
    folder = tmp_path / "report"
    FOLDER_FORMATS["html"](build.full(), folder)
    folder.joinpath("notes.txt").write_text("mine", "utf-8")
    with pytest.raises(NotOurs, match=r"notes\.txt"):
        FOLDER_FORMATS["html"](build.full(), folder)
    assert folder.joinpath("notes.txt").read_text("utf-8") == "mine"


def test_a_link_is_not_followed(build: Build, tmp_path: Path) -> None:
    """A folder that is a symbolic link may lead anywhere; so may the file that says that it is ours."""
    tmp_path.joinpath("real").mkdir()
    tmp_path.joinpath("link").symlink_to("real")
    with pytest.raises(NotOurs, match="symbolic link"):
        FOLDER_FORMATS["html"](build.full(), tmp_path / "link")
    tmp_path.joinpath("real", MARKER).symlink_to("/etc/hostname")
    with pytest.raises(NotOurs):
        FOLDER_FORMATS["html"](build.full(), tmp_path / "real")


def test_a_file_is_not_a_folder(build: Build, tmp_path: Path) -> None:
    """A file with the folder's name is not replaced."""
    tmp_path.joinpath("report").write_text("mine", "utf-8")
    with pytest.raises(NotOurs, match="not a folder"):
        FOLDER_FORMATS["html"](build.full(), tmp_path / "report")


def test_a_report_is_replaced_as_a_whole(build: Build, tmp_path: Path) -> None:
    """Pages of documents that are gone are gone; nothing is left beside the folder."""
    FOLDER_FORMATS["html"](build.full(), tmp_path / "a" / "report")
    FOLDER_FORMATS["html"](build.report([build.document("x", path="new.txt")]), tmp_path / "a" / "report")
    names = {path.name for path in (tmp_path / "a" / "report").iterdir()}
    assert page_name("new.txt", None) in names
    assert page_name("gone.txt", None) not in names
    assert [path.name for path in (tmp_path / "a").iterdir()] == ["report"]


def test_an_interrupted_report_leaves_the_old_one(build: Build, tmp_path: Path) -> None:
    """A run that is stopped half way leaves what was there, whole, and nothing else."""
    FOLDER_FORMATS["html"](build.full(), tmp_path / "report")
    before = {path.name: path.read_bytes() for path in (tmp_path / "report").iterdir()}

    class Stopped:
        def __iter__(self) -> Iterator[DocumentReport]:
            yield build.document("x")
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        FOLDER_FORMATS["html"](replace(build.full(), documents=Stopped()), tmp_path / "report")
    assert {path.name: path.read_bytes() for path in (tmp_path / "report").iterdir()} == before
    assert [path.name for path in tmp_path.iterdir()] == ["report"]


def test_a_swap_that_fails_leaves_the_old_one(build: Build, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """If the new folder cannot be put in place, the old one is put back."""
    FOLDER_FORMATS["html"](build.full(), tmp_path / "report")
    rename = pathlib.Path.rename

    def failing(self: Path, target: Path) -> Path:
        if self.name == "new":
            raise OSError("no")
        return rename(self, target)

    monkeypatch.setattr(pathlib.Path, "rename", failing)
    with pytest.raises(OSError, match="no"):
        FOLDER_FORMATS["html"](build.report([]), tmp_path / "report")
    assert (tmp_path / "report" / page_name("gone.txt", None)).exists()
    assert [path.name for path in tmp_path.iterdir()] == ["report"]


def test_an_empty_folder_is_taken(build: Build, tmp_path: Path) -> None:
    """A folder made beforehand is as good as none."""
    tmp_path.joinpath("report").mkdir()
    FOLDER_FORMATS["html"](build.full(), tmp_path / "report")
    assert (tmp_path / "report" / "index.html").exists()


def test_files_passed_over_beyond_a_page_are_counted(build: Build, pages: Pages) -> None:
    """A walk past a hundred thousand pictures does not make an index of a hundred thousand rows."""
    skipped = tuple(SkippedFile(f"{n}.png", "binary") for n in range(index_page.ROWS + 5))
    assert "and 5 more" in pages(build.report([], skipped=skipped))["index.html"]
