"""Admin forms of institutions, people and partnerships."""

from __future__ import annotations

from collections import defaultdict
from datetime import date
from itertools import pairwise
from typing import TYPE_CHECKING

from django import forms
from django.utils.functional import Promise
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from wagtail import hooks
from wagtail.admin.forms.models import WagtailAdminModelForm

from partners.addresses import free_slug
from partners.countries import CountryField
from partners.instruments import Instrument
from partners.validity import possible_days
from portal.core.forms import KeepPublishedMixin, RowsMixin, VisibleTextsMixin
from portal.core.slugs import UNWRITABLE, ascii_slug

if TYPE_CHECKING:
    from collections.abc import Callable
    from typing import Any


BY_HAND = "by-hand"


def find_stories() -> list[tuple[str, str | Promise]]:
    """Return with what the draft of an entry may become public: key and words.

    Stories that lie ahead are those of ``partners_stories_ahead`` hooks, which return
    pairs of key and title; this app knows nothing of them.
    """
    stories = [
        (str(story), title)
        for hook in hooks.get_hooks("partners_stories_ahead")
        for story, title in hook()
    ]
    return [
        ("", _("What is new: with the first release that names it")),
        (BY_HAND, _("By hand only")),
        *stories,
    ]


class DraftForm(KeepPublishedMixin, VisibleTextsMixin, WagtailAdminModelForm):
    """The form of an entry whose draft may wait for a release."""

    goes_with = forms.ChoiceField(
        label=_("Becomes public"),
        required=False,
        choices=find_stories,
        help_text=_(
            "A draft becomes public with the release that is chosen here, as it is when"
            " that is published or scheduled. It can always be published by hand."
        ),
    )


class DatedRowsMixin(RowsMixin):
    """A form with rows that hold for some time.

    What it refuses, PostgreSQL refuses as well (migration ``0006_no_overlaps``),
    but without saying where.
    """

    def refuse_overlaps(
        self,
        relation: str,
        *fields: str,
        beside: str,
        message: str,
        among: Callable[[Any], bool] = lambda row: True,
    ) -> None:
        """Refuse rows that hold at one time with the same values in some fields.

        The message stands beside a field of the later row. ``among`` says which
        rows are compared, all by default.
        """
        alike = defaultdict(list)
        for form in self.rows(relation):
            row = form.instance
            if not among(row):
                continue
            earlier = alike[tuple(form.cleaned_data.get(field) for field in fields)]
            if any(row.overlaps(other) for other in earlier):
                form.add_error(beside, message)
            earlier.append(row)

    def check_names(self) -> None:
        """Refuse two official names in one language at one time."""
        self.refuse_overlaps(
            "names",
            "language",
            beside="text",
            message=gettext(
                "There is already an official name in this language at this time."
            ),
            among=lambda name: name.kind == "official",
        )


