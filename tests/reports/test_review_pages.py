"""The report as a reviewer uses it, in a real browser."""

from __future__ import annotations

import json
import re
import threading
from itertools import pairwise
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from click.testing import CliRunner

from audit.baseline import read
from audit.cli import main
from audit.model import Confidence, MetadataValue, Ruling
from audit.review import ReviewServer
from reports import FOLDER_FORMATS
from reports.html.folder import is_ours
from reports.html.pages import page_name

if TYPE_CHECKING:
    from collections.abc import Iterator

    from selenium.webdriver import Chrome

    from tests.reports.conftest import Build

AXE = Path(__file__).parent / "browser" / "node_modules" / "axe-core" / "axe.min.js"
WIDE, NARROW = (1280, 900), (390, 844)

ARTICLE = (
    "By Jane Doe\n\n2026-03-01\n\n"
    "The board met on 31 February, 30 February, 31 April, 31 June and 31 September.\n\n"
    "Experts say the gate will fail. Critics say it was known. Observers believe that nothing will come of it.\n\n"
    "It met again on 31 November 2025, on 32 May 2025, and on 29 February 2025 with the engineers.\n"
)


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder with two documents and the report on them, made as people make it."""
    monkeypatch.chdir(tmp_path)
    Path("sources").mkdir()
    Path("sources/board.txt").write_text(ARTICLE, "utf-8")
    Path("sources/other.txt").write_text("Scientists say so.\n\nIt rained on 31 April 2024.\n", "utf-8")
    check("--report", "html=report")
    return tmp_path


def check(*more: str) -> dict[str, Any]:
    result = CliRunner().invoke(main, ["check", "sources", "--jobs", "1", "--report", "json=-", *more])
    found: dict[str, Any] = json.loads(result.stdout)
    return found


@pytest.fixture
def browser(driver: Chrome) -> Iterator[Chrome]:
    """The browser, wide and light, with nothing remembered; whatever it complains of fails the test."""
    from selenium.webdriver.support.ui import WebDriverWait  # noqa: PLC0415  # only where it is installed

    size(driver, WIDE)
    media(driver, "light")
    driver.get_log("browser")  # type: ignore[no-untyped-call]
    driver.get_log("performance")  # type: ignore[no-untyped-call]
    driver.wait = WebDriverWait(driver, 20)  # type: ignore[attr-defined]
    yield driver
    size(driver, WIDE)
    media(driver, "light")
    assert driver.get_log("browser") == []  # type: ignore[no-untyped-call]
    events = [json.loads(entry["message"])["message"] for entry in driver.get_log("performance")]  # type: ignore[no-untyped-call]
    asked = [one["params"]["request"]["url"] for one in events if one["method"] == "Network.requestWillBeSent"]
    assert [url for url in asked if not re.match(r"file://|data:|blob:|about:|http://127\.0\.0\.1:\d+/", url)] == []


def size(driver: Chrome, wanted: tuple[int, int]) -> None:
    metrics = {"width": wanted[0], "height": wanted[1], "deviceScaleFactor": 1, "mobile": False}
    driver.execute_cdp_cmd("Emulation.setDeviceMetricsOverride", metrics)


def media(driver: Chrome, scheme: str, kind: str = "") -> None:
    features = [
        {"name": "prefers-color-scheme", "value": scheme},
        {"name": "prefers-reduced-motion", "value": "reduce"},
    ]
    driver.execute_cdp_cmd("Emulation.setEmulatedMedia", {"media": kind, "features": features})


def visit(browser: Chrome, page: Path | str) -> None:
    browser.get("about:blank")
    browser.get(page if isinstance(page, str) else page.as_uri())


def ask(browser: Chrome, script: str, *arguments: object) -> Any:  # noqa: ANN401  # whatever the page says
    return browser.execute_script(f"return {script}", *arguments)


def press(browser: Chrome, *keys: str) -> None:
    from selenium.webdriver import ActionChains  # noqa: PLC0415  # only where it is installed

    for key in keys:
        ActionChains(browser).send_keys(key).perform()
        # What a key sets off may be done in a later task of the page, as a dialog that closes.
        browser.execute_async_script("requestAnimationFrame(() => setTimeout(arguments[0]))")


def write(browser: Chrome, selector: str, words: str) -> None:
    """Write into a field as if by hand."""
    field = browser.find_element("css selector", selector)
    field.clear()
    field.send_keys(words)


def states(browser: Chrome) -> list[str]:
    return list(ask(browser, "[...document.querySelectorAll('.finding')].map(f => f.dataset.state)"))


def board(folder: Path) -> Path:
    return folder / "report" / page_name("sources/board.txt", None)


def work(browser: Chrome, page: Path) -> float:
    """The seconds of work that it takes to open a page, not those in which other programs had the processor."""
    browser.execute_cdp_cmd("Performance.enable", {"timeDomain": "threadTicks"})
    visit(browser, page)
    metrics = browser.execute_cdp_cmd("Performance.getMetrics", {})["metrics"]
    return next(float(one["value"]) for one in metrics if one["name"] == "TaskDuration")


def exported(browser: Chrome, folder: Path) -> Path:
    """The decisions file that the page gives."""
    browser.execute_cdp_cmd("Browser.setDownloadBehavior", {"behavior": "allow", "downloadPath": str(folder)})
    file = folder / "decisions.json"
    browser.find_element("css selector", "[data-export]").click()
    browser.wait.until(lambda _: file.is_file() and file.stat().st_size)  # type: ignore[attr-defined]
    return file


def test_ten_findings_by_keyboard_reach_the_baseline(browser: Chrome, folder: Path) -> None:
    """Gone through with keys, kept over a reload, exported, applied, and decided in the next audit and its report."""
    visit(browser, board(folder))
    assert len(states(browser)) >= 10
    write(browser, "[data-reviewer]", "Ann Ó Dálaigh")
    press(browser, "\ue00c")  # Escape leaves the field
    for number in range(10):
        press(browser, "j")
        if number % 5 == 1:
            press(browser, "d")
            write(browser, "#decide input[name=reason]", f"known <{number}>")
            press(browser, "\ue007")
        else:
            press(browser, {0: "c", 2: "n", 3: "c", 4: "c"}[number % 5])
    press(browser, "u")  # the tenth is undecided again
    wanted = ["confirmed", "dismissed", "second-look", "confirmed", "confirmed"] * 2
    wanted[9] = "undecided"
    assert states(browser)[:10] == wanted
    browser.refresh()
    assert states(browser)[:10] == wanted
    assert "9 decided" in ask(browser, "document.querySelector('[data-progress]').textContent")
    file = exported(browser, folder)
    assert CliRunner().invoke(main, ["review", "apply", str(file), "--baseline", "base.json"]).exit_code == 0
    entries = read("base.json")
    assert {entry.by for entry in entries} == {"Ann Ó Dálaigh"}
    assert sorted(entry.reason for entry in entries if entry.status is Ruling.DISMISSED) == ["known <1>", "known <6>"]
    document = check("--baseline", "base.json", "--report", "html=report")["documents"][0]
    decided = [(finding["decision"] or {"state": "undecided"})["state"] for finding in document["findings"]]
    assert decided[:10] == wanted
    ask(browser, "localStorage.clear()")
    visit(browser, board(folder))
    assert states(browser)[:10] == wanted


def test_a_dismissal_says_why(browser: Chrome, folder: Path) -> None:
    """Without a reason nothing is dismissed; what was given is offered again, and may hold for a while only."""
    visit(browser, board(folder))
    ask(browser, "localStorage.clear()")
    visit(browser, board(folder))
    press(browser, "j", "d", "\ue007")
    assert "Say why" in ask(browser, "document.querySelector('[data-problem]').textContent")
    write(browser, "#decide input[name=reason]", "house style")
    press(browser, "\ue007")
    assert "Say who" in ask(browser, "document.querySelector('[data-problem]').textContent")
    write(browser, "#decide input[name=by]", "Bo")
    ask(browser, "document.querySelector('#decide input[name=expires]').value = '2027-01-31'")
    press(browser, "\ue007")
    assert states(browser)[0] == "dismissed"
    ruling = ask(browser, "document.querySelector('.finding [data-ruling]').textContent")
    assert re.fullmatch(r"dismissed by Bo on \d{4}-\d\d-\d\d, until 2027-01-31: house style", ruling)
    press(browser, "j", "d")
    assert ask(browser, "document.querySelector('#decide input[name=reason]').value") == "house style"
    press(browser, "\ue00c")
    assert states(browser)[1] == "undecided"


def test_all_findings_of_a_rule_are_decided_at_once(browser: Chrome, folder: Path) -> None:
    """In a document with its key, in all documents from the index; and the index counts them."""
    visit(browser, folder / "report" / "index.html")
    ask(browser, "localStorage.clear(), localStorage.setItem('source-audit reviewer', 'Bo')")
    visit(browser, folder / "report" / "index.html")
    browser.find_element("css selector", 'tr[data-rule="dates/impossible-date"] [data-bulk]').click()
    browser.wait.until(lambda _: ask(browser, "document.getElementById('decide').open"))  # type: ignore[attr-defined]
    write(browser, "#decide input[name=reason]", "a test")
    press(browser, "\ue007")
    browser.wait.until(  # type: ignore[attr-defined]
        lambda _: ", 0 decided" not in ask(browser, "document.querySelector('[data-matches]').textContent")
    )
    found = ask(browser, "[...document.querySelectorAll('td.decided')].map(cell => cell.textContent)")
    assert all(not cell.startswith("0 of") for cell in found)
    visit(browser, board(folder))
    of_rule = ask(
        browser,
        "[...document.querySelectorAll('.finding')].filter(f => f.textContent.includes('dates/impossible-date'))"
        ".map(f => f.dataset.state)",
    )
    assert set(of_rule) == {"dismissed"}


def test_what_was_decided_from_the_index_can_be_taken_back_there(browser: Chrome, folder: Path) -> None:
    """One's own decisions go; only what the baseline of the report has asks that somebody look again."""
    rule = "dates/impossible-date"
    index = folder / "report" / "index.html"

    def decide(status: str) -> list[tuple[str, str]]:
        browser.find_element("css selector", f'tr[data-rule="{rule}"] [data-bulk]').click()
        browser.wait.until(lambda _: ask(browser, "document.getElementById('decide').open"))  # type: ignore[attr-defined]
        browser.find_element("css selector", f"#decide input[value={status}]").click()
        press(browser, "\ue007")
        browser.wait.until(lambda _: not ask(browser, "document.getElementById('decide').open"))  # type: ignore[attr-defined]
        kept = "Object.entries(localStorage).filter(([k]) => k.startsWith('source-audit decisions')).map(([, v]) => v)"
        entries = [entry for text in ask(browser, kept) for entry in json.loads(text)]
        assert {entry["rule"] for entry in entries} <= {rule}
        return [(entry["status"], entry["reason"]) for entry in entries]

    visit(browser, index)
    ask(browser, "localStorage.clear(), localStorage.setItem('source-audit reviewer', 'Bo')")
    visit(browser, index)
    assert {status for status, _ in decide("confirmed")} == {"confirmed"}
    file = exported(browser, folder)
    assert decide("undecided") == []
    assert CliRunner().invoke(main, ["review", "apply", str(file), "--baseline", "base.json"]).exit_code == 0
    check("--baseline", "base.json", "--report", "html=report")
    visit(browser, index)
    assert set(decide("undecided")) == {("second-look", "decision taken back")}


