"""How much of what is right the reader of texts proposes, and how much else."""

from __future__ import annotations

import re
import tomllib
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from news.reading.abouts import Version
from news.reading.known import Known, Names
from news.reading.passages import Text
from news.reading.people import is_short_for
from news.reading.proposals import Kind, Proposal, propose
from news.reading.sources import read_file
from news.reading.topics import Earlier
from portal.core import prose

CORPUS = Path(__file__).with_name("corpus")
# Of the words of a statement: how many two texts of it have in common.
SAME_WORDS, SAME_SENTENCES = 0.9, 0.5


@dataclass
class Score:
    """What was proposed of one kind: right, missed and wrong."""

    right: int = 0
    missed: list[str] = field(default_factory=list)
    wrong: list[str] = field(default_factory=list)

    @property
    def recall(self) -> float:
        return self.right / max(1, self.right + len(self.missed))

    @property
    def precision(self) -> float:
        return self.right / max(1, self.right + len(self.wrong))


Scores = defaultdict[str, Score]


@dataclass(frozen=True)
class Graph:
    """What is known: names, the key of each entry and what is on file about it."""

    names: Names
    keys: dict[int, str]
    abouts: dict[int, list[Version]]
    earlier: list[Earlier]

    def versions(self, known: Known) -> list[Version]:
        return self.abouts[known.pk]


def load_graph(folder: Path = CORPUS) -> Graph:
    """Return what is known, with numbers for keys; by default what our own texts need."""
    path = folder / "graph.toml"
    if not path.exists():
        path = CORPUS / "graph.toml"
    graph = tomllib.loads(path.read_text(encoding="utf-8"))
    known, keys, abouts = [], {}, {}
    for kind, rows in (
        (Kind.INSTITUTION, graph["institutions"]),
        (Kind.PARTNERSHIP, graph["partnerships"]),
        (Kind.PERSON, graph["people"]),
    ):
        for row in rows:
            names = [name["text"] for name in row.get("names", [])]
            names += [row["name"]] if "name" in row else []
            names += row.get("aliases", [])
            keys[len(known)] = row["key"]
            abouts[len(known)] = [
                Version(number, one["text"], one.get("from"))
                for number, one in enumerate(row.get("boilerplates", []))
            ]
            known.append(Known(kind, len(known), names[0], tuple(names)))
    return Graph(Names(known), keys, abouts, _load_earlier(graph, known, keys))


def _load_earlier(
    graph: dict[str, Any], known: list[Known], keys: dict[int, str]
) -> list[Earlier]:
    """Return the earlier releases; what a title leaves out is in their words."""
    by_key = {keys[one.pk]: (str(one.kind), one.pk) for one in known}
    topics = {}
    for number, row in enumerate(graph["topics"]):
        labels = (row["label_en"], row["label_de"])
        topics[row["key"]] = Known(Kind.TOPIC, number, row["key"], labels)
    return [
        Earlier(
            " ".join((row["title"], *row["words"])),
            frozenset(by_key[key] for key in row["institutions"]),
            tuple(topics[key] for key in row["topics"]),
        )
        for row in graph["earlier"]
    ]


def measure(folder: Path = CORPUS) -> Scores:
    """Read every text of a folder and compare what is proposed with what is right."""
    graph = load_graph(folder)
    scores: Scores = defaultdict(Score)
    for path in sorted(folder.glob("[0-9]*")):
        if path.suffix != ".toml":
            answers = tomllib.loads(path.with_suffix(".toml").read_text("utf-8"))
            text = Text.of(read_file(path.name, path.read_bytes()))
            compare(scores, path.stem, text, answers, graph)
    return scores


