"""Sentences about a call's shell, in invented time."""
