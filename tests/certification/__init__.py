"""Certification of the shipped personas, and of what certifies them."""
