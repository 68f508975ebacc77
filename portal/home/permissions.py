"""The groups that a newsroom works with, and what each may do."""

from __future__ import annotations

from django.apps import apps
from django.contrib.auth.models import Group, Permission

EDITED = (
    "partners.institution",
    "partners.person",
    "partners.partnership",
    "partners.fact",
    "news.statement",
    "news.contact",
    "news.publication",
)
# What becomes public by an act of its own; other entries do with a release.
PUBLISHED = (
    "partners.institution",
    "partners.person",
    "partners.partnership",
    "partners.fact",
)
# What editors choose for a release, and moderators look after.
MODERATED = ("core.topic", "news.series")
# What moderators may do beside looking after things.
ACTS = ("lift_embargo",)
# Whom moderators let in before an embargo lifts. Editors do not see their addresses.
INVITED = ("guests.journalist",)
# Reports of barriers, which moderators answer. They may tell of somebody's health.
ANSWERED = ("legal.barrierreport",)
# What moderators look at in the audit log.
LOGGED = ("partners.merge",)
# What administrators look at and may delete; nobody writes it.
LOOKED_AFTER = ("subscriptions.subscription",)
ADMINISTERED = (
    "users.user",
    "auth.group",
    "core.sitesettings",
    "news.checksettings",
    "legal.legalfacts",
    "wagtailcore.locale",
)
# The first migrations of Wagtail give these to its Editors and Moderators. They have no
# effect, rights of pictures and documents hold for collections; but administrators look
# after groups only whose rights they have.
LEFT_OVER = ("wagtailimages.image", "wagtaildocs.document")
EDITORS, MODERATORS, ADMINISTRATORS = "Editors", "Moderators", "Administrators"


def permissions_for(models: tuple[str, ...], actions: tuple[str, ...]):
    """Return the permissions for some actions on models named ``app.model``."""
    names = [label.split(".") for label in models]
    return Permission.objects.filter(
        content_type__app_label__in={app for app, _model in names},
        codename__in=[
            f"{action}_{model}" for _app, model in names for action in actions
        ],
    )


def set_up_groups(**kwargs) -> None:
    """Give the groups what their names say; adds only, so a site may give more.

    Editors write and may not publish; moderators publish, lock, number and delete;
    administrators also look after people, languages and the site.
    """
    editors, _created = Group.objects.get_or_create(name=EDITORS)
    moderators, _created = Group.objects.get_or_create(name=MODERATORS)
    administrators, _created = Group.objects.get_or_create(name=ADMINISTRATORS)
    may_write = ("add", "change", "view")
    may_all = (*may_write, "delete")
    access = Permission.objects.filter(codename="access_admin")
    writing = permissions_for(EDITED, may_write)
    choosing = permissions_for(MODERATED, ("view",))
    editors.permissions.add(*access, *writing, *choosing)
    moderating = permissions_for((*EDITED, *MODERATED, *INVITED), may_all)
    answering = permissions_for(ANSWERED, ("view", "change", "delete"))
    moderating = moderating | answering
    looking = permissions_for(LOGGED, ("view",))
    acting = Permission.objects.filter(codename__in=ACTS)
    publishing = permissions_for(PUBLISHED, ("publish", "lock", "unlock"))
    moderators.permissions.add(*access, *moderating, *publishing, *looking, *acting)
    administrators.permissions.add(
        *access,
        *moderating,
        *publishing,
        *looking,
        *acting,
        *permissions_for(ADMINISTERED, may_all),
        *permissions_for(LOOKED_AFTER, ("view", "delete")),
        *permissions_for(LEFT_OVER, (*may_all, "choose")),
        *Permission.objects.filter(
            codename__in=["see_addresses", "publish_without_sign_off"]
        ),
    )
    translating = Permission.objects.filter(codename="submit_translation")
    for group in (editors, moderators, administrators):
        group.permissions.add(*translating)
    _allow_pages(editors, "add", "change")
    _allow_pages(moderators, "add", "change", "publish", "lock", "unlock")
    _allow_pages(administrators, "add", "change", "publish", "lock", "unlock")
    _allow_media(editors, moderators, administrators)


def _allow_pages(group: Group, *actions: str) -> None:
    """Let a group do something with every page."""
    permission_model = apps.get_model("wagtailcore", "GroupPagePermission")
    root = apps.get_model("wagtailcore", "Page").objects.filter(depth=1).first()
    if root is None:
        return
    for action in actions:
        permission = Permission.objects.get(
            content_type__app_label="wagtailcore", codename=f"{action}_page"
        )
        permission_model.objects.get_or_create(
            group_id=group.pk, page_id=root.pk, permission_id=permission.pk
        )


def _allow_media(*groups: Group) -> None:
    """Let groups add, change and choose pictures and documents."""
    permission_model = apps.get_model("wagtailcore", "GroupCollectionPermission")
    root = apps.get_model("wagtailcore", "Collection").objects.filter(depth=1).first()
    if root is None:
        return
    # Wagtail asks for the permissions of its own models, whatever ours are called.
    permissions = Permission.objects.filter(
        content_type__app_label__in=["wagtailimages", "wagtaildocs"],
        codename__in=[
            f"{action}_{model}"
            for model in ("image", "document")
            for action in ("add", "change", "choose")
        ],
    )
    for group in groups:
        for permission in permissions:
            permission_model.objects.get_or_create(
                group_id=group.pk, collection_id=root.pk, permission_id=permission.pk
            )
