"""The settings of every Dateline site, read from the environment by one schema.

Nothing here depends on where the site runs: a laptop and a production host
differ only in their environment (``.env.example`` lists all of it).
"""

import json
import re
from pathlib import Path
from zoneinfo import available_timezones

from django.conf.locale import LANG_INFO
from django.core.exceptions import ImproperlyConfigured
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

import environ
from csp.constants import NONE, SELF

from portal.core.simple_forms import find_forms

BASE_DIR = Path(__file__).resolve().parent.parent

ENV_SCHEMA = {
    "SECRET_KEY": str,
    "DEBUG": (bool, False),
    "ALLOWED_HOSTS": (list, []),
    "DATABASE_URL": (str, f"sqlite:///{BASE_DIR / 'db.sqlite3'}"),
    "SITE_URL": (str, "http://localhost:8000"),
    "STATIC_ROOT": (str, str(BASE_DIR / "var" / "static")),
    "MEDIA_ROOT": (str, str(BASE_DIR / "var" / "media")),
    "CACHE_URL": (str, "dummycache://"),
    "EMAIL_URL": (str, "consolemail://"),
    "DEFAULT_FROM_EMAIL": (str, "newsroom@localhost"),
    "REPLY_TO_EMAIL": (str, ""),
    "ANYMAIL_PROVIDER": (str, ""),
    "ANYMAIL": (str, "{}"),
    "IDENTIFIER_LOOKUP": (bool, False),
    "LINK_LOOKUP": (bool, False),
    "EMBARGO_CHECK": (bool, True),
    "CONSENT_SERVICES": (list, []),
    "CONSENT_OPTIONS": (str, "{}"),
    "EXTERNAL_MEDIA_LOOKUP": (bool, True),
    "COUNTING": (str, "app"),
    "COUNTING_DIR": (str, str(BASE_DIR / "var" / "counting")),
    "STATISTICS_YEARS": (int, 5),
    "SIMPLE_LANGUAGES": (dict, {}),
    "WEBSUB_HUB": (str, ""),
    "API_RATE": (str, "120/minute"),
    "PROXIES": (int, 0),
    "WEB_WORKERS": (int, 2),
    "WEB_THREADS": (int, 4),
    "DATABASE_CONNECTIONS": (int, 0),
    "LOG_LEVEL": (str, "INFO"),
}
env = environ.Env(**ENV_SCHEMA)
env.read_env(BASE_DIR / ".env")


def required(name: str) -> str:
    """Return an environment variable that has no default.

    Raises ImproperlyConfigured, naming the variable, when it is missing or empty.
    """
    value = env(name, default="")
    if not value:
        message = f"Set the environment variable {name}; see .env.example."
        raise ImproperlyConfigured(message)
    return value


def read_object(name: str) -> dict:
    """Return the JSON object that an environment variable holds.

    Raises ImproperlyConfigured, naming the variable and the mistake, for anything else.
    The text itself, which may hold a password, is not repeated.
    """
    try:
        value = json.loads(env(name) or "{}")
    except ValueError as error:
        message = f"{name} is no JSON: {error}."
        raise ImproperlyConfigured(message) from None
    if not isinstance(value, dict):
        message = f'{name} is no JSON object; write it as {{"name": …}}.'
        raise ImproperlyConfigured(message)
    return value


SECRET_KEY = required("SECRET_KEY")
DEBUG = env("DEBUG")
SITE_URL = env("SITE_URL").rstrip("/")
ALLOWED_HOSTS = env("ALLOWED_HOSTS")
if not DEBUG and not ALLOWED_HOSTS:
    required("ALLOWED_HOSTS")

# HTTPS is on wherever the site is published under an https:// address.
HTTPS = SITE_URL.startswith("https://")
SECURE_SSL_REDIRECT = SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = HTTPS
SECURE_HSTS_SECONDS = 31_536_000 if HTTPS else 0
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https") if HTTPS else None
SECURE_REFERRER_POLICY = "same-origin"
CSRF_TRUSTED_ORIGINS = [SITE_URL]
# HSTS for subdomains and browsers' preload lists are the domain owner's call.
# W019 asks for frames to be forbidden altogether; the admin shows previews in one.
SILENCED_SYSTEM_CHECKS = ["security.W005", "security.W019", "security.W021"]
X_FRAME_OPTIONS = "SAMEORIGIN"

