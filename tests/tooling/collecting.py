"""Settings under which texts are collected: all of them into one catalogue."""

from tests.settings import *  # noqa: F403
from tests.settings import LOCALE_PATHS as BOTH

LOCALE_PATHS = BOTH[1:]
