"""The records that curators write: topics, synonyms, claims, studies, articles, conflicts, and what each is made of.

The JSON Schema for editors comes from these types (`kg.load.schema`), so a field's `description` here is its
documentation everywhere. Records are frozen; a field without a value is `None` or an empty tuple.
"""

from __future__ import annotations

from typing import Annotated, Final, Literal

from msgspec import Meta, Struct, field

from kg.texts import ArticleText  # noqa: TC001  # msgspec reads the annotations

ID_PATTERN: Final = r"^[a-z0-9]+(-[a-z0-9]+)*$"

Id = Annotated[
    str, Meta(pattern=ID_PATTERN, max_length=100, description="Kebab-case id, unique in the whole workspace.")
]
LocalId = Annotated[
    str, Meta(pattern=ID_PATTERN, max_length=100, description="Kebab-case id, unique within its record.")
]
Text = Annotated[str, Meta(min_length=1, pattern=r"\S")]
Url = Annotated[str, Meta(pattern=r"^https?://[^\s<>\"{}|\\^`]+$", description="Web address; only http and https.")]
Doi = Annotated[
    str, Meta(pattern=r"^10\.\d{4,9}/[^\sA-Z]+$", description="Bare DOI in lower case, without a resolver.")
]
Pmid = Annotated[str, Meta(pattern=r"^[1-9]\d{0,8}$", description="PubMed number, digits only, quoted.")]
Pmcid = Annotated[str, Meta(pattern=r"^PMC[1-9]\d{0,8}$", description="PubMed Central id, such as PMC4647699.")]
Arxiv = Annotated[str, Meta(pattern=r"^\d{4}\.\d{4,5}(v\d+)?$", description="arXiv id, such as 2301.01234.")]
Date = Annotated[str, Meta(pattern=r"^\d{4}-(0[1-9]|1[0-2])-(0[1-9]|[12]\d|3[01])$", description="ISO date, quoted.")]
TextPath = Annotated[
    str,
    Meta(
        pattern=r"^[^/\\:.\x00-\x1f][^/\\:\x00-\x1f]*(/[^/\\:.\x00-\x1f][^/\\:\x00-\x1f]*)*\.(md|html|txt)$",
        description="Path of the article's own text below the data folder, in Markdown, HTML or plain text; only for a "
        "text that the workspace owns. It is shown with the quoted statements marked.",
    ),
]
Year = Annotated[int, Meta(ge=1800, le=2100)]
Count = Annotated[int, Meta(ge=1)]
StatedLevel = Annotated[
    int,
    Meta(ge=1, le=5, description="Level of evidence as the source states it; 1b is 1; of joined results the lowest."),
]
PValue = Annotated[float, Meta(ge=0, le=1)] | Annotated[str, Meta(pattern=r"^[<>]=?0?\.\d+$")]

