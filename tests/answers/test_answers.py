"""One answer everywhere: every output is asked every question."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import nullcontext

from django.db import transaction

import pytest

from tests.answers.outputs import MACHINES, Answers, Asked, outputs_of, squeeze
from tests.answers.questions import QUESTIONS, Question
from tests.answers.world import World, in_french, time_at

LETTERS = "EFGHIJKLM"

# What was said, by question, language and output: when it was asked, and whether
# there was a third language.
SAID: dict[tuple[str, bool], dict] = {}


def moment_of(question: Question) -> tuple[str, bool]:
    return question.at, "fr" in question.languages


def find_said(world: World, question: Question) -> dict:
    """Return what outputs say at the moment of a question to all that is asked then.

    What the clock and a third language change is taken back afterwards.
    """
    moment = moment_of(question)
    if moment not in SAID:
        at, is_french = moment
        questions = [one for one in QUESTIONS if moment_of(one) == moment]
        with transaction.atomic(), time_at(at):
            with in_french(world) if is_french else nullcontext():
                SAID[moment] = dict(ask(world, questions))
            transaction.set_rollback(True)
    return SAID[moment]


def ask(world: World, questions: list[Question]) -> Iterator[tuple]:
    """Yield what every output says to questions, at this moment."""
    answers = Answers()
    known: dict[tuple[str, str, str], str] = {}
    for question in questions:
        for language in question.languages:
            words = (*question.right_in(language), *question.wrong_in(language))
            asked = Asked(world, answers, question.of, language, words)
            for name, read in outputs_of(question.of).items():
                key = (question.of, language, name)
                # Of all outputs only a search depends on what somebody looks for.
                if name == "search" or key not in known:
                    known[key] = squeeze(read(asked))
                yield (question.of, question.ask, language, name), known[key]


@pytest.mark.parametrize("question", QUESTIONS, ids=lambda one: f"{one.of} {one.ask}")
def test_every_output_gives_the_one_right_answer(world, question):
    found = find_said(world, question)
    outputs = outputs_of(question.of)
    assert set(question.outputs) <= set(outputs)
    faults = []

    for language in question.languages:
        for name in outputs:
            text = found[question.of, question.ask, language, name]
            is_machine = name in MACHINES
            if name in question.outputs:
                right = question.right_in(language, is_machine=is_machine)
                faults += [
                    f"{name} in {language} does not say {word!r}: {text[:3000]}"
                    for word in right
                    if word not in text
                ]
            faults += [
                f"{name} in {language} says {word!r}: {text[:3000]}"
                for word in question.wrong_in(language, is_machine=is_machine)
                if word in text
            ]

    assert not faults, "\n\n".join(faults)


def test_every_promise_is_asked_for_and_every_output_answers():
    letters = {letter for question in QUESTIONS for letter in question.letters}
    answered = {
        (subject_kind(question), name)
        for question in QUESTIONS
        for name in question.outputs
    }
    silent = [
        (subject_kind(question), name)
        for question in QUESTIONS
        for name in outputs_of(question.of)
        if (subject_kind(question), name) not in answered
    ]

    assert letters == set(LETTERS)
    assert not silent
    assert len(QUESTIONS) >= 60


def subject_kind(question: Question) -> str:
    return question.of.partition("/")[0] if "/" in question.of else "release"
