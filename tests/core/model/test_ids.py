from goldleaf.core.model import next_id


def test_ids_grow_even_when_the_clock_goes_back():
    future = "ffffffff-ffff-7fff-bfff-fffffffffff0"
    assert next_id(future) == "ffffffff-ffff-7fff-bfff-fffffffffff1"
    first = next_id()
    assert next_id(first) > first