ClaimKind = Literal[
    "risk-factor", "cause", "treatment", "prevention", "prognosis", "frequency", "mechanism", "advice",
    "reported-finding",
]  # fmt: skip
Effect = Literal["increases", "decreases", "no-difference", "improves", "worsens", "associated", "describes"]
ContradictionKind = Literal["opposite", "population", "dose", "timing", "outcome", "wording", "superseded"]
Direction = Literal["supports", "disputes", "inconclusive"]
Directness = Literal["direct", "indirect"]
Design = Literal[
    "meta-analysis", "systematic-review", "guideline", "consensus-statement", "narrative-review", "rct",
    "controlled-trial", "cohort", "case-control", "cross-sectional", "survey", "case-series", "laboratory",
    "animal", "editorial", "preprint",
]  # fmt: skip
IncludedDesign = Literal[
    "rct", "controlled-trial", "cohort", "case-control", "cross-sectional", "survey", "case-series",
    "laboratory", "animal", "mixed", "unstated",
]  # fmt: skip
Measure = Literal["OR", "RR", "HR", "IRR", "RD", "MD", "SMD", "r", "prevalence", "incidence", "percentage", "other"]
Verdict = Literal["supported", "disputed", "contested", "unclear", "untested"]
Certainty = Literal["high", "moderate", "low", "very-low"]
RiskOfBias = Literal["low", "some", "high"]
AuthorsRating = Annotated[
    Certainty,
    Meta(
        description="Certainty as the source rates it: GRADE, or strong (`high`), limited (`low`); of several the best."
    ),
]
AuthorsBias = Annotated[
    RiskOfBias,
    Meta(description="Risk of bias as its authors report it; of a review `high` where most studies are poor."),
]
IntegrityStatus = Literal["ok", "corrected", "concern", "retracted", "reinstated"]
Verification = Literal["seen", "memory"]
OverlapKind = Literal["same-people", "includes", "restates"]
Stance = Literal["asserts", "hedges", "denies"]
ArticleKind = Literal["clinic blog", "therapist blog", "guide", "news", "health authority", "other"]
ReferencePlace = Literal["list and text", "list only", "text only", "after its paragraph"]
ReferenceStatus = Literal["resolved", "resolved-via-secondary", "not-found", "unresolved"]
SourceType = Literal["primary", "review", "news", "institutional-news", "preprint", "none"]
CitationSupport = Literal["supports-as-stated", "partly", "does-not-bear", "contradicts", "not-checked"]
ConflictKind = Literal["between-articles", "within-article", "article-vs-evidence", "superseded"]

REVIEW_DESIGNS: Final[tuple[Design, ...]] = (
    "meta-analysis", "systematic-review", "guideline", "consensus-statement", "narrative-review",
)  # fmt: skip
RATIO_MEASURES: Final[tuple[Measure, ...]] = ("OR", "RR", "HR", "IRR")
UNCLEAR_SIDE: Final = "unclear"


class Place(Struct, frozen=True):
    """Where a record stands: its file, 1-based line, and the path of keys and indexes to it in the file."""

    path: str = ""
    line: int = 0
    pointer: tuple[str | int, ...] = ()


class Record(Struct, frozen=True, kw_only=True, omit_defaults=True, forbid_unknown_fields=True):
    """What all records share: an id and the place it came from (`at` is no part of the data)."""

    id: Id
    at: Place = field(default=Place(), name="@at")


class Topic(Record, frozen=True, kw_only=True):
    """A subject area that claims are filed under."""

    label: Annotated[Text, Meta(description="Name as a heading.")]
    description: Annotated[Text, Meta(description="What the topic covers, in one sentence.")]


class Synonym(Record, frozen=True, kw_only=True):
    """One thing under all the names that people give it, so lay words find what claims say in the field's words."""

    label: Annotated[Text, Meta(description="The name that claims use.")]
    also: Annotated[tuple[Text, ...], Meta(min_length=1, description="Other words for it: lay words, short forms.")]
    broader: Annotated[Id, Meta(description="The synonym for the more general thing, of which it is one.")] | None = (
        None
    )


class Contradiction(Struct, frozen=True, forbid_unknown_fields=True):
    """That a claim and another cannot both hold as worded, or seem not to; written on one claim of the pair."""

    claim: Annotated[Id, Meta(description="The other claim.")]
    kind: Annotated[
        ContradictionKind,
        Meta(description="In what the two differ. `superseded`: the claim that holds this entry replaces the other."),
    ]
    why: Annotated[Text, Meta(description="The contradiction in one sentence.")]


class EvidenceLine(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True, omit_defaults=True):
    """What one study, or one finding of it, shows for a claim as worded."""

    study: Annotated[Id, Meta(description="The study.")]
    finding: Annotated[LocalId, Meta(description="The finding of that study which carries the line.")] | None = None
    direction: Annotated[
        Direction,
        Meta(description="Seen from the claim as worded: a null result supports a claim of no difference."),
    ]
    directness: Annotated[
        Directness,
        Meta(description="`direct`: the population, exposure and outcome of the claim; `indirect`: neighbouring ones."),
    ]
    why: Annotated[Text, Meta(description="Why the finding points this way, in one sentence.")]


