"""Sentences about background work."""
