"""Files that are hard to read: encodings, front matter, size, hostile input; and lines and columns of places."""

import pytest

from kg.prose import LONGEST, Lines, Range, parse_file, read_html, read_markdown


def told(path: str, source: bytes) -> list[str]:
    return [str(problem) for problem in parse_file(path, source).problems]


@pytest.mark.parametrize(
    ("source", "problem"),
    [
        (b"One.\nTw\xe4.", "a.md:2:3: byte 7 is 0xe4, which is not UTF-8 [unreadable-file]"),
        ("One.".encode("utf-16"), "a.md:1:1: it is UTF-16 and not UTF-8 [unreadable-file]"),
        (b"One.\0", "a.md:1:5: it has a NUL character, as files have that are no text [unreadable-file]"),
        (b"---\ntitle: x\n\nOne.", "a.md:1:1: front matter begins with '---' and has no end [broken-front-matter]"),
        (
            b"---\ntitle: [x\n---\nOne.",
            "a.md:3:1: front matter cannot be read as YAML: did not find expected ',' or ']' [broken-front-matter]",
        ),
        (
            b"---\nwords\n---\nOne.",
            "a.md:2:1: front matter cannot be read as YAML: a text, and not keys with values [broken-front-matter]",
        ),
        (
            b"+++\na = \n+++\nOne.",
            "a.md:2:1: front matter cannot be read as TOML: Invalid value (at line 1, column 5) [broken-front-matter]",
        ),
    ],
)
def test_what_cannot_be_read_is_a_problem_with_its_place(source: bytes, problem: str) -> None:
    assert told("a.md", source) == [problem]


def test_the_body_is_read_although_the_front_matter_is_broken() -> None:
    document = parse_file("a.md", b"---\ntitle: [x\n---\nOne. Two.")
    assert [x.text for x in document.sentences] == ["One.", "Two."]


def test_a_file_beyond_the_limit_is_a_problem() -> None:
    [problem] = told("a.txt", b"a" * (LONGEST + 1))
    assert problem == "a.txt:1:1: it has 8,000,001 bytes; a text has up to 8,000,000 [unreadable-file]"


def test_a_byte_order_mark_moves_no_place() -> None:
    document = parse_file("a.md", b"\xef\xbb\xbf---\ntitle: T\n---\nOne.")
    assert [document.source[x.range.start : x.range.end] for x in document.sentences] == [b"One."]
    assert [(x.key, x.value, document.source[x.range.start : x.range.end]) for x in document.metadata] == [
        ("title", "T", b"T")
    ]


def test_front_matter_says_nested_values_by_their_path_and_follows_no_alias() -> None:
    text = "---\nauthor: &a {name: Ann}\nsame: *a\ntags: [x, 'y']\n---\nOne."
    assert [(x.key, x.value) for x in read_markdown("a.md", text).metadata] == [
        ("author.name", "Ann"),
        ("tags", "x"),
        ("tags", "y"),
    ]


def test_a_line_across_the_page_is_no_front_matter() -> None:
    document = read_markdown("a.md", "---\n\nOne.\n\n---\n\nTwo.")
    assert ([x.text for x in document.sentences], document.problems) == (["One.", "Two."], ())


def test_json_ld_states_what_it_says_and_broken_json_nothing() -> None:
    page = '<script type="application/ld+json">{"@graph": [{"author": {"name": "Ann"}}]}</script><p>One.</p>'
    assert [(x.key, x.value) for x in read_html("a.html", page).metadata] == [("author.name", "Ann")]
    assert read_html("a.html", '<script type="application/ld+json">{</script><p>One.</p>').metadata == ()


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
def test_columns_count_characters_after_any_line_end(end: str) -> None:
    text = f"\U0001f3c3\te\u0301.{end}{end}\U0001f3c3 Two. So \u00e9 it is."
    document = read_markdown("a.md", text)
    lines = Lines(document.source)
    spans = [lines.span(x.range) for x in document.sentences]
    assert [(x.line, x.column, x.end_column) for x in spans] == [(1, 1, 6), (3, 1, 7), (3, 8, 19)]
    assert lines.excerpt(3) == "\U0001f3c3 Two. So \u00e9 it is."


def test_a_place_far_along_a_long_line_is_right() -> None:
    source = ("\u00e9" * 5_000 + "x\n").encode()
    assert Lines(source).position(10_000) == (1, 5_001)
    assert Lines(source).span(Range(10_001, 10_002)).end_line == 2


@pytest.mark.parametrize(
    "piece",
    [
        "[", "[@a;", "<", "<a ", "<!--", "<!", "<![CDATA[", "</", "&", "<div>", "<li>", "<b>", "<b></i>", "> ", "*a ",
        "_a", "`", "\\", "![", "[^1]", "[x]{claim=x} ", "\"'\u201c", "Aa 2013, ", "Smith and ", "10.1000/(", "A. ",
        "<script>", "---\n", "- a\n ", "[1, 2-9]",
    ],
)  # fmt: skip
@pytest.mark.parametrize("name", ["a.md", "a.html", "a.txt"])
def test_the_same_again_and_again_is_read_to_its_end(name: str, piece: str) -> None:
    assert parse_file(name, (piece * (20_000 // len(piece))).encode()).path == name


def test_five_megabytes_are_read() -> None:
    paragraph = "Knees like a run now and then. It is safe for most of us who have no pain at all.\n" * 60
    document = parse_file("a.txt", ((paragraph + "\n") * 1_000).encode())
    assert len(document.source) > 4_900_000
    assert len(document.sentences) == 120_000