INSTALLED_APPS = [
    "portal.server",
    "portal.demo",
    "portal.embargo",
    "portal.guests",
    "portal.statistics",
    "portal.subscriptions",
    "portal.home",
    "portal.search",
    "portal.legal",
    "news",
    "partners",
    "portal.ledger",
    "portal.core",
    "portal.privacy",
    "portal.users",
    "wagtail.contrib.redirects",
    "wagtail.contrib.routable_page",
    "wagtail.contrib.settings",
    "wagtail.contrib.simple_translation",
    "wagtail.contrib.typed_table_block",
    "wagtail.embeds",
    "wagtail.locales",
    "wagtail.sites",
    "portal.home.accounts.apps.AccountsConfig",
    "wagtail.snippets",
    "wagtail.documents",
    "wagtail.images",
    "wagtail.search",
    "wagtail.admin",
    "wagtail",
    "modelcluster",
    "taggit",
    "laces",
    "django_filters",
    "rest_framework",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "whitenoise.runserver_nostatic",
    "django.contrib.staticfiles",
    "django.forms",
]

MIDDLEWARE = [
    "portal.statistics.middleware.CountingMiddleware",
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "django.middleware.gzip.GZipMiddleware",
    "django.middleware.http.ConditionalGetMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.locale.LocaleMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "portal.privacy.policy.PolicyMiddleware",
    "portal.core.middleware.RefuseNullBytesMiddleware",
    "portal.core.external_media.asking.SavingMiddleware",
    "news.publishing.middleware.LiftFirstMiddleware",
    "portal.core.middleware.RefuseForgedMiddleware",
    "portal.core.redirects.RedirectMiddleware",
    "news.desk.refusals.SayWhyMiddleware",
    "news.desk.taking_down.TakeDownMiddleware",
]

ROOT_URLCONF = "portal.urls"
WSGI_APPLICATION = "portal.wsgi.application"

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [BASE_DIR / "templates"],
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "portal.home.frame.site_frame",
            ],
        },
    },
]

# So that a widget's template may stand in templates/ with all others.
FORM_RENDERER = "django.forms.renderers.TemplatesSetting"

DATABASES = {"default": env.db("DATABASE_URL")}
if DATABASES["default"]["ENGINE"] == "django.db.backends.sqlite3":
    # Without these, two publishers and a worker lose writes to "database is locked".
    DATABASES["default"]["OPTIONS"] = {
        "transaction_mode": "IMMEDIATE",
        "timeout": 20,
        "init_command": "PRAGMA journal_mode=WAL; PRAGMA synchronous=NORMAL;",
    }
else:
    DATABASES["default"].setdefault("CONN_MAX_AGE", 60)
    DATABASES["default"]["CONN_HEALTH_CHECKS"] = True
    # A server that is away is told from one that is slow, and what it compiles for a
    # query takes longer than the query.
    options = DATABASES["default"].setdefault("OPTIONS", {})
    options.setdefault("connect_timeout", 5)
    options.setdefault("options", "-c jit=off")

# How many requests are answered at once is what the database has to stand.
WEB_WORKERS, WEB_THREADS = env("WEB_WORKERS"), env("WEB_THREADS")
DATABASE_CONNECTIONS = env("DATABASE_CONNECTIONS")
if WEB_WORKERS < 1 or WEB_THREADS < 1 or DATABASE_CONNECTIONS < 0:
    message = "WEB_WORKERS and WEB_THREADS are 1 at least, DATABASE_CONNECTIONS is 0 at least."
    raise ImproperlyConfigured(message)

DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

# A per-process cache would leave stale site paths in the other processes, so
# there is a shared cache or none.
CACHES = {"default": env.cache_url("CACHE_URL")}
# Feeds and other documents that are the same for everybody. Their keys change with
# every change of public output, so each process may keep its own.
CACHES["documents"] = (
    {
        "BACKEND": "django.core.cache.backends.locmem.LocMemCache",
        "LOCATION": "documents",
        "OPTIONS": {"MAX_ENTRIES": 500},
    }
    if CACHES["default"]["BACKEND"].endswith("DummyCache")
    else CACHES["default"]
)
# What visitors send and ask for is counted for limits. Without a shared cache every
# process counts for itself, so with two of them twice as much gets through.
CACHES["limits"] = (
    {
        "BACKEND": "django.core.cache.backends.locmem.LocMemCache",
        "LOCATION": "limits",
        "OPTIONS": {"MAX_ENTRIES": 100_000},
    }
    if CACHES["default"]["BACKEND"].endswith("DummyCache")
    else CACHES["default"]
)

