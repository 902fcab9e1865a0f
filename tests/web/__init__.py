"""Sentences about the pages and who may see them."""
