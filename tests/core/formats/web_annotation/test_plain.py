import json
from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from goldleaf.core.formats import Draft
from goldleaf.core.formats.web_annotation import WEB_ANNOTATION
from goldleaf.core.formats.web_annotation.plain import plain_draft
from goldleaf.core.formats.web_annotation.read import read_with_care
from goldleaf.core.model import Span, UsageError

from ..destination import written
from ..strategies import annotated_articles
from ..test_json_mistakes import mutated
from .test_web_annotation import ANY, by_id, origins, put


def with_care(source):
    try:
        (found,) = read_with_care(source)
    except (UsageError, ValueError):
        return None
    return found if isinstance(found, Draft) else None


def changed(draw, collection):
    """*collection* with some of the annotations on its page, or some of their parts, changed."""
    items = collection["first"]["items"]
    collection["first"]["items"] = [
        mutated(draw, one) if draw(st.integers(0, 3)) == 0 else one for one in items
    ]
    return collection


@ANY
@given(data=st.data(), article=annotated_articles(), whole=st.booleans())
def test_it_is_what_careful_reading_finds(tmp_path_factory, data, article, whole):
    told = {one.id: data.draw(origins) for one in article.annotations}
    article = replace(article, provenance={id: one for id, one in told.items() if one})
    destination, _ = written(WEB_ANNOTATION, article)
    files = dict(sorted(destination.files.items()))
    (name,) = [one for one in files if one.endswith(".jsonld")]
    if not whole:
        files[name] = json.dumps(changed(data.draw, json.loads(files[name])))
    source = put(tmp_path_factory.mktemp("written"), files)
    plain, careful = plain_draft(source), with_care(source)
    if plain is not None:
        assert careful is not None
        assert by_id(plain.annotated) == by_id(careful.annotated)
        assert plain.stem == careful.stem
        assert plain.losses == careful.losses == ()
    elif whole:
        # stretches that fill roles by themselves, and collections of nothing, are no plain ones
        fillers = [
            filled.filler for one in article.annotations for filled in getattr(one, "arguments", ())
        ]
        assert not article.annotations or any(isinstance(one, Span) for one in fillers)
