"""The IRIs of a workspace's own resources, under its base; each is also the address of a page of the site."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Iris:
    """Names for resources; `base` has no slash at its end.

    >>> Iris("https://example.org/kg").evidence("rest", "smith-2020", "pain")
    'https://example.org/kg/evidence/rest/smith-2020/pain'
    """

    base: str

    def graph(self, layer: str) -> str:
        """Return the named graph of a layer (`kg.vocabulary.GRAPHS`)."""
        return f"{self.base}/graph/{layer}"

    def scheme(self) -> str:
        """Return the SKOS concept scheme that holds all claims."""
        return f"{self.base}/claims"

    def topic(self, topic: str) -> str:
        """Return the IRI of a topic."""
        return f"{self.base}/topic/{topic}"

    def synonym(self, synonym: str) -> str:
        """Return the IRI of a thing with the names that people give it."""
        return f"{self.base}/synonym/{synonym}"

    def claim(self, claim: str) -> str:
        """Return the IRI of a claim."""
        return f"{self.base}/claim/{claim}"

    def pico(self, claim: str, slot: str = "") -> str:
        """Return the IRI of a claim's PICO, or of one slot of it."""
        return f"{self.base}/claim/{claim}/pico" + (f"/{slot}" if slot else "")

    def assessment(self, claim: str) -> str:
        """Return the IRI of what was computed about a claim."""
        return f"{self.base}/claim/{claim}/assessment"

    def judgement(self, claim: str) -> str:
        """Return the IRI of a curator's judgement of a claim."""
        return f"{self.base}/claim/{claim}/judgement"

    def study(self, study: str) -> str:
        """Return the IRI of a study."""
        return f"{self.base}/study/{study}"

    def report(self, study: str) -> str:
        """Return the IRI of the publication that reports a study."""
        return f"{self.base}/study/{study}/report"

    def finding(self, study: str, finding: str) -> str:
        """Return the IRI of one finding of a study."""
        return f"{self.base}/study/{study}/finding/{finding}"

    def overlap(self, study: str, other: str) -> str:
        """Return the IRI of a study's entry that it is not independent of another."""
        return f"{self.base}/study/{study}/overlap/{other}"

    def evidence(self, claim: str, study: str, finding: str | None = None) -> str:
        """Return the IRI of the line of evidence that a study, or one finding of it, is for a claim."""
        return f"{self.base}/evidence/{claim}/{study}" + (f"/{finding}" if finding else "")

    def article(self, article: str) -> str:
        """Return the IRI of an article."""
        return f"{self.base}/article/{article}"

    def statement(self, article: str, anchor: str) -> str:
        """Return the IRI of a statement, known by its own id or else by its 1-based number."""
        return f"{self.base}/article/{article}/statement/{anchor}"

    def reference(self, article: str, reference: str) -> str:
        """Return the IRI of a citation: a reference as one article cites it."""
        return f"{self.base}/article/{article}/reference/{reference}"

    def contradiction(self, one: str, other: str = "") -> str:
        """Return the IRI of a curated conflict, or with two ids of a contradiction between two claims."""
        return f"{self.base}/contradiction/{one}" + (f"--{other}" if other else "")

    def clash(self, claim: str, clash: str) -> str:
        """Return the IRI of an entry in the list of contradictions, under a claim that it is about."""
        return f"{self.base}/claim/{claim}/clash/{clash.replace('/', '--')}"

    def citation(self, article: str, reference: str, anchor: str | None) -> str:
        """Return the IRI of what a reference is worth at a statement, or at none."""
        return f"{self.base}/article/{article}/reference/{reference}/at/{anchor or 'none'}"

    def omission(self, article: str, claim: str, study: str, stance: str) -> str:
        """Return the IRI of a study that an article leaves out on a claim that it asserts, hedges or denies."""
        return f"{self.base}/article/{article}/omission/{claim}--{study}--{stance}"
