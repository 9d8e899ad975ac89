"""Files that know the digest of what was written to them."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass, field
from typing import Any, BinaryIO


@dataclass(slots=True)
class Hashed:
    """A file that knows the digest of what was written to it."""

    file: BinaryIO
    digest: Any = field(default_factory=hashlib.sha256)
    size: int = 0
    closed: bool = False

    def write(self, data: bytes) -> int:
        """Write *data*; how many bytes that were."""
        self.digest.update(data)
        self.size += len(data)
        return self.file.write(data)

    def flush(self) -> None:
        """Hand over to the system what is held back."""
        self.file.flush()

    def close(self) -> None:
        """Close the file."""
        self.closed = True
        self.file.close()

    @property
    def told(self) -> dict[str, Any]:
        """Digest and size, as a manifest tells them."""
        return {"sha256": self.digest.hexdigest(), "bytes": self.size}
