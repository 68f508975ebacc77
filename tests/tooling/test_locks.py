"""The lock files pin what pyproject.toml asks for, and name no server."""

import re
import tomllib
from pathlib import Path

import pytest
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name
from packaging.version import Version

ROOT = Path(__file__).resolve().parent.parent.parent
LOCK, DEV_LOCK = ROOT / "requirements.txt", ROOT / "requirements-dev.txt"
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text())["project"]
DEPENDENCIES = PROJECT["dependencies"]
DEV_DEPENDENCIES = PROJECT["optional-dependencies"]["dev"]


def pins(lock):
    """Return what a lock pins, without comments and hashes."""
    return {line for line in lock.read_text().splitlines() if "==" in line}


def versions(lock):
    requirements = [Requirement(pin.rstrip(" \\")) for pin in pins(lock)]
    found = {}
    for requirement in requirements:
        version = Version(str(requirement.specifier).removeprefix("=="))
        found.setdefault(canonicalize_name(requirement.name), []).append(version)
    return found


@pytest.mark.parametrize("lock", [LOCK, DEV_LOCK], ids=lambda lock: lock.name)
def test_a_lock_names_no_server_and_no_folder(lock):
    text = lock.read_text()

    assert "://" not in text
    assert "--index" not in text
    assert "--find-links" not in text
    assert not re.search(r"[ \"']/\w", text)


@pytest.mark.parametrize("lock", [LOCK, DEV_LOCK], ids=lambda lock: lock.name)
def test_every_pin_has_hashes(lock):
    text = lock.read_text()

    blocks = re.findall(
        r"(?m)^\S+==.*\\\n(?:    --hash=sha256:[0-9a-f]{64}.*\n)+", text
    )

    assert len(blocks) == len(pins(lock))


@pytest.mark.parametrize(
    ("dependency", "lock"),
    [
        *((dependency, LOCK) for dependency in DEPENDENCIES),
        *((dependency, DEV_LOCK) for dependency in DEPENDENCIES + DEV_DEPENDENCIES),
    ],
    ids=lambda value: value.name if isinstance(value, Path) else value,
)
def test_a_lock_satisfies_the_project(dependency, lock):
    requirement = Requirement(dependency)

    pinned = versions(lock)[canonicalize_name(requirement.name)]

    assert all(requirement.specifier.contains(version) for version in pinned)


def test_the_development_lock_holds_the_other_one():
    assert pins(LOCK) <= pins(DEV_LOCK)
