"""Records in which every field is set somewhere, and every reference leads to something."""

import msgspec

from kg.records import Records

BASE = "https://kg.example/evidence"
DATA: dict[str, list[object]] = {
    "topics": [{"id": "the-topic", "label": "topic label", "description": "topic description"}],
    "synonyms": [
        {"id": "broader-synonym", "label": "broader label", "also": ["broader name"]},
        {
            "id": "the-synonym",
            "label": "synonym label",
            "also": ["one name", "other name"],
            "broader": "broader-synonym",
        },
    ],
    "claims": [
        *(
            {
                "id": name,
                "text": f"{name} text",
                "topic": "the-topic",
                "kind": "cause",
                "population": f"{name} population",
                "exposure": f"{name} exposure",
                "outcome": f"{name} outcome",
                "effect": "increases",
                "evidence": [
                    {"study": "other-study", "direction": "supports", "directness": "direct", "why": f"{name} why"}
                ],
            }
            for name in ("broader-claim", "other-claim")
        ),
        {
            "id": "the-claim",
            "text": 'claim text with "quotes", a \\ and <script>alert(1)</script> 😀',
            "question": "claim question?",
            "meaning": "claim meaning",
            "topic": "the-topic",
            "kind": "risk-factor",
            "population": "claim population",
            "exposure": "claim exposure",
            "intervention": "claim intervention",
            "comparator": "claim comparator",
            "outcome": "claim outcome",
            "effect": "no-difference",
            "broader": "broader-claim",
            "judgement": {
                "verdict": "contested",
                "certainty": "moderate",
                "by": "A. Curator",
                "date": "2026-01-31",
                "why": "judgement why",
                "of": "0123456789ab",
            },
            "contradicts": [{"claim": "other-claim", "kind": "superseded", "why": "contradiction why"}],
            "evidence": [
                {
                    "study": "the-study",
                    "finding": "the-finding",
                    "direction": "disputes",
                    "directness": "indirect",
                    "why": "line why",
                }
            ],
        },
    ],
    "studies": [
        {
            "id": "other-study",
            "title": "other title",
            "authors": ["Third C"],
            "year": 1997,
            "design": "rct",
            "population": "other population",
            "limitations": "other limitations",
            "verified": "seen",
            "seen_at": ["https://seen.example/3"],
        },
        {
            "id": "the-study",
            "title": "study title",
            "authors": ["First A", "Second B"],
            "year": 1998,
            "journal": "study journal",
            "volume": "17",
            "issue": "3 Suppl",
            "pages": "e100-9",
            "doi": "10.1000/a(b)c<d>;2-e",
            "pmid": "9813868",
            "pmcid": "PMC4647699",
            "arxiv": "2301.01234",
            "url": "https://study.example/100%/a(b);c",
            "design": "meta-analysis",
            "included_designs": ["cohort", "case-control"],
            "population": "study population",
            "overlaps": [{"study": "other-study", "kind": "same-people", "why": "overlap why"}],
            "participants": 4543,
            "included_studies": 29,
            "findings": [
                {
                    "id": "the-finding",
                    "outcome": "finding outcome",
                    "comparison": "finding comparison",
                    "measure": "HR",
                    "value": 0.97,
                    "ci_low": 0.5,
                    "ci_high": 1.25,
                    "ci_level": 90.0,
                    "p": "<0.001",
                    "unit": "finding unit",
                    "note": "finding note",
                    "rating": "low",
                    "stated_level": 2,
                },
                {"id": "second-finding", "outcome": "second outcome", "measure": "IRR", "p": 0.043},
            ],
            "certainty": "study certainty",
            "rating": "moderate",
            "stated_level": 3,
            "risk_of_bias": "some",
            "unpublished": True,
            "limitations": "study limitations",
            "integrity": {
                "status": "retracted",
                "date": "2020-02-29",
                "notice": "https://notice.example/1",
                "why": "integrity why",
            },
            "verified": "memory",
            "seen_at": ["https://seen.example/1", "https://seen.example/2"],
        },
    ],
    "articles": [
        {
            "id": "the-article",
            "title": "article title",
            "publisher": "article publisher",
            "kind": "health authority",
            "url": "https://article.example/",
            "published": "2021-03-04",
            "source": "article source",
            "text": "texts/article.md",
            "references": [
                {
                    "id": "the-reference",
                    "as_cited": "reference as cited",
                    "where": "after its paragraph",
                    "resolves_to": "the-study",
                    "status": "resolved-via-secondary",
                    "source_type": "institutional-news",
                    "supports_statement": "does-not-bear",
                    "judged_on": "2026-04-30",
                    "note": "reference note",
                }
            ],
            "statements": [
                {
                    "id": "the-anchor",
                    "section": "statement section",
                    "claim": "the-claim",
                    "stance": "denies",
                    "appeal": True,
                    "cites": ["the-reference"],
                    "numbers": ["one in four"],
                    "says": "statement says",
                    "quote": {"exact": "quote exact", "prefix": "quote prefix", "suffix": "quote suffix"},
                },
                {"section": "Rest", "claim": "the-claim", "stance": "asserts", "says": "plainly"},
            ],
        }
    ],
    "conflicts": [
        {
            "id": "the-conflict",
            "kind": "article-vs-evidence",
            "articles": ["the-article"],
            "claims": ["the-claim", "other-claim"],
            "explanation": "conflict explanation",
            "stronger_side": "other-claim",
            "because": "conflict because",
        }
    ],
}
RECORDS = msgspec.convert(DATA, Records)
