"""Which rules decide for the customer, so that an old call is never taken for one that other rules have made."""

RULES = "rules"
RULES_VERSION = "4"
"""Raise it with every change after which a recorded call could come out otherwise: acts, mind, director, pressure,
wording. What belongs to a persona or to a language is pinned by its text instead."""
