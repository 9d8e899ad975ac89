"""What can wait is done in slices, after everything else."""

import asyncio

import pytest

from goldleaf.tui.spare_time import SpareTime


class Handle:
    def __init__(self):
        self.cancelled = False

    def cancel(self):
        self.cancelled = True


class Loop:
    """A loop whose time passes when it is told to."""

    def __init__(self):
        self.waiting = []

    def call_later(self, seconds, function):
        handle = Handle()
        self.waiting.append((seconds, function, handle))
        return handle

    def pass_time(self):
        """Call what is due next; the seconds that passed until then."""
        seconds, function, handle = self.waiting.pop(0)
        if handle.cancelled:
            return self.pass_time()
        function()
        return seconds

    @property
    def due(self):
        return [seconds for seconds, _, handle in self.waiting if not handle.cancelled]


@pytest.fixture
def loop(monkeypatch):
    made = Loop()
    monkeypatch.setattr(asyncio, "get_running_loop", lambda: made)
    return made


@pytest.fixture
def done():
    return []


@pytest.fixture
def spare(loop, done):
    return SpareTime(done.append)


def test_jobs_are_done_in_order_and_a_few_at_a_time(loop, spare, done):
    spare.use_for(range(10))
    assert done == []
    pause = loop.pass_time()
    assert done == [0, 1, 2, 3]
    assert loop.pass_time() < pause
    assert done == [*range(8)]
    while spare.busy:
        loop.pass_time()
    assert done == [*range(10)]
    assert loop.due == []


def test_a_key_puts_them_off_and_none_is_lost(loop, spare, done):
    spare.use_for(range(6))
    pause = loop.pass_time()
    spare.wait()
    assert loop.due == [pause]
    loop.pass_time()
    assert done == [*range(6)]
    loop.pass_time()
    spare.wait()
    assert loop.due == []


def test_other_jobs_take_the_place_of_those_left(loop, spare, done):
    spare.use_for(range(9))
    loop.pass_time()
    spare.use_for([20])
    loop.pass_time()
    assert done == [0, 1, 2, 3, 20]
    spare.use_for([30])
    spare.end()
    assert loop.due == []
    assert not spare.busy
