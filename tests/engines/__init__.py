"""Sentences about the engines."""
