"""Sentences about what is kept."""
