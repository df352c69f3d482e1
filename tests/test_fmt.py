from pathlib import Path
from typing import Any

import pytest
import yaml
from hypothesis import example, given
from hypothesis import strategies as st

from kg.fmt import format_text, what_is_lost
from kg.problems import Problem

DATA = sorted((Path(__file__).parent.parent / "data").glob("*.yaml"))


def formatted(text: str) -> str:
    result = format_text("data/x.yaml", text)
    assert isinstance(result, str), f"{result} ({result.help})"
    return result


@pytest.mark.parametrize("path", DATA, ids=lambda path: path.name)
def test_the_shipped_data_are_in_their_canonical_form(path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    assert formatted(text) == text


def test_keys_stand_in_the_order_of_the_record_types_and_unknown_ones_at_the_end() -> None:
    assert formatted(
        "zoo: 1\n"
        "claims:\n"
        "- colour: red\n"
        "  evidence:\n"
        "  - {why: w, direction: supports, finding: f, study: s}\n"
        "  text: t\n"
        "  animal: cat\n"
        "  id: c\n"
        "topics: []\n"
    ) == (
        "topics: []\n"
        "\n"
        "claims:\n"
        "  - id: c\n"
        "    text: t\n"
        "    evidence:\n"
        "      - study: s\n"
        "        finding: f\n"
        "        direction: supports\n"
        "        why: w\n"
        "    colour: red\n"
        "    animal: cat\n"
        "\n"
        "zoo: 1\n"
    )  # fmt: skip


def test_items_keep_their_order_with_one_blank_line_between_records() -> None:
    assert formatted("topics:\n\n\n- id: b\n\n  label: B\n- id: a\n\n\n\n- id: c") == (
        "topics:\n  - id: b\n    label: B\n\n  - id: a\n\n  - id: c\n"
    )


@pytest.mark.parametrize(
    ("written", "canonical"),
    [
        ('"plain words"', "plain words"),
        ("'plain words'", "plain words"),
        ("plain\n      over two lines", "plain over two lines"),
        (">-\n     folded\n     words", "folded words"),
        ('"it\'s: quoted"', "'it''s: quoted'"),
        ("it's", "it's"),
        ('"<0.001"', "<0.001"),
        ('">0.05"', "'>0.05'"),
        ('"16"', "'16'"),
        ("13.30", "13.30"),
        ("0x1F", "0x1F"),
        ("1_000", "1_000"),
        ('"1e3"', "'1e3'"),
        ('"0o17"', "'0o17'"),
        ('"12:30"', "'12:30'"),
        ('"2024-05-01"', "'2024-05-01'"),
        ('"2024-05-01 was a Wednesday"', "2024-05-01 was a Wednesday"),
        ('"No"', "'No'"),
        ("No", "No"),
        ('"null"', "'null'"),
        ("~", "~"),
        ('""', "''"),
        ('"a #b"', "'a #b'"),
        ('"a#b"', "a#b"),
        ('" a "', "' a '"),
        ('"- a"', "'- a'"),
        ('"-a"', "-a"),
        ('"a:"', "'a:'"),
        ('"[1]"', "'[1]'"),
        ('"a\\tb"', '"a\\tb"'),
        ('"a\\u2028\\u202eb"', '"a\\u2028\u202eb"'),
        ('"\\U0001F600 \\xe9"', "\U0001f600 \xe9"),
        ('"one\\ntwo"', "|-\n      one\n      two"),
        ('"one\\n\\ntwo\\n"', "|\n      one\n\n      two"),
        ('"one\\n two\\n\\n"', '"one\\n two\\n\\n"'),
        ('"one \\ntwo"', '"one \\ntwo"'),
        ('"\\none"', '"\\none"'),
        ("[]", "[]"),
        ("{}", "{}"),
        ("[a, 'b']", "\n      - a\n      - b"),
        ("[[a, b], {c: [d]}]", "\n      - - a\n        - b\n      - c:\n          - d"),
    ],
)
def test_a_value_is_written_in_one_way(written: str, canonical: str) -> None:
    source = f"claims:\n  - text: {written}\n"
    expected = f"claims:\n  - text: {canonical}".replace("text: \n", "text:\n") + "\n"
    assert formatted(source) == expected
    assert yaml.safe_load(expected) == yaml.safe_load(source)


def test_a_key_without_a_value_stays_without_one() -> None:
    assert formatted("claims:\n- text:  \n  id: a\n") == "claims:\n  - id: a\n    text:\n"


def test_long_texts_are_folded_at_the_first_single_space_after_column_112() -> None:
    words = "word " * 40 + "end"
    lines = formatted(f'claims:\n- text: "{words}"\n- text: "a: {words}"\n').splitlines()
    assert lines[1] == "  - text: " + "word " * 20 + "word"
    assert lines[2] == "      " + "word " * 19 + "end"
    assert lines[4] == "  - text: 'a: " + "word " * 19 + "word"
    assert lines[5].endswith(" end'")


def test_two_spaces_in_a_row_are_never_broken() -> None:
    text = "word  " * 40 + "end"
    assert formatted(f'claims:\n- text: "{text}"\n') == f"claims:\n  - text: {text}\n"


def test_comments_stay_with_what_they_speak_of() -> None:
    source = """\
# The file.

# The claims.
claims: # all of them
# The first.
- text: t   # its text
  # On its id.
  id: a # its id
  evidence: [ {study: s, finding: f}, # the strongest
    {study: r}
    # None after this.
  ] # two lines
  # No more keys.

  # Two more.

# The second.
- # Right after the dash.
  id: b
  text: | # lines
   # not a comment
   x
  kind:
    # Above a value.
    cause # beside it
# The end.
"""
    expected = """\
# The file.

# The claims.
claims:  # all of them
  # The first.
  # On its id.
  - id: a  # its id
    text: t  # its text
    evidence:  # two lines
      # the strongest
      - study: s
        finding: f
      - study: r
      # None after this.
    # No more keys.
    # Two more.

  # The second.
  # Right after the dash.
  - id: b
    text: |  # lines
      # not a comment
      x
    # Above a value.
    kind: cause  # beside it

# The end.
"""
    assert formatted(source) == expected
    assert formatted(expected) == expected


def test_blank_lines_between_comments_at_the_top_of_a_list_are_kept_one_at_most() -> None:
    assert formatted(
        "# a\n\n\n# b\ntopics:\n  # c\n\n\n  # d\n  - id: x\n\n\n\n\n  # e\n\n  - id: y\n\n\n# f\n\n\n# g\n\n\n"
    ) == ("# a\n\n# b\ntopics:\n  # c\n\n  # d\n  - id: x\n\n  # e\n\n  - id: y\n\n# f\n\n# g\n")


def test_the_comments_that_open_the_file_stay_there_when_its_lists_change_places() -> None:
    assert formatted("# The file.\n\n# Studies.\nstudies: []\n# Topics.\ntopics: []\n") == (
        "# The file.\n\n# Topics.\ntopics: []\n# Studies.\nstudies: []\n"
    )


def test_a_hash_inside_a_text_is_no_comment() -> None:
    source = "claims:\n  - text: 'a # b'\n    outcome: \"#c\"\n    effect: d#e\n"
    assert formatted(source) == "claims:\n  - text: 'a # b'\n    outcome: '#c'\n    effect: d#e\n"


def test_offsets_hold_behind_characters_outside_the_basic_plane() -> None:
    assert (
        formatted("claims:\n- text: \U0001f600\U0001f600\U0001f600 # c\n")
        == "claims:\n  - text: \U0001f600\U0001f600\U0001f600  # c\n"
    )


def test_byte_order_mark_carriage_returns_and_document_marks_go() -> None:
    assert formatted("\ufeff---\r\ntopics:\r\n- id: a\r\n...\r\n") == "topics:\n  - id: a\n"


@pytest.mark.parametrize(
    ("source", "result"), [("", ""), ("\n\n", ""), ("# a\n\n   # b", "# a\n# b\n"), ("---\n# a\n", "# a\n")]
)
def test_a_file_without_data_keeps_its_comments(source: str, result: str) -> None:
    assert formatted(source) == result


@pytest.mark.parametrize(
    ("source", "place", "reason", "way_out"),
    [
        ("a: b: c\n", "1:5", "not YAML: mapping values are not allowed in this context", "see 'kg check'"),
        ("a: 'b\n", "2:1", "not YAML: found unexpected end of stream", "see 'kg check'"),
        ("a:\n\t- b\n", "2:1", "not YAML: found character that cannot start any token", "see 'kg check'"),
        ("a: 1\nb: 2\na: 3\n", "3:1", "key 'a' stands here twice", "leave one of the two"),
        ("a: &x 1\n", "1:4", "anchor or alias", "write the value out"),
        ("a: *x\n", "1:4", "anchor or alias", "write the value out"),
        ("a: !!str 1\n", "1:4", "tag 'tag:yaml.org,2002:str'", "leave it out, and quote what is text"),
        ("a: !x [1]\n", "1:4", "tag '!x'", "leave it out"),
        ("[a]: b\n", "1:1", "key that is no text", "a key is one word"),
        ("? &a b\n: c\n", "1:3", "key that is no text", "a key is one word"),
        ("? |\n  a\n  b\n: c\n", "1:3", "key of several lines or more than 120 characters", "a key is one word"),
        ("- a\n", "1:1", "no mapping of lists", "begin with a key such as 'claims:'"),
        ("a: 1\n---\nb: 2\n", "2:1", "second document", "give it a file of its own"),
        ("%YAML 1.1\n---\na: 1\n", "1:1", "directive", "leave out the line that begins with '%'"),
        ("a: " + "[" * 100_000, "1:53", "more than 50 levels", "records are not nested that deep"),
        (
            "a: \x00",
            "1:1",
            "not YAML: unacceptable character #x0000: control characters are not allowed",
            "see 'kg check'",
        ),
        (
            "a: b\x85c\n",
            "1:5",
            "character 0x0085 ends a line for some programs only",
            "write it as an escape in double quotes, or as an ordinary line end",
        ),
    ],
)
def test_what_cannot_be_formatted_is_refused_with_place_and_reason(
    source: str, place: str, reason: str, way_out: str
) -> None:
    problem = format_text("data/x.yaml", source)
    assert isinstance(problem, Problem)
    assert str(problem) == f"data/x.yaml:{place}: {reason} [not-formattable]"
    assert problem.help == way_out


@pytest.mark.parametrize(
    ("before", "after", "lost"),
    [
        ("a: 1\nb: [x]\n", "b:\n  - 'x'\na: 1\n", ""),
        ("a: 1\n", "a: '1'\n", "the canonical form would not mean the same"),
        ("a: 1\n", "a: 1.0\n", "the canonical form would not mean the same"),
        ("a: [x, y]\n", "a: [y, x]\n", "the canonical form would not mean the same"),
        ("a:\n", "a: ''\n", "the canonical form would not mean the same"),
        ("a: 1\n", "", "the canonical form would not mean the same"),
        ("a: 1\n", "a: [\n", "the canonical form could not be read: not YAML: did not find expected node content"),
        ("a: 1 # b\n# b\n", "a: 1 # b\n", "the canonical form would lose a comment"),
        ("a: 1 # b\n", "a: 1 # c\n", "the canonical form would lose a comment"),
    ],
)
def test_a_change_of_meaning_or_comments_is_noticed(before: str, after: str, lost: str) -> None:
    assert what_is_lost(before, after) == lost


# Properties: any data, in any style of YAML, with comments anywhere.

TRICKY = [
    *(
        "yes",
        "No",
        "~",
        "null",
        "1",
        "1.0",
        "1e3",
        "0x1f",
        "0o17",
        "1_0",
        "12:30:45",
        "2024-05-01",
        ".5",
        "-.inf",
        "<<",
    ),
    *(
        "",
        " ",
        " a",
        "a ",
        "a: b",
        "a:",
        ":a",
        "#a",
        "a #b",
        "a#b",
        "- a",
        "-",
        "---",
        "...",
        "? a",
        "'",
        '"',
        "it's",
        "=",
    ),
    *(
        'say "x"',
        "{a",
        "[a]",
        "a, b",
        "*a",
        "&a",
        "!a",
        "%a",
        "@a",
        "`a",
        "|",
        ">",
        "a\tb",
        "\ta",
        "\\n",
        "\x07",
        ".nan",
    ),
    *("a\nb", "a\n\nb\n", "\n", "a\n\n", "\na", " a\nb", "a \nb", "word\n" * 40, "'" * 130, "caf\xe9", "\xa0", "\xa0a"),
    *("a\u2028b", "a\x85b", "\ufeffa", "\U0001f600", "word " * 40 + "end", "a: " + "word " * 40, "word  " * 40),
]
TEXTS = (
    st.sampled_from(TRICKY)
    | st.text(st.characters(codec="utf-8"), max_size=30)
    | st.text("a :#-'\"\n,[]{}", max_size=12)
)
SCALARS = TEXTS | st.integers() | st.floats(allow_nan=False) | st.booleans() | st.none() | st.dates()
KEYS = st.sampled_from(["id", "text", "evidence", "study", "findings", "cites", "yes", "1", "a b", "x: y"])
VALUES = st.recursive(
    SCALARS, lambda inner: st.lists(inner, max_size=3) | st.dictionaries(KEYS, inner, max_size=4), max_leaves=8
)
FILES = st.dictionaries(
    st.sampled_from(["topics", "claims", "studies", "other", "no"]),
    st.lists(st.dictionaries(KEYS, VALUES, max_size=4), max_size=3) | VALUES,
    min_size=1,
    max_size=3,
)  # fmt: skip


class Dumper(yaml.SafeDumper):
    styles: tuple[str | None, ...] = (None,)

    def ignore_aliases(self, _data: Any) -> bool:
        return True

    def represent_str(self, data: str) -> yaml.ScalarNode:
        return self.represent_scalar("tag:yaml.org,2002:str", data, self.styles[len(data) % len(self.styles)])


Dumper.add_representer(str, Dumper.represent_str)


@st.composite
def yaml_texts(draw: st.DrawFn) -> str:
    styles = draw(st.lists(st.sampled_from([None, "'", '"', "|", ">"]), min_size=1, max_size=4))
    text: str = yaml.dump(
        draw(FILES),
        Dumper=type("Styled", (Dumper,), {"styles": tuple(styles)}),
        default_flow_style=draw(st.sampled_from([True, False, None])),
        width=draw(st.sampled_from([10, 40, 1000])),
        indent=draw(st.sampled_from([2, 4, 7])),
        allow_unicode=draw(st.booleans()),
        sort_keys=False,
    )
    return text


@st.composite
def commented(draw: st.DrawFn) -> str:
    lines = draw(yaml_texts()).split("\n")
    for number in range(draw(st.integers(1, 5))):
        at = draw(st.integers(0, len(lines) - 1))
        note = f"#note{number}"
        if draw(st.booleans()):
            lines[at] += " " + note
        else:
            lines.insert(at, " " * draw(st.integers(0, 12)) + note)
        if draw(st.booleans()):
            lines.insert(at, "")
    return "\n".join(lines)


def meaning(node: yaml.Node | None) -> object:
    if isinstance(node, yaml.MappingNode):
        return {key.value: (key.tag, meaning(value)) for key, value in node.value}
    if isinstance(node, yaml.SequenceNode):
        return [meaning(one) for one in node.value]
    return (node.tag, node.value) if node else None


def compose(text: str) -> yaml.Node | None:
    return yaml.compose(text, Loader=yaml.SafeLoader)


def can_be_formatted(text: str) -> bool:
    try:
        return not any(odd in text for odd in "\x85\u2028\u2029") and isinstance(compose(text), yaml.MappingNode)
    except yaml.YAMLError:
        return False


def check(text: str) -> None:
    result = formatted(text)
    assert meaning(compose(result)) == meaning(compose(text))
    assert formatted(result) == result


@given(yaml_texts().filter(can_be_formatted))
def test_any_data_keep_their_meaning_and_are_formatted_once_for_all(text: str) -> None:
    check(text)


@given(commented().filter(can_be_formatted))
@example("a:\n- #note0\n  - b\n")
@example("a: [ #note0\n ]\n")
@example("a: [[ #note0\n b]]\n")
@example("a:\n- - b: c\n    #note0\n  #note1\n #note2\n#note3\n")
def test_comments_anywhere_are_kept(text: str) -> None:
    check(text)
    assert formatted(text).count("#note") == text.count("#note")
