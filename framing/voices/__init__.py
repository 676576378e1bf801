"""Who speaks: quotations, reported speech, their sources, and what a reporting verb does.

``lexicon`` knows the words, ``sources`` who can speak, ``contents`` what a word governs, ``reports`` puts these
together, ``attributions`` ties quotations to reports, and ``judgements`` and ``places`` say in whose voice an actor is portrayed.
"""

from framing.voices.attributions import find_attributions, innermost
from framing.voices.places import Places, places_of

__all__ = ["Places", "find_attributions", "innermost", "places_of"]
