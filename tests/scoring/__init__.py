"""Sentences about scoring."""
