"""SPARQL text as tokens: parameters bound as terms in every scope, and mistakes explained with their place."""
