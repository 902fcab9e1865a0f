"""Models of our own: they prove the path through a real library, and nothing about accuracy."""
