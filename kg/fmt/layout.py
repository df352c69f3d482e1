"""Lays a tree out as text: keys in the order of the record types, block style, a blank line between records."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING, Final, TypeAlias

from msgspec import inspect

from kg.fmt.scalars import dump_key, dump_scalar, is_block
from kg.fmt.tree import Collection, Entry, Scalar
from kg.records import LISTS

if TYPE_CHECKING:
    from collections.abc import Iterator

Order: TypeAlias = "dict[str, Order]"
"""The keys of a mapping in their order, each with the order of the keys inside its value or of its items."""

_RECORDS: Final = 2  # collections down to this depth (the lists, and the records in them) have blank lines between


def dump_tree(root: Collection) -> str:
    """Return the canonical text of a tree, whose keys and comments move to their places."""
    _arrange(root, key_order())
    lines = [*root.head, *([""] if root.head else []), *_collection(root, 0, 0)]
    return "\n".join(lines) + "\n"


@cache
def key_order() -> Order:
    """Return the order of the keys of a data file, from the record types."""
    return {name: _order_in(inspect.type_info(record)) for name, record in LISTS.items()}


def _order_in(kind: inspect.Type) -> Order:
    """Return the order of the keys of the record type in a type: itself, an option of a union, or an item."""
    if isinstance(kind, inspect.Metadata):
        return _order_in(kind.type)
    if isinstance(kind, inspect.VarTupleType):
        return _order_in(kind.item_type)
    if isinstance(kind, inspect.UnionType):
        return next((found for one in kind.types if (found := _order_in(one))), {})
    if isinstance(kind, inspect.StructType):
        return {one.encode_name: _order_in(one.type) for one in kind.fields if not one.encode_name.startswith("@")}
    return {}


def _arrange(node: Collection, order: Order) -> None:
    """Put keys in order, unknown ones at the end as they stand, and comments where the canonical form has room."""
    if node.mapping:
        ranks = {name: rank for rank, name in enumerate(order)}
        node.entries.sort(key=lambda entry: ranks.get(entry.key.text if entry.key else "", len(ranks)))
    for entry in node.entries:
        if isinstance(entry.value, Collection):
            _arrange(entry.value, order.get(entry.key.text, {}) if entry.key else order)
            if not entry.value.entries:
                entry.before += entry.value.after
                entry.value.after = []
            elif not entry.key:
                _hoist(entry, entry.value)


def _hoist(item: Entry, value: Collection) -> None:
    """Move what stands between the dash of an item and its first entry above the dash."""
    if item.beside:
        item.before.append(item.beside)
        item.beside = ""
    item.before += value.entries[0].before
    value.entries[0].before = []


def _collection(node: Collection, indent: int, depth: int) -> list[str]:
    """Return the lines of a collection that is not empty."""
    apart = depth < _RECORDS and any(isinstance(e.value, Collection) and e.value.entries for e in node.entries)
    margin = " " * indent
    lines: list[str] = []
    for number, entry in enumerate(node.entries):
        if apart and number:
            lines.append("")
        lines += _comments(entry.before, margin, keep_blank=apart)
        lines += _entry(entry, indent, depth)
    if apart and node.after:
        lines.append("")
    return [*lines, *_trimmed(_comments(node.after, margin, keep_blank=apart))]


def _comments(comments: list[str], margin: str, *, keep_blank: bool) -> Iterator[str]:
    """Yield the lines of comments."""
    for comment in comments:
        if comment:
            yield margin + comment
        elif keep_blank:
            yield ""


def _trimmed(lines: Iterator[str]) -> list[str]:
    """Return lines without blank ones at the end."""
    kept = list(lines)
    while kept and not kept[-1]:
        kept.pop()
    return kept


def _entry(entry: Entry, indent: int, depth: int) -> list[str]:
    """Return the lines of an entry without the comments above it."""
    start = " " * indent + (f"{dump_key(entry.key)}: " if entry.key else "- ")
    value = entry.value
    if isinstance(value, Scalar):
        lines = dump_scalar(value, start, indent + 2)
        return _beside(lines, 0 if is_block(value) else -1, entry.beside)
    if not value.entries:
        return _beside([start + ("{}" if value.mapping else "[]")], 0, entry.beside)
    inner = _collection(value, indent + 2, depth + 1)
    if entry.key:
        return [*_beside([start.rstrip()], 0, entry.beside), *inner]
    return [start + inner[0][indent + 2 :], *inner[1:]]


def _beside(lines: list[str], at: int, comment: str) -> list[str]:
    """Return lines with a comment at the end of one of them."""
    if comment:
        lines[at] += f"  {comment}"
    return lines
