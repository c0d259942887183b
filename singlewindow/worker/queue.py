"""The queue: it carries ids of job rows, and nothing else. What it loses is sent again by the sweep."""

from collections.abc import Callable

from huey import Huey, PostgresHuey, RedisHuey, SqliteHuey
from huey.registry import Message
from huey.serializer import Serializer

from singlewindow.config import Settings

NAME = "singlewindow"
TASK = "run_job"


class JobIds(Serializer):  # type: ignore[misc]
    """Writes a message as the id of its job. huey's own way (pickle) would let whoever writes the queue run code."""

    def __init__(self, task: str) -> None:
        super().__init__()
        self._task = task

    def _serialize(self, message: Message) -> bytes:
        return str(int(message.args[0])).encode()

    def _deserialize(self, data: bytes) -> Message:
        number = str(int(bytes(data)))
        return Message(id=number, name=self._task, retries=0, retry_delay=0, args=(int(number),), kwargs={})


class JobQueue:
    """A queue of job ids, and what is to be done with each."""

    def __init__(self, settings: Settings, run_job: Callable[[int], None]) -> None:
        self.huey = _open(settings, JobIds(f"{run_job.__module__}.{TASK}"))
        self._send = self.huey.task(name=TASK)(run_job)

    def send(self, job_id: int) -> None:
        """Ask any worker to run this job."""
        self._send(job_id)

    def __len__(self) -> int:
        return int(self.huey.storage.queue_size())


def _open(settings: Settings, serializer: Serializer) -> Huey:
    """By ``QUEUE_URL``: a SQLite file in VAR, PostgreSQL, or Redis. Raises ValueError for another."""
    url = settings.queue_url
    options = {"results": False, "serializer": serializer}
    if not url:
        settings.var.mkdir(parents=True, exist_ok=True)
        return SqliteHuey(NAME, filename=str(settings.var / "queue.db"), timeout=30, **options)
    if url.startswith(("postgresql://", "postgres://")):
        return PostgresHuey(NAME, dsn=url, **options)
    if url.startswith(("redis://", "rediss://")):
        return RedisHuey(NAME, url=url, **options)
    raise ValueError("SINGLEWINDOW_QUEUE_URL must be empty, or begin with postgresql:// or redis://.")
