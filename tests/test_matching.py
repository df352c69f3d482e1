"""Words find what they mean: folding, stems, synonyms, slips, and the order of what is found."""

from __future__ import annotations

import csv
from functools import cache
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.matching import Document, Index, Names, build_index, rank
from kg.matching.words import distance, fold, stem, stems, words
from kg.records import Synonym
from kg.render.catalogue import build_catalogue
from kg.render.findable import Findable, findables
from kg.render.words import parse_terms
from kg.workspace import open_workspace, read_queries, read_records, read_vocabulary

FOLDER = Path(__file__).parent
SYNONYMS = (
    Synonym(id="knee-pain", label="knee pain", also=("sore knee",)),
    Synonym(id="pfp", label="patellofemoral pain", also=("runner's knee", "PFPS"), broader="knee-pain"),
    Synonym(id="drug", label="anti-inflammatory drug", also=("ibuprofen",)),
    Synonym(id="unused", label="moon", also=("lunar body",)),
)


def questions(name: str) -> list[tuple[str, str]]:
    with (FOLDER / name).open(encoding="utf-8", newline="") as file:
        return [(row["question"], row["page"]) for row in csv.DictReader(file, delimiter="\t")]


def index_of(*titles: str) -> Index:
    return build_index((Document(x, x, ()) for x in titles), Names(SYNONYMS))


def found(index: Index, query: str) -> list[str]:
    return [index.documents[hit.number].title for hit in rank(index, query).hits]


@cache
def real() -> tuple[tuple[Findable, ...], Index]:
    workspace = open_workspace(FOLDER)
    records, _ = read_records(workspace)
    queries = read_queries(workspace).values()
    everything = findables(build_catalogue(records), queries, parse_terms(read_vocabulary()))
    return everything, build_index((x.document for x in everything), Names(records.synonyms))


@pytest.mark.parametrize(("question", "page"), questions("lay_questions.tsv"))
def test_a_question_in_lay_words_finds_its_page_among_the_first_three(question: str, page: str) -> None:
    everything, index = real()
    first = [everything[hit.number].document.key for hit in rank(index, question).hits[:3]]
    assert page in first, rank(index, question)


def test_a_thing_is_found_by_every_name_of_it() -> None:
    index = index_of("Taping helps patellofemoral pain.", "Running is fun.")
    for query in ("runner's knee", "runner\u2019s knee", "RUNNERS KNEE", "pfps", "Patellofemoral pain"):
        assert found(index, query) == ["Taping helps patellofemoral pain."]


def test_a_name_finds_what_is_a_kind_of_the_thing_and_not_the_other_way() -> None:
    index = index_of("Patellofemoral pain lasts.", "Knee pain lasts.")
    assert set(found(index, "sore knees")) == {"Knee pain lasts.", "Patellofemoral pain lasts."}
    assert found(index, "pfps") == ["Patellofemoral pain lasts."]


def test_a_name_is_more_than_its_words() -> None:
    index = index_of("A runner hurt a knee.", "Patellofemoral pain lasts.")
    assert found(index, "runner's knee") == ["Patellofemoral pain lasts."]


def test_a_name_of_what_is_nowhere_is_only_words() -> None:
    index = index_of("A lunar year.", "Another year.")
    assert found(index, "lunar body year")[0] == "A lunar year."


def test_a_beginning_of_a_word_finds_it_but_never_hides_a_word() -> None:
    index = index_of("Taping the kneecap.", "A tap drips.", "Ibuprofen relieves.")
    assert found(index, "kneec") == ["Taping the kneecap."]
    assert found(index, "tap") == found(index, "taping")
    assert found(index, "ibup") == ["Ibuprofen relieves."]


@pytest.mark.parametrize("slip", ["artritis", "arthrits", "arthirtis", "arthhritis"])
def test_a_slip_is_read_as_the_nearest_word_and_that_is_said(slip: str) -> None:
    index = index_of("Arthritis hurts.", "Knees hurt.")
    ranking = rank(index, f"{slip} hurts")
    assert ranking.corrected == ((slip, "arthritis"),)
    assert index.documents[ranking.hits[0].number].title == "Arthritis hurts."


def test_a_slip_in_a_name_that_no_text_holds_is_found_too() -> None:
    index = index_of("Patellofemoral pain lasts.", "Sore toes.")
    assert found(index, "runers knee") == ["Patellofemoral pain lasts."]


def test_a_word_that_is_nowhere_is_named() -> None:
    ranking = rank(index_of("Arthritis hurts."), "xylophone arthritis")
    assert ranking.unknown == ("xylophone",)
    assert len(ranking.hits) == 1


def test_words_such_as_the_count_only_where_there_are_no_others() -> None:
    index = index_of("Knees.", "Toes.")
    assert found(index, "do the knees") == ["Knees."]
    assert found(index, "the") == []


def test_what_has_more_of_the_words_comes_first() -> None:
    index = index_of("Ice.", "Ice and heat.", "Heat and a very long sentence about ice and other things.")
    assert found(index, "ice heat")[0] == "Ice and heat."


def test_a_word_of_the_title_weighs_more_than_one_of_the_text() -> None:
    documents = (Document("a", "Ice baths", ("heat",)), Document("b", "Heat packs", ("ice",)), Document("c", "x", ()))
    index = build_index(documents, Names(()))
    assert [documents[x.number].key for x in rank(index, "heat").hits] == ["b", "a"]


def test_equals_keep_their_order() -> None:
    assert found(index_of("Ice packs", "Ice baths", "Other"), "ice") == ["Ice packs", "Ice baths"]


@pytest.mark.parametrize("query", ["", "   ", "?!", "\u2019"])
def test_a_query_without_a_word_finds_nothing(query: str) -> None:
    ranking = rank(index_of("Knees."), query)
    assert (ranking.hits, ranking.corrected, ranking.unknown) == ((), (), ())


def test_an_index_of_nothing_answers() -> None:
    assert rank(build_index((), Names(())), "knee").unknown == ("knee",)


@given(st.text())
def test_any_text_is_folded_into_words_and_folding_again_changes_nothing(text: str) -> None:
    assert all(words(word) == [word] for word in words(text) if "'" not in word)
    assert fold(fold(text)) == fold(text)
    assert len(stems(text)) == len(words(text))


@given(st.text(alphabet="abceilnrsty", min_size=1, max_size=12))
def test_a_stem_is_a_part_of_its_word_but_for_a_last_letter(word: str) -> None:
    assert stem(word)
    assert word.startswith(stem(word)[:-1])


@given(st.text(alphabet="abc", max_size=6), st.text(alphabet="abc", max_size=6))
def test_a_distance_is_the_same_both_ways_and_zero_for_equals_only(one: str, other: str) -> None:
    assert distance(one, other, 6) == distance(other, one, 6)
    assert (distance(one, other, 6) == 0) == (one == other)


def test_questions_that_the_words_were_never_tuned_on_are_mostly_answered_too() -> None:
    everything, index = real()
    asked = questions("lay_questions_held_out.tsv")
    answered = [
        question
        for question, pages in asked
        if set(pages.split("|")) & {everything[hit.number].document.key for hit in rank(index, question).hits[:3]}
    ]
    assert len(answered) >= 22
    assert len(asked) == 25
