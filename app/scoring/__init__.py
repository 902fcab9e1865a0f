"""From a call's record and a rubric to a scorecard: words, numbers and times only, never a voice."""
