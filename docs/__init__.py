"""Pages of documentation that are drawn from the code."""
