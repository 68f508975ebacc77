"""The account with which one looks behind the demo."""

import secrets

from django.contrib.auth import get_user_model
from django.contrib.auth.models import Group

USERNAME = "editor"
NAME = ("Demo", "Editor")
GROUPS = ("Editors", "Moderators")


def reset_editor() -> str:
    """Create the demo's editor, or reset the one there is; return the password."""
    password = secrets.token_urlsafe(12)
    editor, _created = get_user_model().objects.get_or_create(username=USERNAME)
    editor.email = "editor@newsroom.example"
    # Without a name the form of an account cannot be saved.
    editor.first_name, editor.last_name = NAME
    editor.is_active = True
    editor.set_password(password)
    editor.save()
    editor.groups.set(Group.objects.filter(name__in=GROUPS))
    return password
