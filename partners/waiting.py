"""Drafts that become public together with something else (ADR 35).

The one place that knows what waits for what. A *story* is the key that all language
versions of a release have in common; what a release is, is not known here.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any
from uuid import UUID

from django.contrib.contenttypes.models import ContentType
from django.core.exceptions import ValidationError
from django.db.models import QuerySet
from django.utils.translation import gettext as _

from wagtail.log_actions import log
from wagtail.models import Revision
from wagtail.permissions import policy_registry
from wagtail.signals import published, unpublished

from partners.draftable import Draftable
from partners.models import Fact, Institution, Partnership, Person, Waiting
from portal.core.differences import version_of

KINDS: tuple[type[Draftable], ...] = (Institution, Person, Partnership, Fact)


def key_of(entity: Draftable) -> str:
    """Return the key of an entity, as answers of records have it: ``person-12``."""
    return f"{entity._meta.model_name}-{entity.pk}"


def rows_of(entity: Draftable) -> QuerySet[Waiting]:
    """Return the row that says what an entity waits for, if there is one."""
    kind = ContentType.objects.get_for_model(type(entity))
    return Waiting.objects.filter(content_type=kind, object_id=entity.pk)


def find_stories(stories: Iterable[UUID]) -> dict[str, UUID]:
    """Return which of some stories drafts wait for, by their keys."""
    rows = Waiting.objects.filter(story__in=stories).values_list(
        "content_type__model", "object_id", "story"
    )
    return {f"{model}-{pk}": story for model, pk, story in rows if story}


def let_wait(entity: Draftable, story: UUID | None) -> None:
    """Let the draft of an entity wait for a story, or for an act by hand (None)."""
    kind = ContentType.objects.get_for_model(type(entity))
    Waiting.objects.update_or_create(
        content_type=kind,
        object_id=entity.pk,
        defaults={"story": story, "revision": None},
    )


def keep_new(entity: Draftable, user: Any, story: UUID | None) -> None:
    """Keep something that was just added as a draft, and let it wait for a story.

    Without one it waits for the first release that names it.
    """
    entity.save_revision(user=user, changed=False, clean=False)
    log(entity, "wagtail.create", user=user)
    if story:
        let_wait(entity, story)


def forget(entity: Draftable) -> None:
    """Let an entity wait for nothing that an editor has said."""
    rows_of(entity).delete()


def find_waiting(story: UUID, named: Iterable[Draftable] = ()) -> list[Draftable]:
    """Return what becomes public with a story, in the order of kinds and names.

    That is what an editor lets wait for it; and of those whom the story has ``named``
    what never was public, unless it waits for something else or for an act by hand.
    """
    found = {key_of(one): one for one in _entities(Waiting.objects.filter(story=story))}
    new = {key_of(one): one for one in named if is_new(one)}
    if new:
        taken = {key_of(one) for one in _entities(_rows_about(new.values()))}
        found = {k: one for k, one in new.items() if k not in taken} | found
    drafts = filter(has_draft, found.values())
    return sorted(drafts, key=lambda one: (KINDS.index(type(one)), str(one)))


def find_approved(story: UUID) -> set[str]:
    """Return the keys of those of which a draft has been approved with a story."""
    rows = Waiting.objects.filter(story=story, revision__isnull=False)
    return {key_of(entity) for entity in _entities(rows)}


def has_draft(entity: Draftable) -> bool:
    """Tell whether there is something that could be published."""
    return entity.has_unpublished_changes or not entity.live


def is_new(entity: Draftable) -> bool:
    """Tell whether something never was public."""
    return not entity.live and entity.first_published_at is None


def approve(
    story: UUID, named: Iterable[Draftable], user: Any = None
) -> list[Draftable]:
    """Bind the newest drafts of all that waits for a story; return it.

    What is saved later does not become public with the story. Raises ValidationError
    where somebody may not publish what goes with it, and names that, or where a draft
    is incomplete. Without a user it is the site itself that approves.
    """
    going = find_waiting(story, named)
    forbidden = [one for one in going if user and not may_publish(user, one)]
    if forbidden:
        raise ValidationError(
            _(
                "These entries would become public with it, and you may not publish "
                "them: %(names)s"
            )
            % {"names": "; ".join(str(one) for one in forbidden)}
        )
    for entity in going:
        _bind(entity, story)
    return going


def may_publish(user: Any, entity: Draftable) -> bool:
    """Tell whether somebody may make an entity public."""
    policy = policy_registry.get_by_type(type(entity))
    return policy.user_has_permission(user, "publish")


def publish(story: UUID, user: Any = None) -> None:
    """Make the approved drafts of all that waits for a story public.

    Raises ValidationError where that cannot be, and then nothing is. To be called
    in a transaction, after ``approve`` or much later.
    """
    rows = Waiting.objects.select_for_update(of=("self",)).filter(
        story=story, revision__isnull=False
    )
    approved = list(rows.order_by("pk").select_related("revision"))
    # Institutions first: what others refer to.
    for entity, row in sorted(
        ((row.entity, row) for row in approved if row.entity),
        key=lambda pair: KINDS.index(type(pair[0])),
    ):
        try:
            entity.publish(row.revision, user=user, skip_permission_checks=True)
        except ValidationError as error:
            reasons = " ".join(error.messages)
            raise ValidationError(f"{entity}: {reasons}") from error
    Waiting.objects.filter(pk__in=[row.pk for row in approved]).delete()


def connect() -> None:
    """Listen to what is published, or taken down, by hand meanwhile."""
    for model in KINDS:
        unpublished.connect(
            keep_down,
            sender=model,
            dispatch_uid=f"partners.waiting.down.{model._meta.model_name}",
        )
        published.connect(
            forget_what_is_public,
            sender=model,
            dispatch_uid=f"partners.waiting.{model._meta.model_name}",
        )


def forget_what_is_public(sender, instance, revision: Revision, **kwargs) -> None:
    """Let nothing wait that is public by now; an older draft must not come back."""
    for row in rows_of(instance):
        is_newer = row.revision is None or row.revision.created_at > revision.created_at
        if not (instance.has_unpublished_changes and is_newer):
            row.delete()


def keep_down(sender, instance, **kwargs) -> None:
    """Let what somebody takes down wait for an act by hand, and for no release.

    What only has expired becomes public again with what was approved.
    """
    if not instance.expired and rows_of(instance).exists():
        let_wait(instance, None)


def follow_merge(source: Draftable, target: Draftable) -> None:
    """Let a kept entry wait for what its duplicate waited for, if it must wait itself."""
    for row in rows_of(source):
        if is_new(target) and not rows_of(target).exists():
            row.object_id, row.revision = target.pk, None
            row.save()
        else:
            row.delete()


def _bind(entity: Draftable, story: UUID) -> None:
    """Note which draft of an entity has been approved."""
    revision = _newest_draft(entity)
    try:
        revision.as_object().check_complete()
    except ValidationError as error:
        reasons = " ".join(error.messages)
        raise ValidationError(f"{entity}: {reasons}") from error
    kind = ContentType.objects.get_for_model(type(entity))
    Waiting.objects.update_or_create(
        content_type=kind,
        object_id=entity.pk,
        defaults={"story": story, "revision": revision},
    )


def _newest_draft(entity: Draftable) -> Revision:
    """Return the newest draft as a revision; a row that is its own draft is saved."""
    newest = entity.latest_revision
    if newest and (entity.live or version_of(newest.as_object()) == version_of(entity)):
        return newest
    return entity.save_revision(clean=False)


def _entities(rows: QuerySet[Waiting]) -> list[Draftable]:
    return [row.entity for row in rows.prefetch_related("entity") if row.entity]


def _rows_about(entities: Iterable[Draftable]) -> QuerySet[Waiting]:
    found = Waiting.objects.none()
    for entity in entities:
        found = found | rows_of(entity)
    return found
