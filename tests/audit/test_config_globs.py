import re
import time
from functools import cache

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from audit.config.globs import compile_globs, translate


def fits(glob: str, path: str) -> bool:
    return compile_globs([glob]).match(path) is not None


def slowly_fits(glob: str, path: str) -> bool:
    """The meaning of a glob, written as plainly as can be: try everything."""

    @cache
    def parts(globs: tuple[str, ...], names: tuple[str, ...]) -> bool:
        if not globs:
            return not names
        if globs == ("**",):
            return bool(names)
        if globs[0] == "**":
            return parts(globs[1:], names) or (bool(names) and parts(globs, names[1:]))
        return bool(names) and characters(globs[0], names[0]) and parts(globs[1:], names[1:])

    @cache
    def characters(part: str, name: str) -> bool:
        if not part:
            return not name
        if part[0] == "*":
            return characters(part[1:], name) or (bool(name) and characters(part, name[1:]))
        if part[0] == "[":
            inside, _, rest = part[1:].partition("]")
            negated = inside.startswith("!")
            return bool(name) and ((name[0] in inside.lstrip("!")) != negated) and characters(rest, name[1:])
        return bool(name) and part[0] in ("?", name[0]) and characters(part[1:], name[1:])

    return parts(tuple(glob.split("/")), tuple(path.split("/")))


PIECE = st.sampled_from(["a", "b", ".", "?", "*", "[ab]", "[!a]"])
PART = (
    st.lists(PIECE, min_size=1, max_size=6)
    .map("".join)
    .filter(lambda part: "**" not in part and part not in (".", ".."))
)
GLOB = st.lists(PART | st.just("**"), min_size=1, max_size=6).map("/".join)
NAME = st.text("ab.\n", min_size=1, max_size=6).filter(lambda name: name not in (".", ".."))
PATH = st.lists(NAME, min_size=1, max_size=6).map("/".join)


@given(GLOB, PATH)
@example("**/**", "a")
@example("**/*a*/**/b*a/**", "ba/ab/a/bba/a")
@example("*a*ab", "aaab")
@example("**/a/b/**/b", "a/a/b/a/b/b")
def test_a_glob_means_what_the_slow_reference_says(glob: str, path: str) -> None:
    """Never trying a part again loses no match and makes none."""
    assert fits(glob, path) == slowly_fits(glob, path)


@given(st.text("ab*?[]!-/.^\\&|~\n", max_size=12), PATH)
def test_any_glob_is_understood_or_refused_with_a_reason(glob: str, path: str) -> None:
    """No glob makes a broken expression."""
    try:
        pattern = translate(glob)
    except ValueError as error:
        assert str(error)  # noqa: PT017 - either outcome is right
    else:
        re.compile(pattern).match(path)


@pytest.mark.parametrize(
    ("glob", "path", "expected"),
    [
        ("*.html", "page.html", True),
        ("*.html", "wire/page.html", False),
        ("**/*.html", "page.html", True),
        ("**/*.html", "wire/2023/page.html", True),
        ("wire/**", "wire/a.txt", True),
        ("wire/**", "wire/2023/03/a.txt", True),
        ("wire/**", "wire", False),
        ("wire/**", "wires/a.txt", False),
        ("**", "a", True),
        ("wire/**/a.txt", "wire/a.txt", True),
        ("wire/**/a.txt", "wire/x/y/a.txt", True),
        ("wire/*/a.txt", "wire/x/y/a.txt", False),
        ("*", ".hidden", True),
        ("a.txt", "aXtxt", False),
        ("a.txt", "A.txt", False),
        ("a.txt", "a.txt\n", False),
        ("?.txt", "\n.txt", True),
        ("a?b", "a/b", False),
        ("a[+-9]b", "a/b", False),
        ("a[!x]b", "a/b", False),
        ("20[12][0-9]", "2023", True),
        ("20[12][0-9]", "2033", False),
        ("[]x]", "]", True),
        ("[!]x]", "]", False),
        ("[*]", "*", True),
        ("[*]", "a", False),
        ("[a-]", "-", True),
        ("[^a]", "^", True),
        ("caf\udce9*", "caf\udce9.txt", True),
    ],
)
def test_globs_mean_what_people_expect_of_them(glob: str, path: str, expected: bool) -> None:  # noqa: FBT001
    """A star stays in its folder, two cross folders, and the whole path must fit."""
    assert fits(glob, path) is expected


@pytest.mark.parametrize(
    ("glob", "reason"),
    [
        ("", "between slashes"),
        ("/wire/*", "begins without a '/'"),
        ("wire/", "write 'wire/\\*\\*'"),
        ("./wire/*", "'.' between slashes"),
        ("../wire/*", "'..' between slashes"),
        ("a//b", "between slashes"),
        ("**.html", "only as a whole part"),
        ("a[b]**[b]", "only as a whole part"),
        ("a[b", "not closed"),
        ("[!]", "nothing in it"),
        ("[z-a]", "runs backwards"),
    ],
)
def test_a_glob_that_could_fit_nothing_is_refused(glob: str, reason: str) -> None:
    """A slip in a glob is said, not taken for a glob that fits no document."""
    with pytest.raises(ValueError, match=reason):
        translate(glob)


def test_any_of_several_globs_is_enough() -> None:
    """The globs of one override are alternatives."""
    pattern = compile_globs(["wire/**", "*.html"])
    assert [path for path in ("wire/a", "b.html", "c.txt") if pattern.match(path)] == ["wire/a", "b.html"]


@pytest.mark.parametrize(
    ("glob", "unit", "end"),
    [
        ("*a" * 30 + "*b", "a", ""),
        ("**/" + "*a*/" * 6 + "b", "aa/", "c"),
        ("**/a/" * 30 + "b", "a/", "c"),
        ("**/" + "a/" * 20 + "**/*a*a*a*b", "a/", "a" * 1000),
    ],
)
def test_a_hostile_path_takes_linear_time(glob: str, unit: str, end: str) -> None:
    """Twice the path takes about twice the time; if stars were tried again it would not end at all."""
    pattern = compile_globs([glob])

    def seconds(length: int) -> float:
        path = unit * (length // len(unit)) + end
        started = time.perf_counter()
        assert pattern.match(path) is None
        return time.perf_counter() - started

    assert seconds(400_000) < 40 * seconds(40_000) + 0.5
