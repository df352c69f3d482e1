"""The one canonical form of a data file: same meaning, same comments, always the same layout.

Keys stand in the order of the record types, lists under their key with a dash each, texts without quotes where that is
safe and folded after column 112, one blank line between records. Items keep their order.
"""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, Final, TypeAlias

from kg.fmt.comments import attach
from kg.fmt.layout import dump_tree
from kg.fmt.scalars import is_text
from kg.fmt.tree import Refusal, Scalar, parse_tree
from kg.problems import Problem, Span

if TYPE_CHECKING:
    from kg.fmt.tree import Node

RULE: Final = "not-formattable"

_Meaning: TypeAlias = "tuple[str, object]"


def format_text(path: str, text: str) -> str | Problem:
    """Return the canonical form of a YAML data file, or the reason why it has to stay as it is."""
    source = text.removeprefix("\ufeff").replace("\r\n", "\n")
    try:
        tree, comments = parse_tree(source)
    except Refusal as refusal:
        excerpt = source.split("\n")[refusal.span.line - 1]
        return Problem(path, refusal.span, RULE, refusal.reason, refusal.way_out, excerpt)
    if tree is None:
        return "".join(f"{comment}\n" for _, comment in comments)
    attach(tree, comments, source)
    formatted = dump_tree(tree)
    if lost := what_is_lost(source, formatted):
        return Problem(path, Span(), RULE, lost, "this is a fault of kg fmt: report it with the file")
    return formatted


def what_is_lost(before: str, after: str) -> str:
    """Return what a rewritten text no longer says, or an empty text where it says the same.

    >>> what_is_lost("a: 1  # one", "a: 1")
    'the canonical form would lose a comment'
    """
    old, old_comments = parse_tree(before)
    try:
        new, new_comments = parse_tree(after)
    except Refusal as refusal:
        return f"the canonical form could not be read: {refusal}"
    if old is None or new is None or _meaning(old) != _meaning(new):
        return "the canonical form would not mean the same"
    if Counter(comment for _, comment in old_comments) != Counter(comment for _, comment in new_comments):
        return "the canonical form would lose a comment"
    return ""


def _meaning(node: Node) -> _Meaning:
    """Return what a tree says, apart from the order of keys, comments and layout.

    A scalar that some reader may take for more than text means what is written, letter by letter.
    """
    if isinstance(node, Scalar):
        return ("text" if is_text(node) else "value", node.text)
    if node.mapping:
        return ("mapping", {e.key.text: (_meaning(e.key), _meaning(e.value)) for e in node.entries if e.key})
    return ("list", [_meaning(entry.value) for entry in node.entries])
