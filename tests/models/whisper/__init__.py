"""The miniature Whisper, and the script that trains it."""
