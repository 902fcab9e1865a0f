"""Personas in files and folders."""