def test_the_index_filters_sorts_and_keeps_both_in_the_address(browser: Chrome, folder: Path) -> None:
    """By what was found and by words of documents and findings; a reload and a link show the same."""
    visit(browser, folder / "report" / "index.html")
    names = "[...document.querySelectorAll('[data-table] tbody th a')].map(a => a.textContent)"
    both = ["sources/board.txt", "sources/other.txt"]
    assert ask(browser, names) == both
    browser.find_element("css selector", '[data-sort="words"]').click()
    assert ask(browser, names) == both
    browser.find_element("css selector", '[data-sort="words"]').click()
    assert ask(browser, names) == both[::-1]
    press(browser, "/")
    press(browser, *"it rained")
    press(browser, *"\b" * 9, *"31 April 2024")
    browser.wait.until(lambda _: ask(browser, names) == both[1:])  # type: ignore[attr-defined]
    assert "q=31%20April%202024" in browser.current_url
    browser.refresh()
    browser.wait.until(lambda _: ask(browser, names) == both[1:])  # type: ignore[attr-defined]
    visit(browser, f"{(folder / 'report' / 'index.html').as_uri()}#family=dates&severity=error&state=undecided")
    assert ask(browser, "document.querySelector('[data-filter=family]').value") == "dates"
    assert ask(browser, names) == both
    assert "severity=error" in ask(browser, "document.querySelector('[data-table] tbody th a').hash")
    visit(browser, f"{(folder / 'report' / 'index.html').as_uri()}#state=confirmed&q=%E2%80%AE")
    assert "No document" in ask(browser, "document.querySelector('[data-table]').textContent")


