from __future__ import annotations

import re
from importlib.resources import files

import pytest

_SHEET = files("reports.html").joinpath("style.css").read_text("utf-8")
_BLOCKS = re.findall(r":root \{(.*?)\}", _SHEET, re.DOTALL)
_LIGHT, _DARK = (dict(re.findall(r"--([\w-]+): (#[0-9a-f]{6})", block)) for block in _BLOCKS[:2])

_PAIRS = [
    *(
        (name, ground)
        for name in ("ink", "muted", "link", "good", "warning", "error", "note")
        for ground in ("paper", "panel")
    ),
    *((name, f"{name}-bg") for name in ("error", "warning", "note", "good", "calm", "chip")),
    *(("ink", f"{name}-bg") for name in ("error", "warning", "note", "calm")),
    *(("muted", f"{name}-bg") for name in ("calm",)),
    *(("paper", name) for name in ("error", "warning", "note", "calm", "ink")),
]


def _luminance(colour: str) -> float:
    parts = [int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5)]
    linear = [part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


@pytest.mark.parametrize("scheme", [_LIGHT, _DARK], ids=["light", "dark"])
@pytest.mark.parametrize(("ink", "ground"), _PAIRS)
def test_text_can_be_read_on_its_ground(scheme: dict[str, str], ink: str, ground: str) -> None:
    """Every pair of colours that the sheet puts together has the contrast that WCAG AA asks of text."""
    dark, light = sorted((_luminance(scheme[ink]), _luminance(scheme[ground])))
    assert (light + 0.05) / (dark + 0.05) >= 4.5


def test_the_sheet_loads_nothing() -> None:
    """No font, picture or other sheet is fetched."""
    assert "url(" not in _SHEET
    assert "@import" not in _SHEET
