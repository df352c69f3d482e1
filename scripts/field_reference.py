"""Write `data/README.md`: every field of every record, from the record types, with an example from the data."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

import msgspec
import msgspec.inspect as types
import yaml

from kg import records as r

if TYPE_CHECKING:
    from collections.abc import Iterator

HEAD: Final = """<!-- Generated from kg/records.py and this folder's data by `make generate`; edit those instead. -->
# The data

Everything the project knows is in these YAML files, written by hand and checked by `kg check`.

| file | holds |
|---|---|
| `claims.yaml` | claims and their lines of evidence |
| `studies.yaml` | studies and their findings |
| `articles.yaml` | articles: their references as cited, and what they say statement by statement |
| `conflicts.yaml` | contradictions between articles, inside one, and between articles and the evidence |
| `topics.yaml` | the subject areas that claims are filed under |
| `synonyms.yaml` | the words that readers and articles use, and what claims call the same thing |
| `schema.json` | the JSON Schema of all of these, generated; editors complete and check with it while you type |

Any file under `data/` may hold any of the lists (`topics`, `synonyms`, `claims`, `studies`, `articles`, `conflicts`),
so a big collection can be split as you like; bulk data may be NDJSON, one record a line. Ids are kebab-case and unique
in the whole workspace. A field without a value is left out. `kg fmt` brings a file into its one canonical form.

Kept apart on purpose: what a study shows for a claim (a *line of evidence*), how near it comes to the claim
(*directness*), how large the effect is (a *finding*), and what an article makes of a study (a *reference* and the
*statements* that cite it). A contradiction between two claims is written once, on one of the two.

**Sources.** A fact without a source does not go in: `seen_at` lists the pages on which a study's facts were read, and
`verified: memory` marks the few that were not fully read. Texts are in our own words; no sentence of an article or
abstract is copied.

**Texts of your own.** An article that is yours may be here as a whole: put its Markdown, HTML or plain text in a file
below `data/`, name it under `text`, and give its statements a `quote`. The site then shows the text with the statements
marked in place. A quotation is matched with the words as a reader sees them, any white space as good as any other. When
the text changes and a quotation is no longer there, `kg check` says so and shows the nearest sentence; nothing is ever
moved to other words in silence. Never put a text here that is not yours to publish.

**Licence.** CC BY 4.0, see `LICENSE`.