def test_the_index_shows_hidden_characters_as_every_report_does(browser: Chrome, build: Build, tmp_path: Path) -> None:
    """In names and titles, those of them too that no category of Unicode calls hidden; a search finds them as shown."""
    title = {"title": (MetadataValue("Blank\u3164 \u2800title", "the text", Confidence.MEDIUM, None),)}
    documents = [build.document(build.article, path="wire/a\u202eb\u115f.txt", provenance=title)]
    made = tmp_path / "report"
    FOLDER_FORMATS["html"](build.report(documents), made)
    visit(browser, made / "index.html")
    shown = "[...document.querySelectorAll('[data-table] tbody bdi')].map(cell => cell.textContent)"
    wanted = ["wire/a<U+202E>b<U+115F>.txt", "Blank<U+3164> <U+2800>title"]
    assert ask(browser, shown) == wanted
    write(browser, '[data-filter="q"]', "<u+115f>")
    browser.wait.until(lambda _: "q=" in browser.current_url)  # type: ignore[attr-defined]
    assert ask(browser, shown) == wanted


def test_a_link_leads_to_a_finding_and_a_filter(browser: Chrome, folder: Path) -> None:
    """The finding of the address is chosen, beside its words; the filter of the address hides the others."""
    visit(browser, board(folder))
    chosen = ask(browser, "[...document.querySelectorAll('[data-margin] .finding')].at(-2).id")
    visit(browser, f"{board(folder).as_uri()}#{chosen}")
    assert ask(browser, "document.querySelector('.finding.current').id") == chosen
    boxes = ask(
        browser,
        "[document.querySelector('.finding.current .n'), document.querySelector('a.n.current')]"
        ".map(one => one.getBoundingClientRect().top)",
    )
    assert abs(boxes[0] - boxes[1]) < 40
    assert 0 < boxes[1] < WIDE[1]
    visit(browser, f"{board(folder).as_uri()}#rule=attribution%2Fvague-attribution")
    shown = ask(browser, "[...document.querySelectorAll('.finding:not([hidden]) .rule-id')].map(r => r.textContent)")
    assert set(shown) == {"attribution/vague-attribution"}


