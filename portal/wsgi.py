"""The WSGI application that granian serves."""

import os

from django.core.wsgi import get_wsgi_application

from portal.core.charsets import read_as_utf8
from portal.garbage import look_seldom, spare_what_stays

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "portal.settings")
look_seldom()
application = read_as_utf8(get_wsgi_application())
spare_what_stays()
