"""How a sentence is put: asked, quoted, denied, hedged, said of oneself or told to the reader.

Patterns run on folded text, which has small letters and straight apostrophes, character for character.
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Iterator

    from kg.prose.document import Document, Sentence
    from kg.records import Stance

_APOSTROPHES: Final = str.maketrans({"\u2019": "'", "\u2018": "'", "\u2011": "-", "\u2010": "-", "\u00a0": " "})
_QUOTED: Final = re.compile(
    r'"[^"]*"|\u201c[^\u201d]*\u201d|\u00ab[^\u00bb]*\u00bb|\u201e[^\u201c\u201d]*[\u201c\u201d]'
)
_ASKED: Final = re.compile(r"\?[\s\"'\u201d\u2019)\]]*$")
_DENIED: Final = re.compile(
    r"\b(?:myths?|misconceptions?|misbeliefs?|misunderstanding|fallacy|debunk\w*|old wives|untrue|contrary to|not true|"
    r"(?:is|are|was|were|as) (?:simply |just |plainly )?(?:false|wrong|incorrect|unfounded|nonsense)|a false one|"
    r"(?:isn't|aren't) true|doesn't hold|mistaken(?:ly)?|outdated|out of date|behind the times|had its day|"
    r"innocent|overrated|abandoned|discredited|disproved|disproven|refuted|"
    r"lacks?|lacking|fell out of|fallen out of|stopped (?:telling|advising|recommending|using)|no longer "
    r"(?:advised|recommended|thought|believed|seen|used|told|taught)|forget|think again|disagree|"
    r"(?:notion|belief|theory|idea|claim|fear|view|assumption|argument) (?:that|of)|"
    r"(?:no|little|scant|insufficient|lack of|without|not enough) (?:\w+ ){0,3}(?:evidence|proof|support|reason to)|"
    r"used to|(?:once|wrongly|long|often|commonly) (?:be |been |was |were )?(?:thought|believed|claimed|assumed|"
    r"told|blamed)|"
    r"(?:many|some|most|people|runners|patients|they|others) (?:\w+ ){0,2}(?:think|believe|assume|fear|feared|"
    r"worry|worried|"
    r"claim|argue|"
    r"say)|you(?:'ve| have| may have| might have)? (?:\w+ )?heard|whether|nobody knows|(?:does|do|did|makes?|has|"
    r"have) (?:too |very |but )?little|would know|"
    r"despite|although|though|rather than|instead of)\b"
)
_NEGATED: Final = re.compile(
    r"\b(?:not|no(?! longer)|never|neither|nor|none|nobody|cannot|without|hardly|rarely|seldom|fails? to|failed to|"
    r"nothing)\b|n't\b"
)
_LONG_QUOTE: Final = re.compile(r'["\u201c\u00ab\u201e][^"\u201d\u00bb]*\w\W+\w+\W+\w[^"\u201d\u00bb]*["\u201d\u00bb]')
_HEDGED: Final = re.compile(
    r"\b(?:may|might|could|can|possibl[ey]|perhaps|probabl[ey]|likely|unlikely|suggests?|suggested|appears?|seems?|"
    r"appeared|seemed|tends? to|tended to|uncertain|unclear|unknown|limited|low certainty|low-certainty|weak evidence|"
    r"some evidence|early evidence|preliminary|tentative(?:ly)?|inconclusive|mixed|conflicting|contested|debated|"
    r"open question|jury is|anyone's guess|not (?:yet )?(?:clear|certain|known|sure|settled)|remains to be|"
    r"more research|sometimes|we (?:think|believe))\b"
)
_FIRST_PERSON: Final = re.compile(r"\b(?:we|we've|we're|our|ours|us|i|i've|i'm|my|mine)\b")
_LEAD: Final = re.compile(
    r"^(?:\W*(?:first|then|next|finally|also|instead|now|so|and|but|please|just|simply|always|never|do not|don't|"
    r"(?:if|when|once|after|before|while|until)\b[^,]*),?\s+)*\W*"
)
_WORD: Final = re.compile(r"[a-z0-9'%-]+")
_ORDERS: Final = frozenset(
    """
    add adjust aim alternate apply ask avoid be begin bend book bring build call check choose come complete
    consider contact continue count cut cycle decrease discuss do drink drop eat elevate engage enjoy ensure
    expect fill find finish flex focus follow get give go hold hop ice include increase join jump keep kneel
    land lean learn leave let lie lift limit listen look lower lunge maintain make measure mix monitor move
    note pause pay perform pick place plan practice practise press protect pull push put raise read reduce
    remember repeat replace rest return ride roll rotate run save schedule see seek set shorten sit skip sleep
    slow speak split squat squeeze stand start stay step stick stop strengthen stretch strive swap swim switch
    take talk tell tie track train treat trust try turn use visit wait walk warm watch wear work wrap write
    """.split()  # noqa: SIM905  # as a list it takes a line a word
)
_AFTER_A_SUBJECT: Final = frozenset(
    """
    and appears are can cause causes could damages did do does eases had has have help helps improve improves
    increase increases is keeps lower lowers make makes may might of or prevent prevents protect protects
    raise raises reduce reduces relieve relieves seems shows slows speeds strengthens training was wears were
    will works would
    """.split()  # noqa: SIM905  # as a list it takes a line a word
)


@lru_cache(maxsize=8192)
def folded(text: str) -> str:
    """Return a text in small letters with straight apostrophes and plain hyphens, as long as before.

    >>> folded("İt Doesn\u2019t")
    "İt doesn't"
    """
    small = text.lower()
    if len(small) != len(text):
        small = "".join(x.lower() if len(x.lower()) == 1 else x for x in text)
    return small.translate(_APOSTROPHES)


def told(document: Document) -> Iterator[tuple[int, Sentence]]:
    """Yield the sentences that state something in the writer's own words, each with its place in the document.

    Headings, quotations and questions do not.
    """
    for place, sentence in enumerate(document.sentences):
        block = document.blocks[sentence.block]
        if block.kind in {"heading", "code", "quote"} or block.quoted or is_question(sentence.text):
            continue
        yield place, sentence


def is_question(text: str) -> bool:
    """Return whether a sentence asks."""
    return _ASKED.search(text) is not None


def in_quotes(text: str, start: int, end: int) -> bool:
    """Return whether a part of a sentence stands in quotation marks, with more than itself."""
    return any(x.start() < start and end < x.end() for x in _QUOTED.finditer(text))


def is_own(text: str) -> bool:
    """Return whether a sentence speaks of its writer."""
    return _FIRST_PERSON.search(folded(text)) is not None


def is_order(text: str) -> bool:
    """Return whether a sentence tells the reader to do something.

    >>> is_order("After a week, add 5%."), is_order("Rest helps.")
    (True, False)
    """
    low = folded(text)
    lead = _LEAD.match(low)
    words = _WORD.findall(low, lead.end() if lead else 0)[:2]
    if not words or words[0] not in _ORDERS:
        return False
    return len(words) == 1 or words[1] not in _AFTER_A_SUBJECT


def negations(text: str) -> int:
    """Return how many words of a sentence deny something."""
    return len(_NEGATED.findall(folded(text)))


def is_hedged(text: str) -> bool:
    """Return whether a sentence leaves room for doubt."""
    return _HEDGED.search(folded(text)) is not None


def stance(text: str, claim: str) -> Stance:
    """Return how a sentence that is about a claim puts it.

    Whoever calls it a myth or denies it when the claim does not (or the other way round) denies; this is coarse, and
    rules that accuse ask for "asserts".

    >>> stance("Running does not wear out the knees.", "Running wears out the knees.")
    'denies'
    """
    if _DENIED.search(folded(text)) or _LONG_QUOTE.search(text) or (negations(text) > 0) != (negations(claim) > 0):
        return "denies"
    return "hedges" if is_hedged(text) else "asserts"
