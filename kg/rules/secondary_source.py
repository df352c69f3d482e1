"""A statement rests on a page about research instead of the research.

Why: News, encyclopedias and portals leave out who was studied and how sure the result is, and change without notice.

Bad: Two out of three runners get hurt each year, [Wikipedia](https://en.wikipedia.org/wiki/Running_injuries) says.

Good: A cohort followed 300 runners for a year [@desai-2023].

False positives: a sentence about such a page itself. Health authorities are never reported, nor is a link in a sentence
that states nothing to check, such as "watch the exercise".
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from kg.problems import Severity
from kg.rules.about import backing
from kg.rules.model import Flag
from kg.rules.uncited_appeal import find_appeal
from kg.rules.uncited_number import find_number
from kg.rules.wording import told

if TYPE_CHECKING:
    from collections.abc import Iterator

    from kg.prose.document import Document, Identifier
    from kg.rules.evidence import Evidence

CODE: Final = "KG305"
SEVERITY: Final = Severity.WARNING

_KINDS: Final = {
    "an encyclopedia": "wikipedia.org britannica.com wikihow.com physio-pedia.com statpearls.com",
    "a news site": "bbc.com bbc.co.uk cnn.com nytimes.com theguardian.com dailymail.co.uk foxnews.com forbes.com "
    "huffpost.com independent.co.uk telegraph.co.uk time.com usatoday.com washingtonpost.com reuters.com vox.com",
    "a service for press releases": "eurekalert.org sciencedaily.com medicalxpress.com newswise.com prnewswire.com "
    "businesswire.com news-medical.net",
    "a health portal": "webmd.com healthline.com verywellhealth.com verywellfit.com medicalnewstoday.com "
    "everydayhealth.com livestrong.com menshealth.com womenshealthmag.com runnersworld.com self.com shape.com "
    "health.com drugs.com prevention.com",
    "a blog or social medium": "medium.com substack.com wordpress.com blogspot.com youtube.com youtu.be tiktok.com "
    "instagram.com facebook.com x.com twitter.com reddit.com quora.com linkedin.com pinterest.com",
}
_HOST: Final = re.compile(r"https?://(?:[^/?#@]*@)?([^/?#:]+)")
_SITES: Final = {site: kind for kind, sites in _KINDS.items() for site in sites.split()}


def check(document: Document, evidence: Evidence) -> Iterator[Flag]:
    """Yield each such page that a sentence with something to check leans on, where nothing better is cited."""
    for _, sentence in told(document):
        citations = [document.citations[number] for number in sentence.citations]
        targets = [document.targets(citation) for citation in citations]
        if not targets or not all(_kind(target) for each in targets for target in each) or not any(targets):
            continue
        if not (sentence.marks or find_appeal(sentence) or find_number(sentence)):
            continue
        why, paste = backing(document, evidence, sentence)
        for citation, pages in zip(citations, targets, strict=True):
            if pages:
                yield Flag(
                    citation.range,
                    f"'{citation.written}' is {_kind(pages[0])}, which is no evidence itself",
                    "cite the study that it reports on" + (", such as:" if paste else ""),
                    why,
                    paste,
                    sentence=sentence.text,
                )


def _kind(target: Identifier) -> str:
    """Return what sort of site an address leads to; nothing for others and for publications."""
    if target.scheme != "url":
        return ""
    host = _HOST.match(target.value.lower())
    parts = host[1].split(".") if host else []
    return next((_SITES[x] for n in range(len(parts)) if (x := ".".join(parts[n:])) in _SITES), "")
