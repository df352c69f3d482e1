"""What was read in a text, place by place, as lines or as JSON."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from kg.prose import Lines

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from kg.prose import Citation, Document, Range

Row = dict[str, object]


def render_reading(document: Document) -> str:
    """Return a line with place, kind and words for everything that was found, in the order of the text."""
    rows = sorted(_rows(document), key=_place)
    return "".join(f"{document.path}:{row['line']}:{row['column']}: {row['kind']}: {row['shown']}\n" for row in rows)


def dump_reading(documents: Iterable[Document]) -> str:
    """Return everything that was found as a JSON array; lines and columns from 1, the end exclusive."""
    kept: list[Row] = []
    for document in documents:
        rows = sorted(_rows(document), key=_place)
        kept += [{"path": document.path} | {key: row[key] for key in row if key != "shown"} for row in rows]
    return json.dumps(kept, ensure_ascii=False, indent=1) + "\n"


def _place(row: Row) -> tuple[int, int]:
    line, column = row["line"], row["column"]
    return (line, column) if isinstance(line, int) and isinstance(column, int) else (0, 0)


def _rows(document: Document) -> Iterator[Row]:
    lines = Lines(document.source)

    def row(place: Range, kind: str, shown: str, **more: object) -> Row:
        span = lines.span(place)
        ends = {"endLine": span.end_line, "endColumn": span.end_column, "bytes": [place.start, place.end]}
        return {"kind": kind, "line": span.line, "column": span.column, **ends, **more, "shown": shown}

    for entry in document.metadata:
        yield row(entry.range, "metadata", f"{entry.key} = {entry.value}", key=entry.key, value=entry.value)
    for each in document.sentences:
        block = document.blocks[each.block].kind
        yield row(each.range, "sentence", f"{each.text} [{block}]", text=each.text, bare=each.bare, block=block)
    for cited in document.citations:
        yield row(cited.range, "citation", _citation(document, cited), **_cited(document, cited))
    for mark in document.marks:
        covered = [document.sentences[x].text for x in mark.sentences]
        shown = f"{mark.claim}{f' ({mark.stance})' if mark.stance else ''}: {' '.join(covered) or 'the whole text'}"
        more = {"claim": mark.claim, "form": mark.form, "stance": mark.stance, "sentences": covered}
        yield row(mark.range, "claim mark", shown, **more)
    for entry_of_list in document.references:
        targets = [f"{x.scheme}:{x.value}" for x in entry_of_list.targets]
        name = entry_of_list.label or "-"
        shown = f"{name}: {' '.join(entry_of_list.text.split())}"
        more = {"label": entry_of_list.label, "text": entry_of_list.text, "targets": targets}
        yield row(entry_of_list.range, "footnote" if entry_of_list.footnote else "reference", shown, **more)
    for left_out in document.suppressions:
        shown = f"{', '.join(left_out.rules)}: {left_out.reason or '(no reason)'}"
        span = lines.span(left_out.covers)
        said = {"rules": left_out.rules, "reason": left_out.reason, "covers": (span.line, span.end_line)}
        yield row(left_out.range, "suppression", shown, **said)


def _cited(document: Document, cited: Citation) -> Row:
    return {
        "form": cited.form,
        "written": cited.written,
        "target": f"{cited.target.scheme}:{cited.target.value}" if cited.target else None,
        "flaw": cited.flaw,
        "locator": cited.locator,
        "reference": document.references[cited.reference].label if cited.reference is not None else None,
        "sentence": document.sentences[cited.sentence].text if cited.sentence is not None else None,
    }


def _citation(document: Document, cited: Citation) -> str:
    target = f" = {cited.target.scheme}:{cited.target.value}" if cited.target else ""
    locator = f", {cited.locator}" if cited.locator else ""
    flaw = f" ({cited.flaw})" if cited.flaw else ""
    found = document.references[cited.reference] if cited.reference is not None else None
    missing = " -> no entry" if cited.form in {"number", "footnote"} else ""
    entry = f" -> {found.label or 'entry'}: {' '.join(found.text.split())[:60]}" if found else missing
    return f"{cited.form} {cited.written}{target}{locator}{flaw}{entry}"
