"""Who has the floor: the pure heart of a call, without audio, clock, chance or library."""
