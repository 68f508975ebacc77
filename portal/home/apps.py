from django.apps import AppConfig, apps
from django.db.models.signals import post_migrate
from django.utils.translation import gettext_lazy as _


class HomeConfig(AppConfig):
    name = "portal.home"
    verbose_name = _("Front page")
    # What people write in its models is put in order: ``portal.core.ordered_texts``.
    holds_texts = True

    def ready(self) -> None:
        from portal.home import permissions

        # The signal comes once per app, in their order; with the last one, the
        # permissions of all others exist.
        post_migrate.connect(
            permissions.set_up_groups,
            sender=apps.get_app_config("sessions"),
            dispatch_uid="home.groups",
        )
