"""How much one process is asked: within a minute by one reader and by all, and at once."""

import threading
import time
from collections import deque
from collections.abc import Iterator
from contextlib import contextmanager

from ...errors import TooMany
from ...settings import Settings

MINUTE = 60.0
"""In seconds."""
WAIT = 10.0
"""How long a question waits for one of the others to be answered, in seconds."""


class RateLimits:
    """The limits of a process; all its readers share them."""

    def __init__(self, settings: Settings) -> None:
        self._one, self._all = settings.questions_per_minute, settings.questions_per_minute_all
        self._slots = threading.BoundedSemaphore(settings.questions_at_once)
        self._lock = threading.Lock()
        self._asked: deque[tuple[float, str]] = deque()

    @contextmanager
    def admitted(self, reader: str) -> Iterator[None]:
        """Count a question of a reader and hold a place for it until it is answered.

        :raises TooMany: when it would be one too many; it is not counted then.
        """
        with self._lock:
            now = time.monotonic()
            while self._asked and now - self._asked[0][0] >= MINUTE:
                self._asked.popleft()
            if sum(name == reader for _, name in self._asked) >= self._one:
                raise TooMany(crowded=False)
            if len(self._asked) >= self._all:
                raise TooMany(crowded=True)
            self._asked.append((now, reader))
        with self.place():
            yield

    @contextmanager
    def place(self) -> Iterator[None]:
        """Hold a place for what is answered without being counted.

        :raises TooMany: when none gets free in time.
        """
        if not self._slots.acquire(timeout=WAIT):
            raise TooMany(crowded=True)
        try:
            yield
        finally:
            self._slots.release()
