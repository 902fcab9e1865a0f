"""Sentences about the use cases."""