class Judgement(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True, omit_defaults=True):
    """A curator's signed verdict on a claim, which stands before the computed one until something changes."""

    verdict: Annotated[Verdict, Meta(description="What the evidence says, in the curator's judgement.")]
    certainty: Annotated[Certainty, Meta(description="How sure that is; none without evidence.")] | None = None
    by: Annotated[Text, Meta(description="Who judged: a name, or an ORCID.")]
    date: Annotated[Date, Meta(description="Day of the judgement, quoted; it holds for 12 months.")]
    why: Annotated[Text, Meta(description="Why the rules' answer is not the last word.")]
    of: Annotated[
        str,
        Meta(
            pattern=r"^[0-9a-f]{12}$",
            description="Fingerprint of the claim with its evidence as judged; `kg check` gives it.",
        ),
    ]


class Claim(Record, frozen=True, kw_only=True):
    """An atomic, declarative proposition that stands alone, with the evidence for and against it."""

    text: Annotated[Text, Meta(description="The proposition as one sentence that stands alone.")]
    question: (
        Annotated[
            Text, Meta(description="A question in the words of a lay person to which the claim is the answer yes.")
        ]
        | None
    ) = None
    meaning: (
        Annotated[
            Text,
            Meta(description="What a reader should know beside the verdict, in plain words that hold whatever it is."),
        ]
        | None
    ) = None
    topic: Annotated[Id, Meta(description="The topic it is filed under.")]
    kind: Annotated[ClaimKind, Meta(description="What sort of proposition; decides which study designs weigh most.")]
    population: Annotated[Text, Meta(description="PICO: the people it is about.")]
    exposure: Annotated[Text, Meta(description="PECO: what they are exposed to; this or `intervention`.")] | None = None
    intervention: Annotated[Text, Meta(description="PICO: what is done; this or `exposure`.")] | None = None
    comparator: Annotated[Text, Meta(description="PICO: what it is compared with.")] | None = None
    outcome: Annotated[Text, Meta(description="PICO: what is measured.")]
    effect: Annotated[Effect, Meta(description="What the claim says happens to the outcome.")]
    broader: Annotated[Id, Meta(description="The more general claim that this one falls under.")] | None = None
    contradicts: Annotated[tuple[Contradiction, ...], Meta(description="Claims that it contradicts.")] = ()
    evidence: Annotated[tuple[EvidenceLine, ...], Meta(description="Lines of evidence, one per study or finding.")] = ()
    judgement: Annotated[Judgement, Meta(description="A curator's signed verdict.")] | None = None


class Finding(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True, omit_defaults=True):
    """One result of a study."""

    id: LocalId
    outcome: Annotated[Text, Meta(description="What was measured.")]
    comparison: Annotated[Text, Meta(description="What was compared with what.")] | None = None
    measure: Annotated[
        Measure,
        Meta(
            description="Effect measure: OR odds ratio, RR risk ratio, HR hazard ratio, IRR rate ratio, RD risk "
            "difference, MD mean difference, SMD standardised mean difference, r correlation, or a frequency.",
        ),
    ]
    value: Annotated[float, Meta(description="Point estimate, in `unit`.")] | None = None
    ci_low: Annotated[float, Meta(description="Lower bound of the interval, in `unit`.")] | None = None
    ci_high: Annotated[float, Meta(description="Upper bound of the interval, in `unit`.")] | None = None
    ci_level: (
        Annotated[float, Meta(gt=0, lt=100, description="Confidence level of the interval in percent.")] | None
    ) = None
    p: Annotated[PValue, Meta(description='p value: a number from 0 to 1, or a string such as "<0.001".')] | None = None
    unit: Annotated[Text, Meta(description="Unit of the estimate and its interval; nothing else.")] | None = None
    rating: AuthorsRating | None = None
    stated_level: StatedLevel | None = None
    note: Annotated[Text, Meta(description="What the numbers leave out.")] | None = None


