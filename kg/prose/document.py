"""A text as a reader sees it: blocks, sentences, citations, references and marks, each with its place in the file.

Every place is a `Range` of UTF-8 bytes, because that is what all counts of lines and columns can be made from;
`kg.prose.places` turns them into lines and columns. Places inside a text (`Sentence.start`) count characters.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

if TYPE_CHECKING:
    from kg.problems import Problem

Kind = Literal["heading", "paragraph", "item", "quote", "code", "cell", "caption"]
Part = Literal["body", "references", "footnote"]
Scheme = Literal["doi", "pmid", "pmcid", "arxiv", "isbn", "url", "study"]
Form = Literal["link", "bare", "key", "footnote", "number", "author-year"]
Flaw = Literal["", "malformed", "prefix", "resolver", "insecure", "punctuation", "dash", "padding"]


@dataclass(frozen=True, slots=True, order=True)
class Range:
    """A stretch of a file in UTF-8 bytes; the end is exclusive."""

    start: int = 0
    end: int = 0

    def holds(self, other: Range) -> bool:
        """Return whether the other lies within this one."""
        return self.start <= other.start and other.end <= self.end


@dataclass(frozen=True, slots=True)
class Run:
    """Words set in one way; `href` is an address as the text gives it, safe or not.

    `start` is their first character in the text of their block.
    The bytes of its range are its text, save where they are white space (one space here) or a character reference.
    """

    text: str
    strong: bool = False
    emphasis: bool = False
    code: bool = False
    href: str = ""
    range: Range = Range()
    start: int = 0


@dataclass(frozen=True, slots=True)
class Block:
    """A heading, paragraph, list item, quoted paragraph, listing, cell of a table or caption.

    `level`: of a heading 1 to 6, of an item how deep its list is nested, from 1.
    `number`: of an item in a numbered list.
    `row`, `column`: of a cell, from 1; the first row of the next table is 1 again.
    `part`: "references" and "footnote" hold no sentences, they are read as references.
    `quoted`: whether it stands in a quotation, whatever its kind.
    `trail`: the headings that it stands under, the highest first; a heading is not in its own.
    """

    kind: Kind
    runs: tuple[Run, ...]
    level: int = 0
    number: int = 0
    row: int = 0
    column: int = 0
    part: Part = "body"
    quoted: bool = False
    trail: tuple[str, ...] = ()
    range: Range = Range()

    @property
    def text(self) -> str:
        """Return its words."""
        return "".join(run.text for run in self.runs)

    def locate(self, start: int, end: int) -> Range:
        """Return the bytes of the characters from `start` to `end` of its text."""
        first = self.runs[max(0, bisect_right(self.runs, start, key=_start) - 1)]
        last = self.runs[max(0, bisect_left(self.runs, end, key=_start) - 1)]
        begin = _byte(first, start - first.start, up=False)
        return Range(begin, max(begin, _byte(last, end - last.start, up=True)))


@dataclass(frozen=True, slots=True)
class Identifier:
    """What a citation or reference points to, in its one right form.

    A "doi" is bare and in lower case, a "pmid" digits, a "pmcid" PMC and digits, an "arxiv" number without a version,
    an "isbn" 13 digits, a "study" an id of this graph, a "url" any other address.
    """

    scheme: Scheme
    value: str


@dataclass(frozen=True, slots=True)
class Citation:
    """One pointer to one source.

    `written`: what the text has in `range`: the identifier, address, key, label or name alone. Where an address stands
    elsewhere (`[words][label]`) or is written with character references, `range` is the whole.
    `whole`: the range with its brackets; citations in one pair of brackets have it in common.
    `target`: the identifier that it gives itself; None where it only points into the references, or is malformed.
    `flaw`: how `written` differs from the right form: "resolver" (dx.doi.org), "insecure" (http), "prefix" (doubled),
    "punctuation" (at its end), "dash" (typographic), "padding" (zeros), "malformed" (no identifier at all).
    `reference`: its place in `Document.references`; None where it needs one and has none, or needs none.
    `sentence`: its place in `Document.sentences`; None in a listing, a reference or a footnote.
    """

    form: Form
    written: str
    range: Range
    whole: Range
    target: Identifier | None = None
    flaw: Flaw = ""
    locator: str = ""
    reference: int | None = None
    sentence: int | None = None


@dataclass(frozen=True, slots=True)
class Reference:
    """An entry of a reference list, or a footnote.

    `label`: what a footnote or key is called, or its number in the list.
    `names`: the family names before the year, as written; `years` in the form "2013" or "2013a".
    `targets`: the identifiers in it, in its order. `further`: whether it is only proposed for reading on.
    """

    label: str
    text: str
    range: Range
    targets: tuple[Identifier, ...] = ()
    names: tuple[str, ...] = ()
    years: tuple[str, ...] = ()
    footnote: bool = False
    further: bool = False


@dataclass(frozen=True, slots=True)
class ClaimMark:
    """What a writer says that a sentence asserts.

    `range` is the id, `whole` the mark with its signs, `covers` the marked text (empty for one in the front matter).
    `stance` is the word that the front matter gives, or empty. `sentences`: their places in `Document.sentences`.
    """

    form: Literal["comment", "span", "front matter"]
    claim: str
    range: Range
    whole: Range
    covers: Range
    stance: str = ""
    sentences: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class Suppression:
    """A comment that lets rules pass over the text in `covers`; the reason is empty where none is given."""

    rules: tuple[str, ...]
    reason: str
    range: Range
    covers: Range


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence of the body.

    `text`: as a reader sees it. `bare`: the same, character for character, with blanks in place of citations,
    addresses and code, so that a search finds only words of the writer.
    `block`: place of its block in `Document.blocks`; `start`: its first character in the text of that block.
    `citations`, `marks`: places in the lists of the document.
    """

    text: str
    bare: str
    range: Range
    block: int
    start: int
    citations: tuple[int, ...] = ()
    marks: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class Entry:
    """A value that a text states about itself: front matter, or `meta` and JSON-LD of a page.

    Keys of nested values are joined by dots ("author.name"); a list gives one entry per value, all with its key.
    """

    key: str
    value: str
    range: Range


