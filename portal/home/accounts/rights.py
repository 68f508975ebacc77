"""Which accounts and groups have no right that somebody lacks.

Who looks after accounts could otherwise take any right: set the password or the
address of somebody who has it, or give it to a group of their own. A right is the
permission for a model, or one for a page or a collection and all that is below it, or
one for the settings of a site.
"""

from __future__ import annotations

from django.contrib.auth.models import Group, Permission
from django.db.models import Model, Q, QuerySet

from wagtail.models import (
    GroupCollectionPermission,
    GroupPagePermission,
    GroupSitePermission,
)

from portal.users.models import User

# Kinds of places that permissions hold for: the model, and what it knows a place by.
# Pages and collections have paths, that of a child begins with that of its parent.
PLACES: dict[str, tuple[type[Model], str]] = {
    "page": (GroupPagePermission, "page__path"),
    "collection": (GroupCollectionPermission, "collection__path"),
    "site": (GroupSitePermission, "site_id"),
}


def accounts_within(user) -> QuerySet[User]:
    """Return the accounts without a right that somebody lacks, their own included."""
    accounts = User.objects.all()
    if user.is_superuser:
        return accounts
    return (
        accounts.filter(is_superuser=False)
        .exclude(user_permissions__in=_lacking(user))
        .exclude(groups__in=Group.objects.exclude(pk__in=groups_within(user)))
    )


def groups_within(user) -> QuerySet[Group]:
    """Return the groups that give no right that somebody lacks."""
    groups = Group.objects.order_by("name")
    if user.is_superuser:
        return groups
    held = PlaceRights(user)
    beyond = {
        group
        for kind, (model, known_by) in PLACES.items()
        for group, permission, place in model._default_manager.values_list(
            "group_id", "permission_id", known_by
        )
        if not held.cover(kind, permission, place)
    }
    return groups.exclude(permissions__in=_lacking(user)).exclude(pk__in=beyond)


def held_permissions(user) -> QuerySet[Permission]:
    """Return the permissions for models that somebody has."""
    permissions = Permission.objects.all()
    if user.is_superuser:
        return permissions
    # Asked for by key, so that the answer may be filtered and joined further.
    own = Permission.objects.filter(Q(group__user=user) | Q(user=user))
    return permissions.filter(pk__in=own.values("pk"))


def _lacking(user) -> QuerySet[Permission]:
    return Permission.objects.exclude(pk__in=held_permissions(user).values("pk"))


class PlaceRights:
    """What somebody may do with pages, collections and sites, read once."""

    def __init__(self, user) -> None:
        self.may_all = user.is_superuser
        self.everywhere = set(held_permissions(user).values_list("pk", flat=True))
        self.held = {
            kind: list(
                model._default_manager.filter(group__user=user).values_list(
                    "permission_id", known_by
                )
            )
            for kind, (model, known_by) in PLACES.items()
        }

    def cover(self, kind: str, permission: int, place: str | int) -> bool:
        """Tell whether they have a permission for a path or above it, or for a site."""
        if self.may_all:
            return True
        if isinstance(place, int):
            everywhere = permission in self.everywhere
            return everywhere or (permission, place) in self.held[kind]
        return any(
            permission == held and place.startswith(above)
            for held, above in self.held[kind]
        )