class Integrity(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True, omit_defaults=True):
    """What became of a publication after it appeared; no entry means that nobody has looked."""

    status: Annotated[IntegrityStatus, Meta(description="Editorial status of the publication.")]
    date: Annotated[Date, Meta(description="Day of the notice, or of the look-up that found none.")]
    notice: Annotated[Url, Meta(description="Address of the notice or of the record that was looked up.")] | None = None
    why: Annotated[Text, Meta(description="The reason the notice gives.")] | None = None


class Overlap(Struct, frozen=True, forbid_unknown_fields=True):
    """That a study is no evidence of its own beside another; written once, on the later of the two."""

    study: Annotated[Id, Meta(description="The other study.")]
    kind: Annotated[
        OverlapKind,
        Meta(
            description="`same-people`: both report on the same people, or one on some of the other's; `includes`: "
            "this review includes the other; `restates`: this one comments on or quotes the other, without own data.",
        ),
    ]
    why: Annotated[Text, Meta(description="Where that is said, in one sentence.")]


class Study(Record, frozen=True, kw_only=True):
    """One publication and what it found."""

    title: Annotated[Text, Meta(description="Title of the publication.")]
    authors: Annotated[tuple[Text, ...], Meta(description='In order, "Family I"; "et al." marks names not seen.')]
    year: Annotated[Year, Meta(description="Year of the issue it appeared in.")]
    journal: Annotated[Text, Meta(description="Journal, written out.")] | None = None
    volume: Annotated[Text, Meta(description="Volume, quoted.")] | None = None
    issue: Annotated[Text, Meta(description="Issue, quoted.")] | None = None
    pages: Annotated[Text, Meta(description="Page range or article number.")] | None = None
    doi: Doi | None = None
    pmid: Pmid | None = None
    pmcid: Pmcid | None = None
    arxiv: Arxiv | None = None
    url: Url | None = None
    design: Annotated[Design, Meta(description="Design of the study itself.")]
    included_designs: Annotated[
        tuple[IncludedDesign, ...],
        Meta(description="Of a review: the designs it includes, as far as it says; `unstated` where it does not."),
    ] = ()
    population: Annotated[Text, Meta(description="Who or what was studied.")]
    participants: Annotated[Count, Meta(description="Number of people (or animals, specimens).")] | None = None
    included_studies: Annotated[Count, Meta(description="Number of studies in a review.")] | None = None
    overlaps: Annotated[
        tuple[Overlap, ...], Meta(description="Studies that it is not independent of, as far as a source says so.")
    ] = ()
    findings: Annotated[tuple[Finding, ...], Meta(description="Its results.")] = ()
    certainty: Annotated[Text, Meta(description="Certainty or quality in words, as its authors report it.")] | None = (
        None
    )
    rating: AuthorsRating | None = None
    stated_level: StatedLevel | None = None
    risk_of_bias: AuthorsBias | None = None
    unpublished: Annotated[
        bool, Meta(description="Whether its source says that no journal took it: a report, a talk.")
    ] = False
    limitations: Annotated[Text, Meta(description="What weakens it, and what of it was not seen.")]
    integrity: Annotated[Integrity, Meta(description="What became of it since.")] | None = None
    verified: Annotated[
        Verification,
        Meta(description="`seen`: read on the pages under `seen_at`; `memory`: in part not, see `limitations`."),
    ]
    seen_at: Annotated[tuple[Url, ...], Meta(description="The pages on which the facts were read.")] = ()


class Reference(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True, omit_defaults=True):
    """A reference as an article cites it, and what became of it."""

    id: LocalId
    as_cited: Annotated[Text, Meta(description="The reference as the article gives it.")]
    where: Annotated[ReferencePlace, Meta(description="Where the article puts it.")]
    resolves_to: Annotated[Id, Meta(description="The study that it leads to.")] | None = None
    status: Annotated[
        ReferenceStatus,
        Meta(description="`not-found`: no such record was found; `unresolved`: no copy could be read."),
    ]
    source_type: Annotated[SourceType, Meta(description="What the reference itself is.")]
    supports_statement: Annotated[
        CitationSupport,
        Meta(description="Whether the source says what the article's sentence says."),
    ]
    judged_on: Annotated[Date, Meta(description="Day of that verdict; a later notice asks for review.")] | None = None
    note: Annotated[Text, Meta(description="How it was found and judged.")]


