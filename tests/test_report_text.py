"""The excerpt of a problem: the caret stands under the value whatever the line is made of."""

from __future__ import annotations

from kg.problems import Problem, Severity, Span
from kg.report.text import render_concise, render_full, tally


def shown(line: str, column: int, end: int) -> list[str]:
    problem = Problem("a.yaml", Span(1, column, 1, end), "rule", "message", "", line)
    return render_full([problem]).splitlines()[1:3]


def test_the_caret_is_as_wide_as_the_value() -> None:
    assert shown("text: no", 7, 9) == [" 1 | text: no", "   |       ^^"]


def test_wide_characters_take_two_columns() -> None:
    assert shown("日本: 膝x", 5, 7) == [" 1 | 日本: 膝x", "   |       ^^^"]


def test_combining_characters_take_no_column() -> None:
    assert shown("e\u0301te\u0301: no", 8, 10) == [" 1 | e\u0301te\u0301: no", "   |      ^^"]


def test_tabs_become_spaces() -> None:
    assert shown("\ta: no", 5, 7) == [" 1 |     a: no", "   |        ^^"]


def test_what_cannot_be_seen_is_spelled_out() -> None:
    assert shown("a: \u202eb\x1b", 4, 6) == [" 1 | a: <U+202E>b<U+001B>", "   |    ^^^^^^^^^"]


def test_a_long_line_is_shown_around_the_value() -> None:
    text, caret = shown("a" * 500 + "HERE" + "b" * 500, 501, 505)
    assert len(text) < 110
    start = caret.index("^")
    assert text[start : start + 4] == "HERE"
    assert caret.count("^") == 4
    assert text.count("…") == 2


def test_a_long_value_is_shown_from_its_beginning() -> None:
    text, caret = shown("key: " + "v" * 5000, 6, 5006)
    assert text.startswith(" 1 | key: vvv")
    assert caret.rstrip().endswith("^")
    assert len(caret) <= len(text)


def test_the_end_of_a_line_can_be_pointed_at() -> None:
    assert shown("text:", 6, 6) == [" 1 | text:", "   |      ^"]


def test_a_span_of_several_lines_is_marked_to_the_end_of_the_first() -> None:
    problem = Problem("a.yaml", Span(1, 5, 3, 2), "rule", "message", "", "  - id: rest  ")
    assert render_full([problem]).splitlines()[2] == "   |     ^^^^^^^^"


def test_paths_and_messages_cannot_steer_the_terminal() -> None:
    problem = Problem("a\x1b[31m.yaml", Span(), "rule", "b\x07", "c\u202e", "")
    assert render_full([problem]) == "a<U+001B>[31m.yaml:1:1: b<U+0007> [rule]\n  = c<U+202E>\n\n"


def test_warnings_say_so_and_are_counted_apart() -> None:
    warning = Problem("a.yaml", Span(2, 3, 2, 4), "rule", "message", severity=Severity.WARNING)
    error = Problem("a.yaml", Span(), "rule", "message")
    assert render_concise([error, warning]) == "a.yaml:1:1: message [rule]\na.yaml:2:3: warning: message [rule]\n"
    assert tally([error, warning, error]) == "2 errors, 1 warning"
