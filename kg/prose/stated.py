"""What a text states about itself: front matter in YAML or TOML, and nested values made flat."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Final

from kg.prose.document import Entry, Range
from kg.prose.places import byte_counter

if TYPE_CHECKING:
    from collections.abc import Iterator

    from yaml import Event

_DEEPEST: Final = 20
_MOST: Final = 2_000  # entries
Value = dict[str, "Value"] | list["Value"] | str | int | float | bool | None


class NotStated(ValueError):  # noqa: N818  # it says what is wrong with a text
    """Why front matter cannot be read, with the character at which it goes wrong."""

    def __init__(self, message: str, character: int) -> None:
        super().__init__(message)
        self.character = character


def read_yaml(text: str, base: int) -> tuple[Entry, ...]:
    """Return what front matter in YAML states; `base` is the byte at which it begins.

    Aliases are not followed, so that a text cannot grow beyond its file. Raises NotStated.
    """
    import yaml

    byte = byte_counter(text, base)
    found: list[Entry] = []
    loader = yaml.CSafeLoader if hasattr(yaml, "CSafeLoader") else yaml.SafeLoader
    try:
        for path, value, start, end in _walk(yaml.parse(text, Loader=loader)):
            found.append(Entry(".".join(path), value, Range(byte(start), byte(end))))
            if len(found) > _MOST:
                raise NotStated(f"it has more than {_MOST:,} values", start)
    except yaml.MarkedYAMLError as error:
        raise NotStated(error.problem or "it is not YAML", _index(error.problem_mark or error.context_mark)) from error
    except yaml.reader.ReaderError as error:
        raise NotStated(f"it has the character {error.character!r}", 0) from error
    return tuple(found)


@dataclass(slots=True)
class _Walk:
    """Where a walk over events is: the keys above, and what each open list or mapping awaits."""

    path: list[str] = field(default_factory=list)
    awaited: list[str] = field(default_factory=list)

    def key(self, event: Event) -> bool:
        """Take a key if one is awaited."""
        if not self.awaited or self.awaited[-1] != "key":
            return False
        if type(event).__name__ != "ScalarEvent":
            raise NotStated("a key is not a plain word", _index(event.start_mark))
        self.path.append(str(getattr(event, "value", "")))
        self.awaited[-1] = "value"
        return True

    def value(self) -> None:
        """End a value."""
        if self.awaited and self.awaited[-1] == "value":
            self.path.pop()
            self.awaited[-1] = "key"


def _walk(events: Iterator[Event]) -> Iterator[tuple[list[str], str, int, int]]:
    """Yield path of keys, value, first and last character of each scalar that is no key."""
    walk = _Walk()
    for event in events:
        kind = type(event).__name__
        if kind in {"MappingEndEvent", "SequenceEndEvent"}:
            walk.awaited.pop()
            walk.value()
        elif not kind.startswith(("Mapping", "Sequence", "Scalar", "Alias")) or walk.key(event):
            continue
        elif kind in {"MappingStartEvent", "SequenceStartEvent"}:
            if len(walk.awaited) >= _DEEPEST:
                raise NotStated(f"it is nested more than {_DEEPEST} deep", _index(event.start_mark))
            walk.awaited.append("key" if kind == "MappingStartEvent" else "item")
        elif not walk.awaited:
            raise NotStated("a text, and not keys with values", _index(event.start_mark))
        else:
            if kind == "ScalarEvent":
                yield walk.path, str(getattr(event, "value", "")), _index(event.start_mark), _index(event.end_mark)
            walk.value()


def _index(mark: object) -> int:
    return int(getattr(mark, "index", 0))


def read_toml(text: str, base: int) -> tuple[Entry, ...]:
    """Return what front matter in TOML states; each place is that of the line with the key. Raises NotStated."""
    import tomllib

    try:
        values = tomllib.loads(text.replace("\r\n", "\n"))
    except tomllib.TOMLDecodeError as error:
        line = re.search(r"at line (\d+)", str(error))
        starts = [0, *(match.end() for match in re.finditer("\n", text))]
        raise NotStated(str(error), starts[int(line[1]) - 1] if line else len(text)) from error
    except RecursionError as error:
        raise NotStated("it is nested too deep", 0) from error
    byte = byte_counter(text, base)
    lines = {match[1].strip("\"'"): match.span() for match in re.finditer(r"(?m)^[ \t]*([\w\"'-]+)[ \t]*=.*$", text)}
    whole = (0, len(text))
    found: list[Entry] = []
    for path, value in flat(values):
        start, end = next((lines[key] for key in reversed(path) if key in lines), whole)
        found.append(Entry(".".join(path), value, Range(byte(start), byte(end))))
    return tuple(found)


def flat(value: object, path: tuple[str, ...] = ()) -> Iterator[tuple[tuple[str, ...], str]]:
    """Yield the path of keys and the text of each value in nested ones, those nested too deep left out.

    >>> list(flat({"author": {"name": "A"}, "tags": ["x", 2]}))
    [(('author', 'name'), 'A'), (('tags',), 'x'), (('tags',), '2')]
    """
    if len(path) > _DEEPEST:
        return
    if isinstance(value, dict):
        for key, inner in value.items():
            yield from flat(inner, (*path, str(key)))
    elif isinstance(value, list):
        for inner in value:
            yield from flat(inner, path)
    elif value is not None:
        yield path, str(value).lower() if isinstance(value, bool) else str(value)