def compare(
    scores: Scores,
    name: str,
    text: Text,
    answers: dict[str, Any],
    graph: Graph,
) -> None:
    """Add to the scores what is proposed for one text."""
    names, keys = graph.names, graph.keys
    proposals = propose(text, names, graph.versions, lambda: graph.earlier)

    def add(kind: str, right: Iterable, proposed: Iterable) -> None:
        _add(scores[kind], name, right, proposed)

    for kind, rows in (
        (Kind.INSTITUTION, answers.get("institutions", [])),
        (Kind.PARTNERSHIP, answers.get("partnerships", [])),
        (Kind.PERSON, answers.get("people", [])),
    ):
        told = [one for one in proposals if one.kind == kind]
        maybe = {row["key"] or fold(row["name"]) for row in rows if row.get("optional")}
        sure = [row for row in rows if not row.get("optional")]
        found = {keys[one.entity.pk] for one in told if one.entity} - maybe
        add(f"known {kind}", [row["key"] for row in sure if row["key"]], found)
        if kind == Kind.PARTNERSHIP:
            continue  # what is not known is an institution to the reader
        others = {fold(one.text) for one in told if not one.entity} - maybe
        add(f"new {kind}", [fold(r["name"]) for r in sure if not r["key"]], others)
    add(
        "boilerplate on file",
        [f"{row['institution']}: {row['same_as_known']}" for row in _abouts(answers)],
        [
            f"{keys[one.entity.pk]}: {one.why == 'same boilerplate'}"
            for one in proposals
            if one.kind == Kind.BOILERPLATE and one.entity
        ],
    )
    for form in ("verbatim", "paraphrase"):
        _add_statements(scores[form], name, form, answers, proposals)
    add(
        Kind.TOPIC,
        answers.get("topics", []),
        [one.text for one in proposals if one.kind == Kind.TOPIC],
    )
    _add_descriptions(scores, name, answers, proposals, keys)
    for key, right, proposed in _structure(text, answers, proposals):
        add(
            "structure",
            [f"{key}: {right}"] if right else [],
            [f"{key}: {proposed}"] if proposed else [],
        )


def _abouts(answers: dict[str, Any]) -> list[dict[str, Any]]:
    """Return the answers about institutions that are known."""
    known = {
        row["key"]
        for kind in ("institutions", "partnerships")
        for row in answers.get(kind, [])
    }
    return [
        row for row in answers.get("boilerplates", []) if row["institution"] in known
    ]


def _add(score: Score, name: str, right: Iterable, proposed: Iterable) -> None:
    wanted, found = Counter(right), Counter(proposed)
    score.right += (wanted & found).total()
    score.missed += [f"{name}: {one}" for one in (wanted - found).elements()]
    score.wrong += [f"{name}: {one}" for one in (found - wanted).elements()]


def _add_statements(
    score: Score, name: str, form: str, answers: dict, proposals: list[Proposal]
) -> None:
    told = [
        one
        for one in proposals
        if one.kind == Kind.STATEMENT and one.value["form"] == form
    ]
    for row in answers.get("statements", []):
        if row["form"] != form:
            continue
        same = next((one for one in told if is_same_statement(one, row)), None)
        if same:
            told.remove(same)
            score.right += not row.get("optional")
        elif not row.get("optional"):
            score.missed.append(f"{name}: {row['speaker']}: {row['text'][:60]}")
    score.wrong += [f"{name}: {one.value['speaker']}: {one.text[:60]}" for one in told]


def _add_descriptions(
    scores: Scores,
    name: str,
    answers: dict[str, Any],
    proposals: list[Proposal],
    keys: dict[int, str],
) -> None:
    """Compare role and institution beside people and statements that were found.

    What an answer leaves empty is not compared.
    """
    for row, told in _pairs(answers, proposals, keys):
        employer = told.value["institution_id"]
        host = keys.get(employer, fold(told.value["institution"]))
        for kind, right, proposed in (
            ("role", fold(row["role"]), fold(told.value["role"])),
            ("host", fold(row["institution"]), fold(host)),
        ):
            if right:
                who = row.get("name") or row["text"][:20]
                _add(
                    scores[kind],
                    name,
                    [f"{who}: {right}"],
                    [f"{who}: {proposed}"] if proposed else [],
                )


def _pairs(
    answers: dict[str, Any], proposals: list[Proposal], keys: dict[int, str]
) -> Iterator[tuple[dict[str, Any], Proposal]]:
    """Yield answers about people and statements with what was proposed for them."""
    people = {
        keys[one.entity.pk] if one.entity else fold(one.text): one
        for one in proposals
        if one.kind == Kind.PERSON
    }
    for row in answers.get("people", []):
        told = people.get(row["key"] or fold(row["name"]))
        if told and not row.get("optional"):
            yield row, told
    said = [one for one in proposals if one.kind == Kind.STATEMENT]
    for row in answers.get("statements", []):
        same = next((one for one in said if is_same_statement(one, row)), None)
        if same and not row.get("optional"):
            yield row, same


