"""The settings of the tests: those of the site, with nothing left to chance."""

import os
import tempfile

os.environ.setdefault("SECRET_KEY", "tests only, never served")
os.environ.setdefault("ALLOWED_HOSTS", "localhost,testserver,127.0.0.1")
os.environ["SITE_URL"] = "http://localhost"
os.environ["DEBUG"] = "false"
os.environ["LOG_LEVEL"] = "WARNING"
os.environ["COUNTING"] = "off"  # tests of the counting switch it on

from portal.settings import *  # noqa: F403
from portal.settings import BASE_DIR, CACHES, DATABASES

MEDIA_ROOT = tempfile.mkdtemp(prefix="dateline-media-")
STORAGES = {
    "default": {"BACKEND": "portal.core.storage.WholeFileStorage"},
    "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"},
}
# Tests of the check switch it on: it asks for some hundred addresses.
EMBARGO_CHECK = False
PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"

# Most tests never commit, so nothing tells a cache that something has changed.
CACHES["documents"] = {"BACKEND": "django.core.cache.backends.dummy.DummyCache"}

if DATABASES["default"]["ENGINE"].endswith("sqlite3"):
    # In a file, so that --reuse-db can keep what the migrations made.
    folder = BASE_DIR / ".test"
    folder.mkdir(exist_ok=True)
    DATABASES["default"]["TEST"] = {"NAME": str(folder / "tests.sqlite3")}
