"""The mind of the simulated customer: pure, deterministic, and deaf to the sound of a voice."""
