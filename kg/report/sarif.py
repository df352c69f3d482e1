"""Problems as SARIF 2.1.0 (OASIS), for code scanning and for editors' viewers.

Columns are UTF-16 units and the file says so: whoever reads `columnKind` and whoever takes the usual for granted point
at the same place. Fingerprints have a key of our own, as GitHub's upload computes `primaryLocationLineHash` itself and
complains of any other value.
"""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Final

from kg import __version__
from kg.baseline import fingerprints
from kg.problems import Problem, Severity
from kg.report.positions import columns, utf16_units
from kg.report.text import message

if TYPE_CHECKING:
    from collections.abc import Sequence

_LEVELS: Final = {Severity.ERROR: "error", Severity.WARNING: "warning", Severity.NOTE: "note"}
_SCHEMA: Final = "https://json.schemastore.org/sarif-2.1.0.json"
_FINGERPRINT: Final = "kgProblem/v1"


def dump(problems: Sequence[Problem]) -> str:
    """Return one run; lines are 1-based, columns 1-based UTF-16 units, the end column is exclusive (section 3.30)."""
    rules = {rule: number for number, rule in enumerate(sorted({problem.rule for problem in problems}))}
    paths = {path: number for number, path in enumerate(sorted({problem.path for problem in problems}))}
    run = {
        "tool": {"driver": {"name": "kg check", "version": __version__, "rules": _rules(rules, problems)}},
        "columnKind": "utf16CodeUnits",
        "newlineSequences": ["\r\n", "\r", "\n"],
        "artifacts": [{"location": _location(path, number), "encoding": "UTF-8"} for path, number in paths.items()],
        "results": [
            _result(problem, mark, rules[problem.rule], paths[problem.path])
            for problem, mark in zip(problems, fingerprints(problems), strict=True)
        ],
    }
    log = {"$schema": _SCHEMA, "version": "2.1.0", "runs": [run]}
    return json.dumps(log, ensure_ascii=False, indent=1) + "\n"


def _rules(rules: dict[str, int], problems: Sequence[Problem]) -> list[dict[str, object]]:
    """Return the rules that are broken; the name of a rule says what the problem is."""
    worst = {severity: number for number, severity in enumerate(Severity)}
    found = []
    for rule in rules:
        mine = [problem for problem in problems if problem.rule == rule]
        page = next((problem.page for problem in mine if problem.page), "")
        level = _LEVELS[min((problem.severity for problem in mine), key=lambda severity: worst[severity])]
        words = rule.replace("-", " ").capitalize()
        where = f"What it means and how to mend it: {page}" if page else "Each message says how to mend it."
        described: dict[str, object] = {
            "id": rule,
            "shortDescription": {"text": words},
            "fullDescription": {"text": f"{words}. {where}"},
            "help": {"text": where},
            "defaultConfiguration": {"level": level},
        }
        found.append(described | ({"helpUri": page} if page else {}))
    return found


def _result(problem: Problem, fingerprint: str, rule: int, artifact: int) -> dict[str, object]:
    start, end = columns(problem, utf16_units)
    region = {
        "startLine": problem.span.line,
        "startColumn": start,
        "endLine": problem.span.end_line,
        "endColumn": end,
    }
    return {
        "ruleId": problem.rule,
        "ruleIndex": rule,
        "level": _LEVELS[problem.severity],
        "message": {"text": _plain(message(problem))},
        "locations": [{"physicalLocation": {"artifactLocation": _location(problem.path, artifact), "region": region}}],
        "partialFingerprints": {_FINGERPRINT: fingerprint},
    }


def _plain(text: str) -> str:
    """Return a plain text message, in which a single brace would begin a placeholder (section 3.11.5)."""
    return text.replace("{", "{{").replace("}", "}}")


def _location(path: str, index: int) -> dict[str, object]:
    """Return where a file is: from the folder that the check ran in, or the whole address of one elsewhere."""
    from urllib.parse import quote  # 3 ms that only this format needs

    address = quote(path.encode("utf-8", "surrogatepass"), safe="/")
    if path.startswith("/"):
        return {"uri": f"file://{address}", "index": index}
    return {"uri": address, "uriBaseId": "%SRCROOT%", "index": index}
