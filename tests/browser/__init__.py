"""The page in a real Chromium, against a real server, with a file as the microphone."""