AUTH_USER_MODEL = "users.User"
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": f"django.contrib.auth.password_validation.{name}"}
    for name in (
        "UserAttributeSimilarityValidator",
        "MinimumLengthValidator",
        "CommonPasswordValidator",
        "NumericPasswordValidator",
    )
]

LANGUAGE_CODE = "en"
# A third language is a line here, a catalogue and a page tree.
LANGUAGES: list[tuple[str, str | Promise]] = [("en", _("English")), ("de", _("German"))]
WAGTAILADMIN_RICH_TEXT_EDITORS = {
    "default": {"WIDGET": "portal.core.rich_text_area.RichTextArea"}
}
WAGTAILADMIN_PERMITTED_LANGUAGES = [("en", "English"), ("de", "Deutsch")]
# Simple forms of them, such as Leichte Sprache, are languages of the site too: their
# pages are a tree of their own, and all the rest is that of the language below.
SIMPLE_LANGUAGES = env("SIMPLE_LANGUAGES")
try:
    for form in find_forms(SIMPLE_LANGUAGES):
        LANGUAGES.append((form.tag, form.name))
        LANG_INFO[form.tag] = form.language_info()
except ValueError as error:
    raise ImproperlyConfigured(f"SIMPLE_LANGUAGES: {error}") from error
WAGTAIL_CONTENT_LANGUAGES = LANGUAGES
# What comes first is said first: easy words where a page is in simple language.
LOCALE_PATHS = [BASE_DIR / "portal" / "easy_words", BASE_DIR / "portal" / "locale"]
FORMAT_MODULE_PATH = ["portal.core.formats"]
WAGTAIL_I18N_ENABLED = True
TIME_ZONE = "Europe/Berlin"
# What browsers know; "localtime" is the time zone of this host.
WAGTAIL_USER_TIME_ZONES = sorted(available_timezones() - {"Factory", "localtime"})
USE_TZ = True

STATIC_URL = "/static/"
STATIC_ROOT = env("STATIC_ROOT")
STATICFILES_DIRS = [BASE_DIR / "static"]
MEDIA_URL = "/media/"
MEDIA_ROOT = env("MEDIA_ROOT")
STORAGES = {
    "default": {"BACKEND": "portal.core.storage.WholeFileStorage"},
    "staticfiles": {
        "BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"
        if DEBUG
        else "portal.core.storage.HashedStaticStorage"
    },
}
WHITENOISE_MAX_AGE = 3600

vars().update(env.email("EMAIL_URL"))
DEFAULT_FROM_EMAIL = env("DEFAULT_FROM_EMAIL")
REPLY_TO_EMAIL = env("REPLY_TO_EMAIL")
EMAIL_TIMEOUT = 30  # seconds, so that no server keeps the worker waiting for ever

# A service that sends the mail and reports what became of it, instead of EMAIL_URL.
ANYMAIL_PROVIDER = env("ANYMAIL_PROVIDER")
ANYMAIL = read_object("ANYMAIL")
if ANYMAIL_PROVIDER:
    if not ANYMAIL.get("WEBHOOK_SECRET"):
        raise ImproperlyConfigured("Set WEBHOOK_SECRET in ANYMAIL; see .env.example.")
    EMAIL_BACKEND = f"anymail.backends.{ANYMAIL_PROVIDER}.EmailBackend"
    INSTALLED_APPS.append("anymail")

# The public site loads nothing from elsewhere and runs no inline script. The
# admin is Wagtail's own and needs both inline styles and scripts.
CONTENT_SECURITY_POLICY = {
    "EXCLUDE_URL_PREFIXES": ["/admin/"],
    "DIRECTIVES": {
        "default-src": [SELF],
        "object-src": [NONE],
        "base-uri": [SELF],
        "form-action": [SELF],
        "frame-ancestors": [SELF],
        "img-src": [SELF, "data:"],
    },
}

DATA_UPLOAD_MAX_NUMBER_FIELDS = 10_000  # a release with many blocks has many fields

