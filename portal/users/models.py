"""The user model, alone in its app.

``wagtailcore`` depends on the user model and the image model depends on
``wagtailcore``: with both in one app, the first migration would be circular.
"""

from django.contrib.auth.models import AbstractUser


class User(AbstractUser):
    """Somebody who works in the admin."""
