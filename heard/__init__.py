"""Heard: the de-escalation system for customer service."""

__version__ = "0.1.0"
