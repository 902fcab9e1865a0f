"""Sentences about how Readyroom behaves."""
