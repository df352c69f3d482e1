"""The page of each rule, from the docstring of its module."""

from __future__ import annotations

import re
from difflib import get_close_matches
from inspect import cleandoc
from typing import Final

from kg.rules import CODES, RULES

_PART: Final = re.compile(r"^(Why|Bad|Good|False positives): ", re.MULTILINE)
_SETTINGS: Final = (
    "## Settings in kg.toml",
    "",
    "```toml",
    "[check]",
    'select = ["all"]                     # names, codes, families such as "KG1"',
    'ignore = ["unmarked-known-claim"]',
    'fail-on = "error"                    # or "warning", "never"; --fail-on goes before it',
    'severity = {secondary-source = "error"}',
    "",
    "[check.per-file-ignores]",
    'archive = ["all"]                    # a folder, a file, or a pattern such as "*.txt"',
    "```",
)
_CODE_PARTS: Final = frozenset({"Bad", "Good"})


def find_rule(word: str) -> str:
    """Return the name of the rule that a name or code means; raises ValueError with a near one for another."""
    for name, code in CODES.items():
        if word.lower() in {name, code.lower()}:
            return name
    near = get_close_matches(word, (*CODES, *CODES.values()), n=1, cutoff=0.5)
    way_out = f"did you mean '{near[0]}'?" if near else "'kg rule --all' lists them"
    raise ValueError(f"no rule '{word}' ({way_out})")


def rows() -> list[tuple[str, str, str, str]]:
    """Return code, name, severity and summary of each rule, in the order of codes."""
    listed = ((CODES[name], name, str(rule.SEVERITY), _summary(name)) for name, rule in RULES.items())
    return sorted(listed)


def render_page(name: str) -> str:
    """Return the page of a rule as Markdown."""
    rule = RULES[name]
    _, *parts = _PART.split(cleandoc(rule.__doc__ or ""))
    lines = [f"# {name}", "", f"{rule.CODE} · {rule.SEVERITY}", "", _summary(name), ""]
    for title, body in zip(parts[::2], parts[1::2], strict=True):
        lines += [f"## {title}", ""]
        lines += ["```markdown", body.strip(), "```", ""] if title in _CODE_PARTS else [_sentence(body), ""]
    lines += [f"To let it pass at one place, write `<!-- kg: ignore[{name}] why it is wrong here -->` there."]
    return "\n".join(lines) + "\n"


def render_index() -> str:
    """Return the list of all rules as Markdown."""
    lines = [
        "<!-- Generated from kg/rules by scripts/generate.py; change the docstrings there. -->",
        "",
        "# Rules for texts",
        "",
        "`kg check PATH` holds texts against these rules; `kg rule NAME` prints a page.",
        "A rule goes by its name or its code, in `[check]` of `kg.toml` and in `<!-- kg: ignore[NAME] reason -->`.",
        "",
        "| Code | Rule | Matters as | What is wrong |",
        "|---|---|---|---|",
        *(f"| {code} | [{name}]({name}.md) | {severity} | {summary} |" for code, name, severity, summary in rows()),
        "",
        *_SETTINGS,
    ]
    return "\n".join(lines) + "\n"


def _sentence(text: str) -> str:
    text = text.strip()
    return text[:1].upper() + text[1:]


def _summary(name: str) -> str:
    return cleandoc(RULES[name].__doc__ or "").partition("\n\n")[0].replace("\n", " ")
