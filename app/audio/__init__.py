"""Arithmetic on samples; nothing here waits."""