**In an editor.** The first line of each file names the schema; VS Code with the YAML extension then completes keys and
values and underlines what does not fit.
"""

LISTS: Final[dict[str, tuple[type[msgspec.Struct], ...]]] = {
    "topics": (r.Topic,),
    "synonyms": (r.Synonym,),
    "claims": (r.Claim, r.EvidenceLine, r.Contradiction, r.Judgement),
    "studies": (r.Study, r.Finding, r.Overlap, r.Integrity),
    "articles": (r.Article, r.Statement, r.Quote, r.Reference),
    "conflicts": (r.Conflict,),
}

END_OF_DOCUMENT: Final = "...\n"  # what YAML writes after a lone scalar

NOT_IN_THE_DATA: Final[dict[tuple[str, str], object]] = {
    ("Claim", "judgement"): {"verdict": "disputed", "certainty": "moderate"},
    ("Judgement", "verdict"): "disputed",
    ("Judgement", "certainty"): "moderate",
    ("Judgement", "by"): "A. Curator",
    ("Judgement", "date"): "2026-11-01",
    ("Judgement", "why"): "The two cohorts are the same people.",
    ("Judgement", "of"): "0123456789ab",
    ("Integrity", "status"): "retracted",
    ("Integrity", "date"): "2024-03-01",
    ("Integrity", "notice"): "https://doi.org/10.1000/notice",
    ("Integrity", "why"): "The journal withdrew it because the data could not be reproduced.",
    ("Quote", "exact"): "is not bad for your knees",
    ("Quote", "prefix"): "Running ",
    ("Quote", "suffix"): ", studies say",
    ("Study", "integrity"): {"status": "ok", "date": "2026-11-01"},
    ("Reference", "judged_on"): "2026-11-01",
    ("Statement", "id"): "myth",
    ("Statement", "quote"): {"exact": "is not bad for your knees"},
    ("Article", "url"): "https://example.org/running-and-knees",
    ("Article", "published"): "2025-01-31",
    ("Article", "text"): "texts/running-and-knees.md",
}
"""Examples of fields that no record of ours needs yet."""


def data_readme(records: r.Records) -> str:
    """Return the Markdown text."""
    parts = [HEAD]
    for name, structs in LISTS.items():
        parts.append(f"\n## `{name}`\n")
        parts += ["\n".join(_section(struct, records)) for struct in structs]
    return "\n".join(parts)


def _section(struct: type[msgspec.Struct], records: r.Records) -> Iterator[str]:
    yield f"### {struct.__name__}\n"
    yield f"{(struct.__doc__ or '').strip()}\n"
    yield "| field | | what | takes | example |"
    yield "|---|---|---|---|---|"
    found = tuple(_instances(struct, records))
    info = types.type_info(struct)
    assert isinstance(info, types.StructType)  # noqa: S101  # a Struct has no other kind of information
    for field in info.fields:
        if field.encode_name.startswith("@"):
            continue
        need = "required" if field.required else "optional"
        example = _example(struct.__name__, field.name, found)
        what = _description(field.type)
        yield f"| `{field.encode_name}` | {need} | {_cell(what)} | {_cell(_takes(field.type))} | {_cell(example)} |"
    yield ""


def _instances(struct: type[msgspec.Struct], records: r.Records) -> Iterator[msgspec.Struct]:
    """Yield every record of a type, at whatever depth."""
    stack: list[object] = [getattr(records, name) for name in r.LISTS]
    while stack:
        item = stack.pop(0)
        if isinstance(item, tuple):
            stack[:0] = item
        elif isinstance(item, msgspec.Struct):
            if isinstance(item, struct):
                yield item
            stack[:0] = [getattr(item, name) for name in item.__struct_fields__]


def _example(struct: str, field: str, found: tuple[msgspec.Struct, ...]) -> str:
    """Return the first short value in the data, as YAML in code marks."""
    values = [getattr(item, field) for item in found]
    given = [value for value in values if value not in (None, (), False)]
    value: Any = NOT_IN_THE_DATA.get((struct, field))
    if given:
        value = min(given[:40], key=lambda x: len(str(x)) if len(str(x)) > 2 else 99)  # noqa: PLR2004  # not "1"
    if value is None:
        raise ValueError(f"no example of {struct}.{field}: add one to NOT_IN_THE_DATA in {__file__}")
    if isinstance(value, tuple) and value and isinstance(value[0], msgspec.Struct):
        return "a list, see below"
    plain = msgspec.to_builtins(value)
    flow = yaml.safe_dump(plain, default_flow_style=True, width=1000, allow_unicode=True)
    return f"`{flow.removesuffix(END_OF_DOCUMENT).strip()}`"


def _description(kind: types.Type) -> str:
    """Return the description in a type's metadata, the outermost first."""
    if isinstance(kind, types.Metadata):
        schema = kind.extra_json_schema or {}
        return str(schema.get("description", "")) or _description(kind.type)
    if isinstance(kind, types.UnionType):
        return next((words for words in map(_description, kind.types) if words), "")
    return ""


def _takes(kind: types.Type) -> str:  # noqa: PLR0911  # one line per kind of type
    """Return what a field takes, in words."""
    match kind:
        case types.Metadata():
            return _takes(kind.type)
        case types.UnionType():
            return " or ".join(dict.fromkeys(_takes(x) for x in kind.types if not isinstance(x, types.NoneType)))
        case types.LiteralType():
            return ", ".join(f"`{value}`" for value in sorted(kind.values, key=str))
        case types.VarTupleType():
            return f"list of {_takes(kind.item_type)}"
        case types.StructType():
            return kind.cls.__name__
        case types.IntType():
            return "whole number" + (f" from {kind.ge}" if kind.ge is not None else "")
        case types.FloatType():
            return "number"
        case types.BoolType():
            return "`true` or `false`"
        case types.StrType():
            return "id" if kind.pattern == r.ID_PATTERN else "text"
        case _:
            raise TypeError(f"no words for {kind!r}")


def _cell(words: str) -> str:
    return words.replace("|", "\\|").replace("\n", " ")
