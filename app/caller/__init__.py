"""A caller over the real protocol: `readyroom call`, the tests and the benchmarks practise through it."""
