"""Citations of every kind, what each points to, and the references, marks and comments around them."""

import pytest

from kg.prose import Document, read_html, read_markdown, read_plain

LIST = """

## References

1. Peters JSJ, Tyson NL. Hip exercises. Int J Sports Phys Ther. 2013;8:689. https://doi.org/10.1000/one
2. Smith A, Jones B. Knees. J Foo. 2019. PMID: 222
3. Health Office. (2020). A guide. <https://example.org/guide>
"""


def cited(document: Document) -> list[str]:
    """Return the citations of the body: form, what is written, target, entry, locator and flaw."""
    lines = []
    for each in document.citations:
        if each.sentence is not None:
            target = f"{each.target.scheme}:{each.target.value}" if each.target else "-"
            entry = document.references[each.reference].label if each.reference is not None else "-"
            more = "".join(f" ({words})" for words in (each.locator, each.flaw) if words)
            lines.append(f"{each.form} {each.written} = {target} -> {entry}{more}")
    return lines


def marked(document: Document) -> list[tuple[str, list[str]]]:
    """Return each mark of a claim with its sentences."""
    return [(x.claim, [document.sentences[n].text for n in x.sentences]) for x in document.marks]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("It is [@doi:10.1000/Abc].", ["key doi:10.1000/Abc = doi:10.1000/abc -> -"]),
        (
            "It is [see @pmid:12, p. 3; @ponzio-2018].",
            ["key pmid:12 = pmid:12 -> - (p. 3)", "key ponzio-2018 = study:ponzio-2018 -> -"],
        ),
        (
            "It is [@doi:10.1016/S0140-6736(97)11096-0].",
            ["key doi:10.1016/S0140-6736(97)11096-0 = doi:10.1016/s0140-6736(97)11096-0 -> -"],
        ),
        (
            "It is [@{doi:10.1002/(SICI)1(19)17:15<16::AID>3.0;2-2}].",
            ["key doi:10.1002/(SICI)1(19)17:15<16::AID>3.0;2-2 = doi:10.1002/(sici)1(19)17:15<16::aid>3.0;2-2 -> -"],
        ),
        ("It is [@doi:10.1000/_a_*b*].", ["key doi:10.1000/_a_*b* = doi:10.1000/_a_*b -> - (punctuation)"]),
        ("It is [@doi:nothing].", ["key doi:nothing = - -> - (malformed)"]),
        ("As @doi:10.1000/a, says.", ["key doi:10.1000/a = doi:10.1000/a -> -"]),
        ("See 10.1000/a(b).", ["bare 10.1000/a(b) = doi:10.1000/a(b) -> -"]),
        ("See (doi: 10.1000/ab).", ["bare 10.1000/ab = doi:10.1000/ab -> -"]),
        ("See 10.1000/a\u2013b.", ["bare 10.1000/a\u2013b = doi:10.1000/a-b -> - (dash)"]),
        ("See https://doi.org/10.1000/a%28b%29.", ["bare https://doi.org/10.1000/a%28b%29 = doi:10.1000/a(b) -> -"]),
        ("[x](http://dx.doi.org/10.1000/a)", ["link http://dx.doi.org/10.1000/a = doi:10.1000/a -> - (resolver)"]),
        ("[x](http://doi.org/10.1000/a)", ["link http://doi.org/10.1000/a = doi:10.1000/a -> - (insecure)"]),
        (
            "[x](https://doi.org/doi:10.1000/a)",
            ["link https://doi.org/doi:10.1000/a = doi:10.1000/a -> - (prefix)"],
        ),
        ("[x](https://doi.org/abc)", ["link https://doi.org/abc = - -> - (malformed)"]),
        ("[x](https://pubmed.ncbi.nlm.nih.gov/12/)", ["link https://pubmed.ncbi.nlm.nih.gov/12/ = pmid:12 -> -"]),
        (
            "[x](https://www.ncbi.nlm.nih.gov/pmc/articles/PMC12/)",
            ["link https://www.ncbi.nlm.nih.gov/pmc/articles/PMC12/ = pmcid:PMC12 -> -"],
        ),
        ("[x](https://arxiv.org/pdf/2301.01234)", ["link https://arxiv.org/pdf/2301.01234 = arxiv:2301.01234 -> -"]),
        (
            "[x](https://link.example.org/doi/full/10.1000/a.b/full)",
            ["link https://link.example.org/doi/full/10.1000/a.b/full = doi:10.1000/a.b -> -"],
        ),
        ("[x](https://example.org/a)", ["link https://example.org/a = url:https://example.org/a -> -"]),
        ("[x](/about) [y](mailto:a@example.org) [z](#top)", []),
        ("See PMID: 12, PMC4647699 and arXiv:2301.01234.", [
            "bare 12 = pmid:12 -> -",
            "bare PMC4647699 = pmcid:PMC4647699 -> -",
            "bare 2301.01234 = arxiv:2301.01234 -> -",
        ]),
        ("See ISBN 0-306-40615-2.", ["bare 0-306-40615-2 = isbn:9780306406157 -> -"]),
        ("See ISBN 0-306-40615-3.", ["bare 0-306-40615-3 = - -> - (malformed)"]),
        ("It is [2, 1-2].", ["number 2 = - -> 2", "number 1-2 = - -> 1", "number 1-2 = - -> 2"]),
        ("It is [7].", ["number 7 = - -> -"]),
        ("It is.<sup>2</sup> Yes.", ["number 2 = - -> 2"]),
        ("It is 5 kg/m<sup>2</sup>.", []),
        ("It is <sup>[2](#ref2)</sup>.", ["number 2 = - -> 2"]),
        ("It is [@pmid:222].", ["key pmid:222 = pmid:222 -> 2"]),
        ("It is (Peters & Tyson, 2013).", ["author-year Peters & Tyson, 2013 = - -> 1"]),
        ("Peters & Tyson, 2013 say so.", ["author-year Peters & Tyson, 2013 = - -> 1"]),
        ("Smith et al. (2019, p. 4) say so.", ["author-year Smith et al. (2019, p. 4) = - -> 2 (p. 4)"]),
        (
            "It is (Peters & Tyson, 2013; Smith, 2019).",
            ["author-year Peters & Tyson, 2013 = - -> 1", "author-year Smith, 2019 = - -> 2"],
        ),
        ("It is (Miller et al., 2011).", ["author-year Miller et al., 2011 = - -> -"]),
        ("In March 2020 we met in Boston, 2019.", []),
        ("Write `[@doi:10.1000/a]` or `[3]`.", []),
        ("    [@doi:10.1000/a]", []),
    ],
)  # fmt: skip
def test_a_citation_is_found_with_its_target_entry_locator_and_flaw(text: str, found: list[str]) -> None:
    assert cited(read_markdown("a.md", text + LIST)) == found