def test_findings_stand_beside_their_words_without_overlap(browser: Chrome, folder: Path) -> None:
    """None covers another, whichever is chosen."""
    visit(browser, board(folder))
    for _ in range(4):
        press(browser, "j")
        boxes = ask(
            browser,
            "[...document.querySelectorAll('.placed .finding')].map(f => f.getBoundingClientRect())"
            ".map(b => [b.top, b.bottom])",
        )
        assert all(upper[1] <= lower[0] for upper, lower in pairwise(boxes))


def test_findings_stand_beside_their_words_again(browser: Chrome, folder: Path) -> None:
    """After the window was narrow for a while, or the page was printed."""
    visit(browser, board(folder))
    tops = "[...document.querySelectorAll('.placed .finding')].map(f => f.style.top)"
    before = ask(browser, tops)
    size(browser, NARROW)
    browser.wait.until(lambda _: ask(browser, "!document.querySelector('.placed')"))  # type: ignore[attr-defined]
    size(browser, WIDE)
    browser.wait.until(lambda _: ask(browser, tops) == before)  # type: ignore[attr-defined]
    assert len(set(before)) == len(before) > 1


def test_the_explanation_comes_on_demand(browser: Chrome, folder: Path) -> None:
    """With a key, from a file that is read only then; and goes again."""
    visit(browser, f"{board(folder).as_uri()}#f4")
    press(browser, "e")
    browser.wait.until(  # type: ignore[attr-defined]
        lambda _: "Why it matters." in (ask(browser, "document.querySelector('.explanation')?.textContent") or "")
    )
    press(browser, "e")
    assert ask(browser, "document.querySelector('.explanation')") is None


