"""Plots as values: records and what follows from them to coordinates in percent, which templates draw as inline SVG.

A place across a plot is a percentage of its width, so that the same drawing serves a wide page, a phone and print.
"""
