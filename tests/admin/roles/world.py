"""People of every role, and something behind every address of the admin."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from enum import IntEnum
from types import SimpleNamespace
from typing import Any

from django.contrib.auth.models import Group, Permission
from django.core.files.base import ContentFile
from django.urls import NoReverseMatch, get_resolver, reverse
from django.urls.resolvers import URLPattern, URLResolver

from wagtail.contrib.redirects.models import Redirect
from wagtail.models import (
    Collection,
    GroupApprovalTask,
    Locale,
    Site,
    UploadedFile,
    Workflow,
    WorkflowTask,
)

from news.models import Publication
from news.pages import PressReleasePage
from partners.merging.merge import merge
from portal.core.models import CustomDocument
from portal.guests.models import GuestLink, Journalist, SignOff
from portal.ledger.models import Act
from portal.legal.models import BarrierReport
from portal.subscriptions.models import Subscription
from portal.users.models import User
from tests import factories


class Role(IntEnum):
    """Everybody who may come, each with all rights of those before."""

    ANONYMOUS = 0
    STRANGER = 1
    ACCESS = 2
    EDITORS = 3
    MODERATORS = 4
    ADMINISTRATORS = 5
    SUPERUSER = 6
    # What no role may see, by GET, in the world of these tests.
    NOBODY = 7


def add_people() -> dict[Role, User | None]:
    """Add an account of every role; nobody is signed in as ``ANONYMOUS``."""
    people: dict[Role, User | None] = {Role.ANONYMOUS: None}
    people[Role.STRANGER] = User.objects.create_user("stranger")
    people[Role.ACCESS] = access = User.objects.create_user("access")
    access.user_permissions.add(Permission.objects.get(codename="access_admin"))
    for role in (Role.EDITORS, Role.MODERATORS, Role.ADMINISTRATORS):
        people[role] = user = User.objects.create_user(role.name.lower())
        user.groups.add(Group.objects.get(name=role.name.capitalize()))
    people[Role.SUPERUSER] = User.objects.create_superuser("superuser")
    return people


def add_things(site: dict, people: dict[Role, User | None]) -> SimpleNamespace:
    """Add one of everything that an address of the admin names by its key."""
    newsroom = site["en"]["newsroom"]
    institution = factories.add_institution("Institute of Quokka Things")
    person = factories.add_person("Quokka Person")
    entities = {
        "institution": institution,
        "person": person,
        "partnership": factories.add_partnership("Quokka partnership"),
        "fact": factories.add_fact("quokka subject"),
    }
    for entity in entities.values():
        entity.save_revision()
    draft = factories.draft_release(newsroom, "Quokka draft")
    draft.save_revision()
    task = GroupApprovalTask.objects.create(name="Quokka task")
    task.groups.set(Group.objects.filter(name__in=["Moderators", "Administrators"]))
    workflow = Workflow.objects.create(name="Quokka workflow")
    WorkflowTask.objects.create(workflow=workflow, task=task)
    draft = PressReleasePage.objects.get(pk=draft.pk)
    state = workflow.start(draft, people[Role.EDITORS])
    release = factories.add_release(newsroom, "Public release")
    changed = factories.add_release(newsroom, "Changed release")
    factories.publish(factories.add_translation(changed, title="Geändert"))
    changed = PressReleasePage.objects.get(pk=changed.pk)
    changed.together = ["en", "de"]
    changed.save_revision()
    embargoed = factories.publish(
        factories.draft_release(
            newsroom, "Embargoed", released_at=factories.days_from_now(1)
        )
    )
    return SimpleNamespace(
        act=Act.objects.create(
            kind="websub",
            key="act",
            story=release.translation_key,
            payload={"feeds": []},
        ),
        newsroom=newsroom,
        german=site["de"]["newsroom"],
        release=release,
        changed=changed,
        embargoed=embargoed,
        draft=draft,
        revision=draft.latest_revision,
        task=task,
        workflow=workflow,
        state=state,
        picture=factories.add_image("Quokka picture"),
        document=CustomDocument.objects.create(
            title="Quokka document", file=ContentFile(b"text", name="quokka.txt")
        ),
        upload=UploadedFile.objects.create(uploaded_by_user=people[Role.STRANGER]),
        collection=Collection.get_first_root_node().add_child(name="Quokka collection"),
        redirect=Redirect.objects.create(old_path="/old", redirect_link="/new"),
        account=User.objects.create_user("quokka"),
        group=Group.objects.get(name="Editors"),
        locale=Locale.objects.get(language_code="de"),
        site=Site.objects.get(),
        merge=merge(
            factories.add_institution(),
            factories.add_institution(),
            people[Role.SUPERUSER],
        ),
        subscription=Subscription.objects.create(
            email="quokka@newsroom.example",
            story=newsroom.translation_key,
            languages=["en"],
            language="en",
        ),
        barrier=BarrierReport.objects.create(text="Quokka barrier", language="en"),
        journalist=Journalist.objects.create(
            name="Quokka journalist", email="quokka@press.example", language="en"
        ),
        guest_link=GuestLink.objects.create(
            purpose=GuestLink.Purpose.PASS,
            story=release.translation_key,
            name="Quokka guest",
            language="en",
            expires_at=factories.days_from_now(9),
        ),
        sign_off=SignOff.objects.create(
            link=GuestLink.objects.create(
                purpose=GuestLink.Purpose.SIGN_OFF,
                story=release.translation_key,
                name="Quokka guest",
                language="en",
                expires_at=factories.days_from_now(9),
            ),
            text_language="en",
        ),
        statement=factories.add_statement(person, "Quokka statement"),
        contact=factories.add_contact(institution, name={"en": "Quokka contact"}),
        publication=Publication.objects.create(title="Quokka paper", doi="10.1000/1"),
        series=factories.add_series(slug="quokka-series"),
        topic=factories.add_topic("quokka-topic"),
        **entities,
    )


@dataclass(frozen=True)
class Address:
    """An address of the admin, named as in ``reverse()`` or by its route."""

    name: str
    url: str


def addresses(things: SimpleNamespace) -> Iterator[Address]:
    """Yield all addresses below /admin/, each with the keys of things in it."""
    for name, route, pattern in _patterns(get_resolver()):
        if not route.startswith("admin/"):
            continue
        if name is None:
            yield Address(route, "/" + re.sub(r"\^|\$|\.\*", "", route))
        else:
            url = reverse(name, kwargs=_arguments(name, pattern, things))
            yield Address(name, url + _query(name, things))


def _patterns(
    resolver: URLResolver, route: str = "", namespace: str = ""
) -> Iterator[tuple[str | None, str, URLPattern]]:
    for one in resolver.url_patterns:
        whole = route + str(one.pattern)
        if isinstance(one, URLPattern):
            yield (one.name and namespace + one.name), whole, one
        else:
            inner = f"{namespace}{one.namespace}:" if one.namespace else namespace
            yield from _patterns(one, whole, inner)


def _arguments(name: str, pattern: URLPattern, things: SimpleNamespace) -> dict:
    """Return the arguments of an address; an unknown one is an error."""
    known = _known(name, things)
    names = pattern.pattern.converters or pattern.pattern.regex.groupindex
    try:
        return {one: known[one] for one in names}
    except KeyError as missing:
        raise NoReverseMatch(f"{name} needs {missing}; name it in _known()") from None


def _query(name: str, things: SimpleNamespace) -> str:
    """Return the query of an address that means nothing without."""
    if name == "wagtail_bulk_action":
        return f"?id={things.account.pk}"
    return f"?id={_key(name, things)}" if name.endswith(":find") else ""


def _known(name: str, things: SimpleNamespace) -> dict[str, Any]:
    """Return all arguments that addresses have, as one of them means them."""
    is_workflow = "workflow" in name and not name.startswith("wagtailadmin_workflows")
    page = things.draft if is_workflow or "revisions" in name else things.release
    known = {
        "pk": _key(name, things),
        "page_id": page.pk,
        "page_pk": page.pk,
        "page_to_move_id": page.pk,
        "parent_page_id": things.newsroom.pk,
        "destination_id": things.german.pk,
        "object_id": page.pk,
        "content_type_app_name": "news",
        "content_type_model_name": "pressreleasepage",
        "app_label": "news",
        "app_name": "core",
        "model_name": "pressreleasepage",
        "action_name": "approve" if is_workflow else "copy",
        "action": "delete",
        "language": "de",
        "kind": "institution",
        "task_id": things.task.pk,
        "task_state_id": things.state.current_task_state_id,
        "workflow_pk": things.workflow.pk,
        "workflow_state_id": things.state.pk,
        "revision_id": things.revision.pk,
        "revision_id_a": "earliest",
        "revision_id_b": "latest",
        "collection_id": things.collection.pk,
        "redirect_id": things.redirect.pk,
        "document_id": things.document.pk,
        "doc_id": things.document.pk,
        "image_id": things.picture.pk,
        "uploaded_file_id": things.upload.pk,
        "filter_spec": "max-100x100",
        "session_id": 1,
        "uidb64": "x",
        "token": "y",
    }
    if name.startswith("wagtailsnippets_partners_"):
        entity = name.partition(":")[0].removeprefix("wagtailsnippets_partners_")
        known["revision_id"] = getattr(things, entity).latest_revision_id
    return known | SPECIAL.get(name, {})


# Arguments that mean something else in one address.
SPECIAL = {
    "wagtail_bulk_action": {"app_label": "users", "model_name": "user"},
    "wagtailadmin_tag_model_autocomplete": {"app_name": "taggit", "model_name": "tag"},
    "wagtailadmin_workflows:add_task": {
        "app_label": "wagtailcore",
        "model_name": "groupapprovaltask",
    },
    "wagtailsettings:edit": {"model_name": "sitesettings"},
    "wagtailsettings:preview_on_edit": {"model_name": "sitesettings"},
    "simple_translation:submit_snippet_translation": {
        "app_label": "partners",
        "model_name": "institution",
    },
}


def _key(name: str, things: SimpleNamespace) -> int:
    """Return the key that an address means by ``pk``."""
    if "workflows" in name and "task" in name:
        return things.task.pk
    for part, thing in KEYS.items():
        if part in name:
            return getattr(things, thing).pk
    return things.release.pk


# What ``pk`` is the key of, by a part of the name of the address; else of a release.
KEYS = {
    "news_statement": "statement",
    "news_contact": "contact",
    "news_publication": "publication",
    "news_series": "series",
    "core_topic": "topic",
    "partners_institution": "institution",
    "partners_person": "person",
    "partners_partnership": "partnership",
    "partners_fact": "fact",
    "partners_merging:merged": "merge",
    "partners_merging:merge": "institution",
    "partners_merging:undo": "merge",
    "subscriptions_erase": "subscription",
    "statistics_entity": "institution",
    "barrier_report": "barrier",
    "news_act": "act",
    "news_change": "changed",
    "news_lift": "embargoed",
    "news_findings": "changed",
    "news_both": "changed",
    "news_languages": "changed",
    "news_new_like": "changed",
    "news_publish": "changed",
    "news_published": "changed",
    "news_translate": "changed",
    "guests_journalist": "journalist",
    "guests_link": "guest_link",
    "guests_sign_off": "sign_off",
    "wagtailadmin_collections": "collection",
    "wagtailadmin_workflows": "workflow",
    "wagtaillocales": "locale",
    "wagtailsites": "site",
    "wagtailsettings": "site",
    "wagtailusers_users": "account",
    "wagtailusers_groups": "group",
    "docs_chooser": "document",
    "images_chooser": "picture",
    "api:images": "picture",
    "api:documents": "document",
    "simple_translation": "institution",
}