def test_footnotes_are_references_and_one_without_a_text_has_no_entry() -> None:
    document = read_markdown(
        "a.md", "So.[^1] And.[^b] No.[^9]\n\n[^1]: Smith A. Knees. 2019. 10.1000/x\n[^b]: Own data.\n"
    )
    assert cited(document) == ["footnote 1 = - -> 1", "footnote b = - -> b", "footnote 9 = - -> -"]
    assert [(x.label, x.footnote, [y.value for y in x.targets]) for x in document.references] == [
        ("1", True, ["10.1000/x"]),
        ("b", True, []),
    ]
    assert [x.value for x in document.targets(document.citations[0])] == ["10.1000/x"]
    assert [x.text for x in document.sentences] == ["So.", "And.", "No.[^9]"]


def test_a_numbered_list_of_sources_needs_no_heading() -> None:
    text = "It is [2].\n\n1. Peters J. Hips. 2013. 10.1000/a\n2. Smith A. Knees. 2019. 10.1000/b\n"
    assert cited(read_markdown("a.md", text)) == ["number 2 = - -> 2"]


def test_references_end_at_the_next_heading_of_their_level_and_hold_no_sentences() -> None:
    document = read_markdown(
        "a.md", "## Sources\n\n- Smith A. Knees. 2019.\n\n### Books\n\n- Ho B. Hips. 2018.\n\n## About\n\nWe run."
    )
    assert [x.names for x in document.references] == [("Smith",), ("Ho",)]
    assert [x.text for x in document.sentences] == ["Sources", "Books", "About", "We run."]


def test_what_is_only_proposed_for_reading_on_says_so() -> None:
    document = read_markdown("a.md", "## Further reading\n\n- Smith A. Knees. 2019.\n")
    assert [x.further for x in document.references] == [True]


