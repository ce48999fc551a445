"""Measuring: how far Heard agrees with people who labelled the same conversations."""
