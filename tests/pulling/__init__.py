"""Sentences about pulling models, against a hub on this machine."""