def is_same_statement(proposal: Proposal, row: dict[str, Any]) -> bool:
    """Tell whether a proposal has the words and the speaker of an answer."""
    speakers = [proposal.value["speaker"]]
    speakers += proposal.entity.names if proposal.entity else ()
    if not any(is_short_for(row["speaker"], one) for one in speakers):
        return False
    mine, theirs = set(fold(proposal.text).split()), set(fold(row["text"]).split())
    shared = len(mine & theirs) / max(1, len(mine | theirs))
    return shared >= (SAME_WORDS if row["form"] == "verbatim" else SAME_SENTENCES)


def _structure(
    text: Text, answers: dict[str, Any], proposals: list[Proposal]
) -> Iterator[tuple[str, Any, Any]]:
    """Yield what the structure of a text is, and what it was read as."""
    right = answers["structure"]
    maybe = right.get("optional", [])
    for key, proposed in _read_structure(text, proposals).items():
        if key not in maybe:
            yield key, RIGHT[key](right, answers), proposed


def _read_structure(text: Text, proposals: list[Proposal]) -> dict[str, Any]:
    said: dict[Kind, list[Proposal]] = defaultdict(list)
    for one in proposals:
        said[one.kind].append(one)

    def first(kind: Kind) -> str:
        return fold(said[kind][0].text) if said[kind] else ""

    def each(kind: Kind) -> list[str]:
        return [fold(one.text) for one in said[kind]]

    date = said[Kind.DATE]
    return {
        "headline": first(Kind.HEADLINE),
        "kicker": first(Kind.KICKER),
        "standfirst": first(Kind.STANDFIRST),
        "place": first(Kind.DATELINE_PLACE),
        "number": first(Kind.NUMBER),
        "date": date[0].value["date"] if date else "",
        "byline": sorted(each(Kind.BYLINE)),
        "headings": each(Kind.HEADING),
        "lists": sum(isinstance(block, prose.List) for block in text.blocks),
        "tables": sum(isinstance(block, prose.Table) for block in text.blocks),
        "pictures": sorted(each(Kind.PICTURE)),
        "contacts": sorted(one.value["email"] for one in said[Kind.CONTACT]),
        "publications": sorted(one.value["doi"] for one in said[Kind.PUBLICATION]),
        "boilerplates": sorted(one[:30] for one in each(Kind.BOILERPLATE)),
    }


RIGHT: dict[str, Callable[[dict, dict], Any]] = {
    "headline": lambda right, _all: fold(right["headline"]),
    "kicker": lambda right, _all: fold(right["kicker"]),
    "standfirst": lambda right, _all: fold(right["standfirst"]),
    "place": lambda right, _all: fold(right["place"]),
    "number": lambda right, _all: fold(right["number"]),
    "date": lambda right, _all: str(right["date"]),
    "byline": lambda right, _all: sorted(map(fold, right["byline"])),
    "headings": lambda right, _all: [fold(one) for one in right["headings"]],
    "lists": lambda right, _all: right["lists"],
    "tables": lambda right, _all: right["tables"],
    "pictures": lambda right, _all: sorted(
        fold(p["caption"]) for p in right["pictures"]
    ),
    "contacts": lambda _right, rows: sorted(
        row.get("email", "") for row in rows.get("contacts", [])
    ),
    "publications": lambda _right, rows: sorted(
        row["doi"].lower() for row in rows.get("publications", []) if row.get("doi")
    ),
    "boilerplates": lambda _right, rows: sorted(
        fold(row["begins"])[:30] for row in rows.get("boilerplates", [])
    ),
}


def print_scores(scores: Scores) -> None:
    """Print recall and precision of each kind."""
    print("\n\nkind                 recall  precision  right")  # noqa: T201
    for kind, score in sorted(scores.items()):
        figures = f"{score.recall:6.3f} {score.precision:10.3f} {score.right:6}"
        print(f"{kind:20} {figures}")  # noqa: T201


def fold(text: str) -> str:
    """Return the words of a text, without case and punctuation."""
    return re.sub(r"\W+", " ", text).strip().casefold()
