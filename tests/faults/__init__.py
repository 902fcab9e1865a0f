"""Faults in the middle of real calls: a real server, the real parts of a bare machine, a real caller."""
