"""Measuring: how far Heard agrees with people who labelled the same conversations."""

from heard.measure.labelled import Labelled, load_labelled
from heard.measure.measured import Measured, measure, measure_all

__all__ = ["Labelled", "Measured", "load_labelled", "measure", "measure_all"]
