"""Adapting: a team's own labelled or corrected conversations improve the listener, on its own machine."""

from heard.adapt.adaptation import Adaptation, NotBetter, TooLittle, adapt
from heard.adapt.corrected import Answers, Corrected, load_corrected
from heard.adapt.figures import Figures, figure

__all__ = [
    "Adaptation",
    "Answers",
    "Corrected",
    "Figures",
    "NotBetter",
    "TooLittle",
    "adapt",
    "figure",
    "load_corrected",
]