def test_the_server_saves_into_the_baseline(browser: Chrome, folder: Path) -> None:
    """What is decided stands in the file at once, the pages show it, and it can be taken back."""
    with ReviewServer(folder / "report", "base.json", is_ours, by="Bo") as server:
        thread = threading.Thread(target=server.serve_forever, args=(0.01,))
        thread.start()
        try:
            visit(browser, server.address)
            assert browser.current_url.endswith("/index.html")
            visit(browser, f"http://127.0.0.1:{server.server_port}/{board(folder).name}")
            press(browser, "j", "c", "j", "n")
            browser.wait.until(lambda _: len(server.entries()) == 2)  # type: ignore[attr-defined]
            assert sorted(one.status for one in server.entries()) == [Ruling.CONFIRMED, Ruling.SECOND_LOOK]
            browser.refresh()
            assert states(browser)[:3] == ["confirmed", "second-look", "undecided"]
            press(browser, "u")
            browser.wait.until(lambda _: len(server.entries()) == 1)  # type: ignore[attr-defined]
        finally:
            server.shutdown()
            thread.join()


def test_what_the_server_did_not_take_is_kept_until_it_takes_a_later_decision(browser: Chrome, folder: Path) -> None:
    """A decision that failed to reach the baseline stays in the browser; the later one that did replaces it."""
    toast = "document.querySelector('[data-toast]').textContent"
    away = "window.fetch = () => Promise.reject(new Error('away'))"
    with ReviewServer(folder / "report", "base.json", is_ours, by="Bo") as server:
        thread = threading.Thread(target=server.serve_forever, args=(0.01,))
        thread.start()
        try:
            visit(browser, server.address)
            visit(browser, f"http://127.0.0.1:{server.server_port}/{board(folder).name}")
            ask(browser, away)
            press(browser, "j", "c")
            browser.wait.until(lambda _: "in this browser" in ask(browser, toast))  # type: ignore[attr-defined]
            browser.refresh()
            assert states(browser)[0] == "confirmed"
            assert not server.entries()
            press(browser, "n")
            assert ask(browser, toast) == "Finding 1: second look."
            browser.wait.until(lambda _: len(server.entries()) == 1)  # type: ignore[attr-defined]
            browser.refresh()
            assert states(browser)[0] == "second-look"
            ask(browser, away)
            press(browser, "u")
            browser.wait.until(lambda _: "take it back again" in ask(browser, toast))  # type: ignore[attr-defined]
            assert "Kept" not in ask(browser, toast)
            browser.refresh()
            assert states(browser)[0] == "second-look"
        finally:
            server.shutdown()
            thread.join()


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("wanted", [WIDE, NARROW], ids=["wide", "narrow"])
def test_axe_finds_nothing(browser: Chrome, folder: Path, scheme: str, wanted: tuple[int, int]) -> None:
    """Nothing that axe-core knows keeps people out, in any state of the pages."""
    if not AXE.is_file():
        pytest.skip(f"axe-core is missing: npm ci --prefix {AXE.parents[2].relative_to(Path.cwd().anchor)}")
    size(browser, wanted)
    media(browser, scheme)
    rule = folder / "report" / "rule-dates-impossible-date.html"
    for page, prepare in (
        (folder / "report" / "index.html", ""),
        (board(folder), ""),
        (board(folder), "location.hash = 'f4'"),
        (board(folder), "document.getElementById('help').showModal()"),
        (rule, ""),
    ):
        visit(browser, page)
        ask(browser, prepare or "0")
        browser.execute_script(AXE.read_text("utf-8"))
        found = browser.execute_async_script(
            "const done = arguments[0];"
            "axe.run(document, {preload: false}).then(result => done(result.violations.map(v => "
            "[v.id, v.nodes.map(node => node.html)])), error => done([String(error)]))"
        )
        assert found == [], page


