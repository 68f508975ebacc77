"""Keep processes running, and end them all together."""

from __future__ import annotations

import contextlib
import ctypes
import logging
import os
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Iterable
from dataclasses import dataclass

LOOKS_EVERY = 0.2  # seconds
FIRST_PAUSE, LONGEST_PAUSE = 0.5, 30.0  # seconds before what has ended starts again
STEADY = 10.0  # seconds after which a process counts as started
TRIES = 5  # to start what nothing goes without

logger = logging.getLogger(__name__)


@dataclass
class Program:
    """A command that must be running.

    ``is_essential`` says that the others are of no use without it.
    """

    name: str
    command: list[str]
    is_essential: bool = False
    process: subprocess.Popen | None = None
    started_at: float = 0.0
    due_at: float = 0.0
    failures: int = 0

    def start(self) -> None:
        """Start it in a process group of its own, so that nothing of it stays behind."""
        self.started_at = time.monotonic()
        self.process = subprocess.Popen(  # noqa: S603  our own commands
            self.command, process_group=0, preexec_fn=_end_with_the_parent
        )

    def end(self, number: signal.Signals) -> None:
        if self.process and self.process.poll() is None:
            self.process.send_signal(number)

    def sweep(self) -> None:
        """Kill what is left of the process group."""
        if self.process:
            with contextlib.suppress(ProcessLookupError, PermissionError):
                os.killpg(self.process.pid, signal.SIGKILL)
            self.process.wait()

    def tend(self) -> bool:
        """Start it when it is due; returns False when there is no use in trying on."""
        now = time.monotonic()
        if self.process is None:
            if now >= self.due_at:
                self.start()
            return True
        code = self.process.poll()
        if code is None:
            return True
        self.sweep()
        self.process = None
        is_steady = now - self.started_at >= STEADY
        self.failures = 1 if is_steady else self.failures + 1
        if self.is_essential and self.failures >= TRIES:
            logger.error("%s ended %d times at once; giving up", self.name, TRIES)
            return False
        pause = min(FIRST_PAUSE * 2 ** (self.failures - 1), LONGEST_PAUSE)
        self.due_at = now + pause
        logger.error("%s ended with %d, next start in %g s", self.name, code, pause)
        return True


def keep_running(programs: Iterable[Program], stop_within: float) -> int:
    """Run programs until a signal comes; return the exit code.

    SIGTERM, SIGINT or SIGHUP lets them finish what they are doing, for
    ``stop_within`` seconds at most. A second one does not wait.
    """
    programs = list(programs)
    stopping = threading.Event()
    hurried = threading.Event()

    def stop(number: int, frame: object) -> None:
        (hurried if stopping.is_set() else stopping).set()

    for number in (signal.SIGTERM, signal.SIGINT, signal.SIGHUP):
        signal.signal(number, stop)
    code = 0
    try:
        while not stopping.is_set():
            if not all(program.tend() for program in programs):
                code = 1
                break
            stopping.wait(LOOKS_EVERY)
        for program in programs:
            program.end(signal.SIGTERM)
        deadline = time.monotonic() + stop_within
        while any(one.process and one.process.poll() is None for one in programs):
            if hurried.wait(LOOKS_EVERY) or time.monotonic() > deadline:
                break
    finally:
        for program in programs:
            program.sweep()
    return code


def _end_with_the_parent() -> None:
    """Ask Linux to send SIGTERM when the parent is gone, killed for example."""
    if sys.platform == "linux":
        set_death_signal = 1  # PR_SET_PDEATHSIG, see prctl(2)
        ctypes.CDLL(None).prctl(set_death_signal, signal.SIGTERM)