WAGTAIL_SITE_NAME = "Dateline"
WAGTAILADMIN_BASE_URL = SITE_URL
WAGTAIL_GRAVATAR_PROVIDER_URL = None
WAGTAIL_ENABLE_UPDATE_CHECK = False
WAGTAIL_ENABLE_WHATS_NEW_BANNER = False
WAGTAIL_APPEND_SLASH = True
WAGTAILSEARCH_BACKENDS = {
    "default": {
        "BACKEND": "portal.search.sqlite_backend"
        if "sqlite" in DATABASES["default"]["ENGINE"]
        else "wagtail.search.backends.database"
    }
}
WAGTAILIMAGES_IMAGE_MODEL = "core.CustomImage"
WAGTAILIMAGES_EXTENSIONS = [
    *("avif", "gif", "heic", "heif", "jpg", "jpeg", "png", "tif", "tiff", "webp")
]
WAGTAILIMAGES_IMAGE_FORM_BASE = "portal.core.picture_files.forms.PictureForm"
WAGTAILIMAGES_MAX_UPLOAD_SIZE = 100 * 1024 * 1024
# What is decoded at once takes up to four bytes a pixel, and that twice.
WAGTAILIMAGES_MAX_IMAGE_PIXELS = 128_000_000
WAGTAILDOCS_DOCUMENT_MODEL = "core.CustomDocument"
WAGTAILDOCS_DOCUMENT_FORM_BASE = "portal.core.document_forms.DocumentForm"
WAGTAILDOCS_EXTENSIONS = ["csv", "docx", "odt", "pdf", "pptx", "txt", "xlsx", "zip"]
WAGTAILDOCS_SERVE_METHOD = "serve_view"
WAGTAILEMBEDS_FINDERS = []  # nothing is fetched from elsewhere
TAGGIT_CASE_INSENSITIVE = True

API_RATE = env("API_RATE")
if not re.fullmatch(r"[1-9]\d*/(second|minute|hour|day)", API_RATE):
    message = f"API_RATE is {API_RATE!r}; write it as 120/minute."
    raise ImproperlyConfigured(message)
if env("PROXIES") < 0:
    raise ImproperlyConfigured("PROXIES cannot be less than 0.")
# What holds for the public API alone stands in portal.api.answers: the API of
# Wagtail's admin, which signs in by session, reads these settings too.
REST_FRAMEWORK = {
    "DEFAULT_AUTHENTICATION_CLASSES": [],
    "DEFAULT_RENDERER_CLASSES": ["rest_framework.renderers.JSONRenderer"],
    "NUM_PROXIES": env("PROXIES"),
}

# Whether a release under embargo is looked for in every output before it is approved.
EMBARGO_CHECK = env("EMBARGO_CHECK")

# Services that store or load something on a visitor's device once the visitor agrees
# (``portal.privacy.services``); none on a fresh install.
CONSENT_SERVICES = env("CONSENT_SERVICES")
CONSENT_OPTIONS = read_object("CONSENT_OPTIONS")

# Whether the providers of external media are asked for title and picture when a page is
# saved. Only a site that shows such media asks at all (``portal.core.external_media``).
EXTERNAL_MEDIA_LOOKUP = env("EXTERNAL_MEDIA_LOOKUP")

# Who notes what is asked for, to count it: this site, a server in front, or nobody.
COUNTING = env("COUNTING")
COUNTING_DIR = env("COUNTING_DIR")
if COUNTING not in ("app", "log", "off"):
    message = f"COUNTING is {COUNTING!r}; it can be app, log or off."
    raise ImproperlyConfigured(message)
# For how long the numbers per day are kept.
STATISTICS_YEARS = env("STATISTICS_YEARS")
if not 1 <= STATISTICS_YEARS <= 100:
    raise ImproperlyConfigured("STATISTICS_YEARS is 1 at least, 100 at most.")

# Whether check_identifiers --network may ask ror.org and orcid.org.
IDENTIFIER_LOOKUP = env("IDENTIFIER_LOOKUP")

# Whether the worker may ask the addresses that drafts of releases link to.
LINK_LOOKUP = env("LINK_LOOKUP")

# Wagtail's own tasks are done at once, because an editor waits for what they change.
# What the site sends is in the ledger (``portal.ledger``).
TASKS = {"default": {"BACKEND": "django_tasks.backends.immediate.ImmediateBackend"}}

# The hub that is told of every change of a feed (W3C WebSub); empty: none.
WEBSUB_HUB = env("WEBSUB_HUB")
if WEBSUB_HUB and not WEBSUB_HUB.startswith(("https://", "http://")):
    message = "WEBSUB_HUB is an address that begins with https://"
    raise ImproperlyConfigured(message)

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "handlers": {"console": {"class": "logging.StreamHandler"}},
    "root": {"handlers": ["console"], "level": env("LOG_LEVEL")},
    "loggers": {"django_tasks": {"level": "WARNING"}},  # two lines for every save
}
