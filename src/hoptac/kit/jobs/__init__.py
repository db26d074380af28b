"""Long work: asked for in a request, done by the worker, its progress shown in the page, found again later.

A job is a row of the organization that asked (`jobs`, a tenant table) and a message in the queue (pgqueuer, local
tables), written in one transaction. The worker does the work and marks the row as done in one transaction too, so a
server that is killed in the middle leaves nothing half done: the message is picked up again and the work starts over.
That is so for a sweep as well, whose work is in many organizations: PostgreSQL commits all of them together.
"""

from hoptac.kit.jobs.actions import ended_within, request_job
from hoptac.kit.jobs.models import JobState
from hoptac.kit.jobs.progress import Progress
from hoptac.kit.jobs.queries import JobRow, find_open_job, get_job, list_open_jobs
from hoptac.kit.jobs.worker import Handler, JobRun, JobWorker, Sweep

__all__ = [
    "Handler",
    "JobRow",
    "JobRun",
    "JobState",
    "JobWorker",
    "Progress",
    "Sweep",
    "ended_within",
    "find_open_job",
    "get_job",
    "list_open_jobs",
    "request_job",
]