class Quote(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True, omit_defaults=True):
    """A Web Annotation TextQuoteSelector: words of the article's own `text`, as a reader sees them."""

    exact: Annotated[Text, Meta(description="The words themselves.")]
    prefix: Annotated[Text, Meta(description="The words just before.")] | None = None
    suffix: Annotated[Text, Meta(description="The words just after.")] | None = None


class Statement(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True, omit_defaults=True):
    """That an article, at one place, asserts, hedges or denies a claim."""

    id: Annotated[LocalId, Meta(description="Anchor; without one the statement is known by its number.")] | None = None
    section: Annotated[Text, Meta(description="The article's own heading, shortened.")]
    claim: Annotated[Id, Meta(description="The claim it is about.")]
    stance: Annotated[Stance, Meta(description="How the article puts it.")]
    appeal: Annotated[bool, Meta(description="Whether the wording appeals to research.")] = False
    cites: Annotated[
        tuple[LocalId, ...],
        Meta(description="References of this article attached to the statement itself."),
    ] = ()
    numbers: Annotated[tuple[Text, ...], Meta(description="Numbers that it gives.")] = ()
    says: Annotated[Text, Meta(description="What it says, in our own words.")]
    quote: Annotated[Quote, Meta(description="The words themselves, where the article has a `text`.")] | None = None


class Article(Record, frozen=True, kw_only=True):
    """A health article: its references as cited, and what it says statement by statement."""

    title: Annotated[Text, Meta(description="Title of the page.")] | None = None
    publisher: Annotated[Text, Meta(description="Who published it.")] | None = None
    kind: Annotated[ArticleKind, Meta(description="What sort of page it is.")]
    url: Url | None = None
    published: Annotated[Date, Meta(description="Day it appeared, quoted.")] | None = None
    source: (
        Annotated[Text, Meta(description="Name of the archived text that the statements were read from.")] | None
    ) = None
    text: TextPath | None = None
    references: Annotated[tuple[Reference, ...], Meta(description="References in its order.")] = ()
    statements: Annotated[tuple[Statement, ...], Meta(description="What it says, in its order.")] = ()


class Conflict(Record, frozen=True, kw_only=True):
    """A contradiction between articles, inside one, or between articles and the evidence, as a curator sees it."""

    kind: Annotated[ConflictKind, Meta(description="Between whom the conflict is.")]
    articles: Annotated[tuple[Id, ...], Meta(min_length=1, description="The articles that take part.")]
    claims: Annotated[tuple[Id, ...], Meta(min_length=1, description="The claims at stake.")]
    explanation: Annotated[Text, Meta(description="What clashes with what.")]
    stronger_side: Annotated[
        Literal["unclear"] | Id,
        Meta(description="The claim that the evidence favours, or `unclear`."),
    ]
    because: Annotated[Text, Meta(description="Why that side is the stronger, or why it is unclear.")]


class Records(Struct, frozen=True, kw_only=True):
    """All records of a workspace, each kind sorted by id (articles and what they hold keep the order of the file).

    `texts` are the own texts of articles, read from files of their own beside the records.
    """

    topics: tuple[Topic, ...] = ()
    synonyms: tuple[Synonym, ...] = ()
    claims: tuple[Claim, ...] = ()
    studies: tuple[Study, ...] = ()
    articles: tuple[Article, ...] = ()
    conflicts: tuple[Conflict, ...] = ()
    texts: tuple[ArticleText, ...] = ()


LISTS: Final[dict[str, type[Record]]] = {
    "topics": Topic,
    "synonyms": Synonym,
    "claims": Claim,
    "studies": Study,
    "articles": Article,
    "conflicts": Conflict,
}
