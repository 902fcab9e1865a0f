"""Sentences about the core."""
