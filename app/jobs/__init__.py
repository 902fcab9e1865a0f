"""Durable background work. The only room that speaks DBOS."""

from app.jobs.jobs import FILE_NAME, Jobs, JobsUnusable
from app.jobs.progress import Progress
from app.jobs.steps import Steps

__all__ = ["FILE_NAME", "Jobs", "JobsUnusable", "Progress", "Steps"]
