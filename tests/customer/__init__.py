"""The mind of the simulated customer."""
