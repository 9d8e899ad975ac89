"""A destination that keeps what a writer writes, for tests."""

import io

from goldleaf.core.formats import Format
from goldleaf.core.scheme import Scheme


class _Kept(io.BytesIO):
    """Bytes that stay when the writer closes its file."""

    def close(self):
        pass


class MemoryDestination:
    def __init__(self, scheme=None, parts=("",)):
        self.scheme = scheme or Scheme("test")
        self.parts = parts
        self._by_part = {part: _Kept() for part in parts}
        self._by_name = {}

    def file(self, part):
        return self._by_part[part]

    def open(self, name):
        assert name not in self._by_name
        self._by_name[name] = _Kept()
        return self._by_name[name]

    def present(self, name):
        return None

    def bytes_of(self, part=""):
        return self._by_part[part].getvalue()

    @property
    def files(self):
        return {name: file.getvalue() for name, file in self._by_name.items()}


def written(format: Format, *articles, scheme=None):
    """What *format* writes of *articles*, and the losses."""
    destination = MemoryDestination(scheme, ("train", "dev", "test") if format.divided else ("",))
    writer = format.writer(destination)
    losses = [loss for one in articles for loss in writer.write(one, destination.parts[0])]
    writer.finish()
    return destination, losses


def saved(destination, folder):
    """The files of *destination*, in *folder*; their paths."""
    paths = []
    for name, data in destination.files.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(data)
        paths.append(path)
    return paths
