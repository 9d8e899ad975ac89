"""What a format reads back is what it keeps of what was written."""

from hypothesis import HealthCheck, given, settings

from goldleaf.core.formats import Source, reduced
from goldleaf.core.formats.jsonl import JSONL

from .destination import written
from .strategies import annotated_articles

ANY = settings(deadline=None, max_examples=50, suppress_health_check=list(HealthCheck))


def read_back(format, tmp_path_factory, destination, name="gold"):
    path = tmp_path_factory.mktemp("written") / f"{name}{format.suffix}"
    path.write_bytes(destination.bytes_of())
    return list(format.read(Source(path.name, path)))


@ANY
@given(article=annotated_articles())
def test_goldleaf_jsonl(tmp_path_factory, article):
    destination, losses = written(JSONL, article)
    (draft,) = read_back(JSONL, tmp_path_factory, destination)
    assert draft.annotated == reduced(article, JSONL.keeps)[0]
    assert losses == []
