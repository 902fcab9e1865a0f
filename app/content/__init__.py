"""Personas and scenarios: strict YAML made into pure values."""
