"""Proves a persona before anyone meets it: scripted trainees, good and bad, play every scenario as text."""
