"""Imports point one way: no module can be reached from what it imports."""

from pathlib import Path

import pytest

from tests.tooling.imports import ROOT, find_circles


def test_there_is_no_circle():
    assert find_circles(ROOT) == []


@pytest.mark.parametrize(
    "import_of_a",
    [
        "from news.models import a",
        "import news.models.a",
        "def find():\n    from news.models.a import A\n",
        "from typing import TYPE_CHECKING\nif TYPE_CHECKING:\n    from news.models.a import A",
        'from django.apps import apps\nA = apps.get_model("news", "A")',
        'from django.apps import apps\nA = apps.get_model("news.A")',
    ],
    ids=["package", "module", "function", "types", "name", "dotted name"],
)
def test_every_way_to_import_counts(tmp_path: Path, import_of_a: str):
    package = tmp_path / "news" / "models"
    package.mkdir(parents=True)
    (package / "a.py").write_text("from news.models import b\nclass A: pass\n")
    (package / "b.py").write_text(import_of_a)

    assert find_circles(tmp_path) == [["news.models.a", "news.models.b"]]