def test_the_text_begins_on_the_first_screen(browser: Chrome, folder: Path) -> None:
    """What is known of the document besides stands on one line above it until somebody asks."""
    visit(browser, board(folder))
    assert ask(browser, "document.querySelector('.text').getBoundingClientRect().top") < WIDE[1] * 0.8
    closed = ask(browser, "[...document.querySelectorAll('.panels details')].map(one => one.open)")
    assert closed
    assert not any(closed)
    stated = browser.find_element("css selector", ".text a.stated")
    stated.click()
    assert ask(browser, "document.querySelector('.provenance').open")
    assert ask(browser, "document.querySelector(location.hash).offsetHeight") > 0


def test_paper_shows_everything_but_the_controls(browser: Chrome, folder: Path) -> None:
    """Printed, the findings stand in their order with their evidence, in black on white."""
    media(browser, "dark", "print")
    visit(browser, board(folder))
    assert ask(browser, "getComputedStyle(document.documentElement).backgroundColor") == "rgb(255, 255, 255)"
    assert ask(browser, "getComputedStyle(document.querySelector('.tools')).display") == "none"
    assert ask(browser, "[...document.querySelectorAll('.finding .more')].every(m => m.offsetHeight > 0)")
    assert ask(browser, "[...document.querySelectorAll('.provenance dd')].every(d => d.checkVisibility())")
    boxes = ask(browser, "[...document.querySelectorAll('.finding')].map(f => f.getBoundingClientRect().top)")
    assert boxes == sorted(boxes)


def test_the_pages_can_be_read_without_scripts(browser: Chrome, folder: Path) -> None:
    """Text, findings, evidence and links are there, and no control that does nothing."""
    browser.execute_cdp_cmd("Emulation.setScriptExecutionDisabled", {"value": True})
    try:
        visit(browser, board(folder))
        visible = [one for one in browser.find_elements("css selector", ".finding .more") if one.is_displayed()]
        assert len(visible) >= 10
        assert not any(one.is_displayed() for one in browser.find_elements("css selector", "button, select, input"))
        visit(browser, folder / "report" / "index.html")
        browser.find_element("link text", "sources/other.txt").click()
        assert browser.title
    finally:
        browser.execute_cdp_cmd("Emulation.setScriptExecutionDisabled", {"value": False})


