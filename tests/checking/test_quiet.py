"""Clean texts are let be: the corpus of the reader of texts, and the demo."""

from __future__ import annotations

from news.checking.near import Near, find_accents
from news.reading.known import drop_ordinary
from news.reading.passages import Text
from news.reading.sources import read_file
from tests.reading.answers import CORPUS, load_graph


def test_names_of_the_corpus_are_nearly_no_others(capsys):
    """Of all the texts, how many names are taken for nearly another one."""
    names = load_graph().names
    known = {one for node in _walk(names.root) for one in node}
    near = Near(known)
    wrong, count = [], 0
    for path in sorted(CORPUS.glob("[0-9]*")):
        if path.suffix == ".toml":
            continue
        text = Text.of(read_file(path.name, path.read_bytes()))
        found = drop_ordinary([one for p in text.passages for one in names.find(p)])
        count += len(found)
        for passage in text.passages:
            own = [one for one in found if one.passage == passage.number]
            taken = [(one.start, one.end) for one in own]
            for one in [
                *find_accents(passage.text, own),
                *near.find(passage.text, taken),
            ]:
                said = passage.text[one.start : one.end]
                wrong.append(f"{path.stem}: {said} for {one.name}")
    with capsys.disabled():
        print(f"\n\n{count} known names, nearly known ones: {wrong}")  # noqa: T201
    assert count > 200
    assert len(wrong) <= 2, wrong


def _walk(node):
    yield from node.names.values()
    for following in node.next.values():
        yield from _walk(following)
