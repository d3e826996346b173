from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest

from reports import FOLDER_FORMATS
from reports.html.pages import page_name

if TYPE_CHECKING:
    from pathlib import Path

    from selenium.webdriver import Chrome

    from tests.reports.conftest import Build


@pytest.fixture(scope="module")
def folder(build: Build, tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("html")
    FOLDER_FORMATS["html"](build.full(), folder / "full")
    FOLDER_FORMATS["html"](build.hostile_report(), folder / "hostile")
    return folder


@pytest.fixture(params=["light", "dark"])
def scheme(request: pytest.FixtureRequest, driver: Chrome) -> str:
    features = [{"name": "prefers-color-scheme", "value": request.param}]
    driver.execute_cdp_cmd("Emulation.setEmulatedMedia", {"features": features})
    return str(request.param)


def _log(driver: Chrome, name: str) -> list[dict[str, str]]:
    """What the browser has noted since it was last asked."""
    return list(driver.get_log(name))  # type: ignore[no-untyped-call]


def _open(driver: Chrome, page: Path) -> list[str]:
    """Open ``page``; the addresses that were asked for."""
    for name in ("browser", "performance"):
        _log(driver, name)
    driver.get(page.as_uri())
    events = [json.loads(entry["message"])["message"] for entry in _log(driver, "performance")]
    return [event["params"]["request"]["url"] for event in events if event["method"] == "Network.requestWillBeSent"]


def _pages(folder: Path) -> list[Path]:
    return sorted(folder.glob("*/*.html"))


def test_no_page_runs_or_loads_anything(driver: Chrome, folder: Path, scheme: str) -> None:
    """In a real browser no script of a source runs, the policy has nothing to report, and only files are read."""
    assert scheme
    for page in _pages(folder):
        asked = _open(driver, page)
        assert asked
        assert all(url.startswith(("file://", "data:,")) for url in asked), page
        assert driver.execute_script("return window.pwned") is None
        assert _log(driver, "browser") == [], page
        assert driver.execute_script("return getComputedStyle(document.querySelector('.skip')).position") == "absolute"


def test_the_marks_are_the_words(driver: Chrome, folder: Path, scheme: str) -> None:
    """What a reader sees marked is what was found."""
    assert scheme
    _open(driver, folder / "full" / page_name("a.txt", None))
    marks = driver.execute_script("return [...document.querySelectorAll('.text mark')].map(m => m.textContent)")
    assert marks == ["Dam will fail, experts say", "March 23, 2023", "Some 40 per cent", "14 per cent", "31 February"]


def test_links_between_findings_and_marks_resolve(driver: Chrome, folder: Path, scheme: str) -> None:
    """Every link within a page has its target, for the browser too."""
    assert scheme
    for page in _pages(folder):
        _open(driver, page)
        lost = driver.execute_script(
            "return [...document.querySelectorAll('a')].filter(a => a.hash && a.pathname == location.pathname)"
            ".filter(a => !a.hash.includes('=') && !document.querySelector(a.hash)).length"
        )
        assert lost == 0, page


def test_following_a_link_shows_the_mark(driver: Chrome, folder: Path) -> None:
    """The link of a finding brings its words into view."""
    still = [{"name": "prefers-reduced-motion", "value": "reduce"}]
    driver.execute_cdp_cmd("Emulation.setEmulatedMedia", {"features": still})
    _open(driver, folder / "full" / page_name("a.txt", None))
    driver.execute_script("document.querySelector('a[href=\"#m1\"]').click()")
    place = driver.execute_script("return document.querySelector('#m1.current').getBoundingClientRect().top")
    assert driver.current_url.endswith("#f1")
    assert 0 <= place <= driver.execute_script("return innerHeight")


def test_the_schemes_differ(driver: Chrome, folder: Path, scheme: str) -> None:
    """Light and dark follow the reader's system."""
    _open(driver, folder / "full" / "index.html")
    ground = driver.execute_script("return getComputedStyle(document.documentElement).backgroundColor")
    assert ground == {"light": "rgb(251, 250, 246)", "dark": "rgb(21, 22, 26)"}[scheme]


def test_a_narrow_screen_does_not_scroll_sideways(driver: Chrome, folder: Path) -> None:
    """On a telephone every page fits the width, whatever a source holds."""
    size = {"width": 390, "height": 844, "deviceScaleFactor": 1, "mobile": False}
    driver.execute_cdp_cmd("Emulation.setDeviceMetricsOverride", size)
    try:
        for page in _pages(folder):
            _open(driver, page)
            assert driver.execute_script("return document.documentElement.scrollWidth") <= 390, page
    finally:
        driver.execute_cdp_cmd("Emulation.clearDeviceMetricsOverride", {})