def test_one_file_holds_the_page_and_its_scripts(browser: Chrome, folder: Path) -> None:
    """The page of one document is reviewed like any other, explanations included, from a single file."""
    arguments = ["check", "sources/board.txt", "--single-file", "--report", "html=board.html", "--report", "json=-"]
    CliRunner().invoke(main, arguments)
    visit(browser, folder / "board.html")
    ask(browser, "localStorage.clear(), localStorage.setItem('source-audit reviewer', 'Bo')")
    visit(browser, folder / "board.html")
    press(browser, "j", "c", "e")
    assert states(browser)[0] == "confirmed"
    assert "Why it matters." in ask(browser, "document.querySelector('.explanation').textContent")
    assert json.loads(exported(browser, folder).read_text("utf-8"))["entries"][0]["status"] == "confirmed"


@pytest.fixture(scope="module")
def hostile(build: Build, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Documents that are as large and as dense as anybody can make them."""
    line = f"{'word ' * 100_000}{build.hostile}{'x' * 500_000}"
    many = "\n\n".join(f"Paragraph {n} says that the council met and voted to do nothing." for n in range(2500))
    step = len(many) // 5000
    documents = [
        build.document(line, [build.finding(line, (n * 5000, n * 5000 + 4)) for n in range(150)], path="line"),
        build.document(many, [build.finding(many, (n * step, n * step + 9)) for n in range(5000)], path="many"),
        build.document(
            many[:9000],
            [build.finding(many, (n, 9000 - n), excerpt=many[:200], message=build.hostile) for n in range(4000)],
            path="nested",
        ),
        build.document(
            many[:900],
            [build.finding(many, (9, 900), excerpt=many[:200], message=build.hostile) for _ in range(5000)],
            path="same",
        ),
    ]
    folder = tmp_path_factory.mktemp("hostile") / "report"
    FOLDER_FORMATS["html"](build.report(documents), folder)
    return folder


@pytest.mark.parametrize("name", ["line", "many", "nested", "same"])
def test_hostile_documents_open_in_time(browser: Chrome, hostile: Path, name: str) -> None:
    """A million characters in a line and five thousand findings, also on one passage, cost less than three seconds."""
    assert min(work(browser, hostile / page_name(name, None)) for _ in range(3)) < 3
    assert ask(browser, "window.pwned") is None
    press(browser, "j", "j")
    assert ask(browser, "document.querySelector('.finding.current').id") == "f2"


def test_many_documents_open_in_time(browser: Chrome, build: Build, tmp_path: Path) -> None:
    """Ten thousand documents with a hundred thousand findings are filtered and sorted at once."""
    text = build.article
    found = [build.finding(text, (n, n + 9), fingerprint=f"{n:032x}") for n in range(0, 100, 10)]
    documents = [build.document(text, found, path=f"wire/{n:05}.txt") for n in range(10_000)]
    made = tmp_path / "report"
    made.mkdir()
    index_only(build, documents, made)
    assert min(work(browser, made / "index.html") for _ in range(2)) < 3
    assert ask(browser, "document.querySelector('[data-matches]').textContent").startswith("10\u202f000 documents, 100")
    assert ask(browser, "document.querySelectorAll('[data-table] tbody tr').length") == 100
    write(browser, '[data-filter="q"]', "wire/0999")
    browser.wait.until(  # type: ignore[attr-defined]
        lambda _: ask(browser, "document.querySelectorAll('[data-table] tbody tr').length") == 10
    )


def index_only(build: Build, documents: list[Any], folder: Path) -> None:
    """Write the index of a report, without the pages of its documents, which take their time."""
    from reports.html import ASSETS, index_page, rule_page  # noqa: PLC0415  # what write puts together
    from reports.html.folder import Folder  # noqa: PLC0415
    from reports.html.index_data import IndexData  # noqa: PLC0415
    from reports.html.pages import asset  # noqa: PLC0415
    from reports.html.rows import row_of  # noqa: PLC0415

    report = build.report(documents)
    new = Folder(folder, folder / "none")
    for name in ASSETS:
        new.put(name, [asset(name).encode()])
    data = IndexData(new)
    rows = [row_of(document) for document in documents]
    new.put("documents.js", data.lines(iter([data.added(document) for document in documents])))
    index_page.write(report, rows, rule_page.links(report.tool, rows), data.families, new)
