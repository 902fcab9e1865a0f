"""Lines that a model words, in typed calls on a real server: whatever the model server does."""
