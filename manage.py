#!/usr/bin/env python
"""Run Django's management commands for this site."""

import os
import sys

from django.core.management import execute_from_command_line

from portal.garbage import look_seldom

if __name__ == "__main__":
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "portal.settings")
    look_seldom()
    execute_from_command_line(sys.argv)
