"""Sentences about the caller: its ear, its figures and its command line."""
