"""Readyroom: practise hard customer calls out loud, and get a score you can check."""
