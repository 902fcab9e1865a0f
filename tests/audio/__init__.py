"""How sound is measured, read, cut and resampled."""
