"""A record with a shape error is still checked: whatever field is broken, the rest of the record is read."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from kg.load.salvage import salvage
from kg.load.schema import json_schema
from kg.records import LISTS, Place

if TYPE_CHECKING:
    from collections.abc import Iterator

AT = Place("data/page.yaml", 3, ("studies", 0))


def fields(kind: str) -> Iterator[str]:
    definitions = json_schema()["$defs"]
    yield from definitions[LISTS[kind].__name__]["properties"]


@pytest.mark.parametrize("kind", LISTS)
def test_a_record_of_which_nothing_is_written_can_be_read(kind: str) -> None:
    found = salvage(kind, {}, AT)
    assert found is not None
    assert found.record.id == "data/page.yaml:3"


@pytest.mark.parametrize(("kind", "key"), [(kind, key) for kind in LISTS for key in fields(kind)])
@pytest.mark.parametrize("wrong", [None, "", [{}], {"x": 1}, -1.5], ids=str)
def test_a_record_can_be_read_whatever_stands_in_a_field(kind: str, key: str, wrong: Any) -> None:
    found = salvage(kind, {key: wrong}, AT)
    assert found is not None
    assert any(pointer[:3] == ("studies", 0, key) for pointer in found.poisoned)


@pytest.mark.parametrize("name", ["EvidenceLine", "Finding", "Overlap", "Reference", "Statement", "Contradiction"])
def test_items_keep_their_place_in_a_list(name: str) -> None:
    holders = {
        (kind, key): node
        for kind in LISTS
        for key, node in json_schema()["$defs"][LISTS[kind].__name__]["properties"].items()
        if node.get("items", {}).get("$ref") == f"#/$defs/{name}"
    }
    ((kind, key),) = holders
    found = salvage(kind, {key: [{}, "x", None, {"colour": "red"}]}, AT)
    assert found is not None
    assert len(getattr(found.record, key)) == 4


def test_what_was_given_stays_as_it_is() -> None:
    given = {"id": "smith-2020", "colour": "red", "findings": [{"id": "pain", "value": "much"}]}
    salvage("studies", given, AT)
    assert given == {"id": "smith-2020", "colour": "red", "findings": [{"id": "pain", "value": "much"}]}


def test_what_is_no_mapping_is_not_read() -> None:
    assert salvage("studies", "smith-2020", AT) is None