@dataclass(frozen=True, slots=True)
class Document:
    """A text with all that is found in it, each list in the order of the file.

    `source` is the file, byte for byte; `problems` are those that kept parts of it from being read.
    """

    blocks: tuple[Block, ...] = ()
    path: str = ""
    source: bytes = b""
    sentences: tuple[Sentence, ...] = ()
    citations: tuple[Citation, ...] = ()
    references: tuple[Reference, ...] = ()
    marks: tuple[ClaimMark, ...] = ()
    suppressions: tuple[Suppression, ...] = ()
    metadata: tuple[Entry, ...] = ()
    problems: tuple[Problem, ...] = ()

    @property
    def text(self) -> str:
        """Return the words of all blocks, a line end between two; places in a document count its characters."""
        return "\n".join(block.text for block in self.blocks)

    def locate(self, sentence: Sentence, start: int, end: int) -> Range:
        """Return the bytes of the characters from `start` to `end` of a sentence."""
        return self.blocks[sentence.block].locate(sentence.start + start, sentence.start + end)

    def targets(self, citation: Citation) -> tuple[Identifier, ...]:
        """Return all that a citation points to: what it gives itself, then what its reference gives."""
        own = (citation.target,) if citation.target else ()
        listed = self.references[citation.reference].targets if citation.reference is not None else ()
        return tuple(dict.fromkeys((*own, *listed)))


def _start(run: Run) -> int:
    return run.start


def _byte(run: Run, characters: int, *, up: bool) -> int:
    """Return the byte at a character of a run; inside a character reference its begin, or its end for `up`."""
    if len(run.text.encode()) == run.range.end - run.range.start:
        return run.range.start + len(run.text[:characters].encode())
    if 0 < characters < len(run.text):
        return run.range.end if up else run.range.start
    return run.range.end if characters else run.range.start
