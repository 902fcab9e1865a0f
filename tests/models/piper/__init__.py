"""The miniature Piper voice and how it is made."""