def test_html_has_the_same_citations() -> None:
    page = """<html><head><title>T &amp; U</title><meta name="author" content="Ann"></head><body>
    <nav><a href="https://doi.org/10.1000/no">no</a></nav>
    <main><p>It is <cite data-ref="doi:10.1000/a"></cite><a href="https://doi.org/10.1000/x&amp;y">so</a>.<sup>1</sup>
    <span data-claim="a-b">It helps.</span> Peters (2013) agrees.</p>
    <h2>References</h2><ol><li>Peters J. Hips. 2013. PMID 12</li></ol></main></body></html>"""
    document = read_html("a.html", page)
    assert (
        cited(document)
        == [
            "key doi:10.1000/a = doi:10.1000/a -> -",
            "link https://doi.org/10.1000/x&y = doi:10.1000/x&y -> -",
            "number 1 = - -> 1",
            "author-year Peters (2013) = - -> 1",
        ]
        or cited(document)[1] == "link https://doi.org/10.1000/x&y = doi:10.1000/x&y -> -"
    )
    assert [(x.claim, [document.sentences[n].text for n in x.sentences]) for x in document.marks] == [
        ("a-b", ["It helps."])
    ]
    assert [(x.key, x.value) for x in document.metadata] == [("title", "T & U"), ("author", "Ann")]


def test_plain_text_has_lists_of_references_too() -> None:
    document = read_plain("a.txt", "It is so [2].\n\nReferences\n1. Peters J. Hips. 2013.\n2. Smith A. Knees. 2019.\n")
    assert cited(document) == ["number 2 = - -> 2"]


@pytest.mark.parametrize(
    ("text", "claim", "sentences"),
    [
        ("One. Two. <!-- claim: a-b --> Three.", "a-b", ["Two."]),
        ("One. Two.\n<!-- claim: a-b !-->\n", "a-b", ["Two."]),
        ("One. [Two. Three.]{claim=a-b} Four.", "a-b", ["Two.", "Three."]),
        ('One. [Two [@doi:10.1/x].]{claim="a-b"}', "a-b", ["Two [@doi:10.1/x]."]),
        ('One. <span data-claim="a-b">Two.</span> Three.', "a-b", ["Two."]),
        ("---\nclaims:\n  a-b: asserts\n---\nOne.", "a-b", []),
        ("---\nclaims: [a-b]\n---\nOne.", "a-b", []),
        ('+++\nclaims = ["a-b"]\n+++\nOne.', "a-b", []),
    ],
)
def test_a_mark_means_its_sentences(text: str, claim: str, sentences: list[str]) -> None:
    document = read_markdown("a.md", text)
    assert [(x.claim, [document.sentences[n].text for n in x.sentences]) for x in document.marks] == [
        (claim, sentences)
    ]
    said = document.source[document.marks[0].range.start : document.marks[0].range.end].decode()
    assert said == claim


@pytest.mark.parametrize(
    ("text", "covered"),
    [
        ("<!-- kg: ignore[a, b] we asked -->\n\nOne. Two.", "One. Two."),
        ("One. <!-- kg: ignore[a, b] we asked --> Two. Three.", "Two."),
        ("One. Two. <!-- kg: ignore[a, b] we asked -->", "Two."),
        ("One is <!-- kg: ignore[a, b] we asked --> good. Two.", "One is <!-- kg: ignore[a, b] we asked --> good."),
        ("<!-- kg: ignore[a, b] we asked -->\n\n| a |\n|---|\n| b |\n\nNext.", "a |\n|---|\n| b"),
        ("One.\n\n<!-- kg: ignore[a, b] we asked -->", ""),
    ],
)
def test_a_suppression_covers_the_next_sentence_or_block(text: str, covered: str) -> None:
    document = read_markdown("a.md", text)
    [found] = document.suppressions
    assert (found.rules, found.reason) == (("a", "b"), "we asked")
    assert document.source[found.covers.start : found.covers.end].decode() == covered


def test_a_suppression_may_lack_its_reason() -> None:
    assert [(x.rules, x.reason) for x in read_markdown("a.md", "One. <!-- kg:ignore[a] -->").suppressions] == [
        (("a",), "")
    ]


def test_what_is_code_is_no_mark_and_has_its_place_also_over_two_lines() -> None:
    document = read_markdown("a.md", "Write `[It is.]{claim=a-b}` or `one\ntwo`, `` ` ``, [So.]{claim=c-d}")
    assert marked(document) == [("c-d", ["Write [It is.]{claim=a-b} or one two, `, So."])]
    codes = [document.source[x.range.start : x.range.end].decode() for x in document.blocks[0].runs if x.code]
    assert codes == ["[It is.]{claim=a-b}", "one", "\n", "two", "`"]
