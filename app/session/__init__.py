"""The shell of a call: where the pure conversation meets time, tasks and engines."""
