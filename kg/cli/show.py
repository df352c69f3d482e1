"""Show a claim, study, article, topic, synonym or conflict as a card.

Colour in a terminal, plain when piped; NO_COLOR is respected. --format json prints the record itself.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from kg.cli.data import add_without, left_out, sound_records, workspace_of

if TYPE_CHECKING:
    import argparse
    from collections.abc import Iterable

    from kg.cards import Line, Role
    from kg.records import Records

_STYLES: Final[dict[Role, str]] = {
    "kind": "dim",
    "title": "bold",
    "head": "bold underline",
    "supports": "green",
    "disputes": "red",
    "inconclusive": "yellow",
    "text": "",
    "quiet": "dim",
}
_PIPED_WIDTH: Final = 100


def register(parser: argparse.ArgumentParser) -> None:
    """Add the command's arguments."""
    parser.add_argument("id", help="id of a claim, study, article, topic, synonym or conflict")
    add_without(parser)
    parser.add_argument("--format", choices=("text", "json"), default="text", help="text (default) or json")


def run(args: argparse.Namespace) -> int:
    """Print one record."""
    from datetime import UTC, datetime

    from kg.cards import card, find_record

    records = sound_records(workspace_of(args), left_out(args))
    record = find_record(records, args.id)
    if record is None:
        raise ValueError(f"no record with the id '{args.id}' ({_way_out(records, args.id)})")
    if args.format == "json":
        import msgspec

        from kg.appraise import appraise_claim
        from kg.records import Claim

        fields = msgspec.to_builtins(record)
        del fields["@at"]  # where it stands is no part of it
        if isinstance(record, Claim):
            fields["assessment"] = appraise_claim(record, {study.id: study for study in records.studies})
        print(msgspec.json.format(msgspec.json.encode(fields)).decode())
    else:
        _print(card(records, record, datetime.now(tz=UTC).date()))
    return 0


def _way_out(records: Records, name: str) -> str:
    from difflib import get_close_matches

    every = (records.claims, records.studies, records.articles, records.topics, records.synonyms, records.conflicts)
    ids = [record.id for kind in every for record in kind]
    near = get_close_matches(name, ids, n=3, cutoff=0.6) or [known for known in ids if name in known][:3]
    return f"did you mean {' or '.join(near)}?" if near else "'kg query' and 'kg stats --claims' list what there is"


def _print(lines: Iterable[Line]) -> None:
    from rich.console import Console
    from rich.padding import Padding
    from rich.text import Text

    class Plain(Console):
        """A console that leaves a reader who has gone to `main`, as every command does."""

        def on_broken_pipe(self) -> None:
            raise BrokenPipeError

    console = Plain(highlight=False, emoji=False, markup=False)
    if not console.is_terminal:
        console = Plain(highlight=False, emoji=False, markup=False, width=_PIPED_WIDTH, color_system=None)
    for line in lines:
        if not line.text:
            console.print()
            continue
        hang = line.indent + 2
        wrapped = Text(line.text, _STYLES[line.role]).wrap(console, console.width - hang)
        for position, row in enumerate(wrapped):
            row.rstrip()
            console.print(Padding(row, (0, 0, 0, line.indent if position == 0 else hang), expand=False))