class SluggedForm(DatedRowsMixin, DraftForm):
    """A form whose entry gets a slug from its name where none is written."""

    def __init__(self, *args, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        if "slug" in self.fields and not self.instance.pk:
            slug = self.fields["slug"]
            slug.required = False
            slug.help_text = _("The last part of the address. Left empty: the name.")

    def check_rows(self) -> None:
        # A draft may be without a name, but not without a slug: there is one of each.
        if self.instance.slug:
            return
        name = self.first_name()
        if name and "slug" in self.fields and not ascii_slug(name):
            self.add_error("slug", UNWRITABLE)
        self.instance.slug = free_slug(type(self.instance), name)

    def first_name(self) -> str:
        """Return what the entry is called in the form."""
        names = [form.cleaned_data.get("text") for form in self.rows("names")]
        return next((name for name in names if name), "")


class InstitutionForm(SluggedForm):
    """The form of an institution."""

    country = CountryField()

    def check_rows(self) -> None:
        super().check_rows()
        self.check_names()
        self.refuse_overlaps(
            "boilerplates",
            "language",
            beside="valid_from",
            message=gettext(
                "Another boilerplate in this language is valid at this time."
            ),
        )
        self.refuse_overlaps(
            "relations",
            "kind",
            "target",
            beside="target",
            message=gettext("This relation stands here already at this time."),
        )
        self.check_relations()
        self.refuse_repetition("identifiers", "value", "scheme")

    def check_relations(self) -> None:
        """Refuse shares above 100 percent, and ties that lead back to oneself."""
        rows = self.rows("relations")
        relations = [form.instance for form in rows]
        relation_model = self.instance._meta.get_field("relations").related_model
        circular = relation_model.in_circles(self.instance, relations)
        for form in rows:
            if form.instance.exceeds_shares(relations):
                form.add_error(
                    "share_percent",
                    _("The shares of all funders at one time exceed 100 percent."),
                )
            # The row of the model says so as well, once it knows whose row it is.
            if form.instance.target_id == self.instance.pk:
                form.add_error(
                    "target", _("An institution has no relation with itself.")
                )
            elif any(form.instance is relation for relation in circular):
                form.add_error(
                    "target",
                    _("An institution cannot be part of one of its own parts."),
                )


def offer_no_erasure(form: forms.ModelForm) -> None:
    """Leave out of a form for somebody new that the person is erased."""
    status = form.fields.get("status")
    if isinstance(status, forms.ChoiceField) and not form.instance.pk:
        choices = form.instance.Status.choices
        status.choices = [one for one in choices if one[0] != "erased"]


class PersonForm(SluggedForm):
    """The form of a person."""

    def __init__(self, *args, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        offer_no_erasure(self)

    def check_rows(self) -> None:
        self.end_earlier_names()
        super().check_rows()
        self.refuse_overlaps(
            "names",
            beside="text",
            message=gettext("There is already a name at this time."),
            among=lambda name: name.kind == "official",
        )
        self.refuse_overlaps(
            "affiliations",
            beside="is_primary",
            message=gettext("There is already a primary affiliation at this time."),
            among=lambda affiliation: affiliation.is_primary,
        )
        self.refuse_repetition("identifiers", "value", "scheme")

    def end_earlier_names(self) -> None:
        """Let a name without an end hold until the next one begins.

        A new name or title is one new row with its first day; nobody has to write
        that day a second time.
        """
        forms = [f for f in self.rows("names") if f.instance.kind == "official"]
        forms.sort(key=lambda form: form.instance.valid_from or date.min)
        for form, following in pairwise(forms):
            name, successor = form.instance, following.instance
            if name.valid_to is None and name.valid_from != successor.valid_from:
                name.valid_to = successor.valid_from
                name.valid_to_precision = successor.valid_from_precision
                # What is not changed is not stored.
                form.changed_data.append("valid_to")


class PartnershipForm(SluggedForm):
    """The form of a partnership."""

    instruments = forms.MultipleChoiceField(
        label=_("What is shared"),
        choices=Instrument,
        widget=forms.CheckboxSelectMultiple,
        required=False,
    )

    def check_rows(self) -> None:
        super().check_rows()
        self.check_names()
        self.refuse_overlaps(
            "members",
            "institution",
            "role",
            beside="institution",
            message=gettext("This institution already has this role at this time."),
        )
        members = [form.instance for form in self.rows("members")]
        for form in self.rows("roles"):
            role = form.instance
            if role.representing_id and not _is_member(role, members):
                form.add_error(
                    "representing",
                    _("This institution is not a member at that time."),
                )


def _is_member(role: Any, members: list[Any]) -> bool:
    """Tell whether whom a role represents is a member when it starts and ends.

    As far as both days are known: a role since "2022" may be that of a member
    since May 2022, and an open side asks for nothing.
    """
    own = [one for one in members if one.institution_id == role.representing_id]
    starts, ends = role.valid_from, role.valid_to
    began = starts is None or any(
        one.interval.shared_with(possible_days(starts, role.valid_from_precision))
        for one in own
    )
    lasted = ends is None or any(
        (one.valid_from is None or one.valid_from < ends)
        and (one.valid_to is None or ends <= one.valid_to)
        for one in own
    )
    return bool(own) and began and lasted
