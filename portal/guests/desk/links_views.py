"""What editors do for guests of a release, and see of them."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime
from typing import Any

from django import forms
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext
from django.views.generic import FormView, TemplateView

from wagtail.admin import messages

from news.desk.confirming import ConfirmedView
from news.desk.headings import HeadedByRelease
from news.pages import PressReleasePage
from news.publishing import stories
from portal.guests import approvals, giving
from portal.guests.addresses import address_of
from portal.guests.desk.forms import ExpiryForm, PassesForm, ShareForm
from portal.guests.lifting import find_lift
from portal.guests.mails import Kind
from portal.guests.models import WITHOUT, GuestLink, SignOff
from portal.guests.texts import find_drafts


def may_give_passes(release: PressReleasePage, user) -> bool:
    """Tell whether somebody may let journalists in: who may publish may."""
    return release.permissions_for_user(user).can_publish()


def may_change(link: GuestLink, release: PressReleasePage, user) -> bool:
    """Tell whether somebody may revoke or extend a link."""
    if link.purpose == GuestLink.Purpose.PASS:
        return may_give_passes(release, user)
    return release.permissions_for_user(user).can_edit()


def may_go_without(release: PressReleasePage, user) -> bool:
    """Tell whether somebody may let a release go on without a required sign-off."""
    return may_give_passes(release, user) and user.has_perm(WITHOUT)


def may_require(release: PressReleasePage, user) -> bool:
    """Tell whether somebody may ask for a sign-off without which nothing is published.

    Of what is approved and waits for its time, who may publish all of it: without the
    answer it would not become public.
    """
    story = release.translation_key
    return find_lift(story) is None or all(
        version.permissions_for_user(user).can_publish()
        for version in stories.versions_of(story)
    )


def list_sign_offs(release: PressReleasePage) -> list[dict]:
    """Return who was asked to sign off a release, what came of it, what is missing.

    Each with the earlier ones in whose place it is, the first one first.
    """
    story = release.translation_key
    found = find_drafts(story)
    missing = {one.pk for one in approvals.find_missing(story, found)}
    everybody = SignOff.objects.of(story).prefetch_related("comments", "link__accesses")
    by_key = {one.pk: one for one in everybody}
    followed = {one.follows_id for one in by_key.values()}
    return [
        {
            "sign_off": one,
            "state": approvals.find_state(one, found),
            "is_missing": one.pk in missing,
            "about": one.person or one.institution,
            "earlier": _list_earlier(one, by_key),
        }
        for one in by_key.values()
        if one.pk not in followed
    ]


def _list_earlier(sign_off: SignOff, by_key: dict[int, SignOff]) -> list[SignOff]:
    earlier: list[SignOff] = []
    while sign_off.follows_id:
        sign_off = by_key[sign_off.follows_id]
        earlier.insert(0, sign_off)
    return earlier


class GuestsView(HeadedByRelease, TemplateView):
    """Lists the guests of a release: who they are, and what they have opened when."""

    template_name = "guests/desk/guests.html"
    page_title = gettext_lazy("Guests")
    header_icon = "group"

    def dispatch(self, request: HttpRequest, pk: int) -> HttpResponseBase:
        pages = PressReleasePage.objects.select_related("locale")
        self.release = get_object_or_404(pages, pk=pk)
        if not self.release.permissions_for_user(request.user).can_edit():
            raise PermissionDenied
        return super().dispatch(request, pk=pk)

    def _shown(self) -> Iterator[tuple[str, str]]:
        """Yield the kinds of links somebody may see; of journalists, who lets them in."""
        if may_give_passes(self.release, self.request.user):
            yield GuestLink.Purpose.PASS, _("Embargo passes")
        yield GuestLink.Purpose.SHARE, _("Share links")

    def get_context_data(self, **kwargs) -> dict:
        user = self.request.user
        story = self.release.translation_key
        links = GuestLink.objects.filter(story=story).prefetch_related("accesses")
        return super().get_context_data(**kwargs) | {
            "release": self.release,
            "lift": find_lift(story),
            "may_give_passes": may_give_passes(self.release, user),
            "may_go_without": may_go_without(self.release, user),
            "sign_offs": list_sign_offs(self.release),
            "groups": [
                {
                    "heading": heading,
                    "rows": [
                        {"link": one, "may": may_change(one, self.release, user)}
                        for one in links
                        if one.purpose == purpose
                    ],
                }
                for purpose, heading in self._shown()
            ],
        }


class PassesView(ConfirmedView):
    """Gives passes to many in one step, after a look at who gets one."""

    template_name = "guests/desk/form.html"
    confirm_template_name = "guests/desk/confirm_passes.html"
    form_class = PassesForm
    page_title = gettext_lazy("Give embargo passes")
    header_icon = "group"

    def check_permission(self) -> None:
        if not may_give_passes(self.release, self.request.user):
            raise PermissionDenied

    @cached_property
    def lift(self) -> datetime | None:
        """When the embargo lifts; None where no text is approved."""
        return find_lift(self.release.translation_key)

    def get_form_kwargs(self) -> dict:
        return super().get_form_kwargs() | {"is_approved": self.lift is not None}

    def get_initial(self) -> dict:
        return {"expires_at": (self.lift or timezone.now()) + giving.PASS_FOR}

    def foresee(self, form: PassesForm) -> dict:
        """Name those who get a mail."""
        return {
            "journalists": form.find_chosen(),
            "expires_at": form.cleaned_data["expires_at"],
            "lift": self.lift,
        }

    def act(self, form: PassesForm) -> HttpResponse:
        until = form.cleaned_data["expires_at"]
        given = giving.give_passes(
            self.release, form.find_chosen(), until, self.request.user
        )
        text = ngettext(
            "%(count)d journalist gets a mail with a pass.",
            "%(count)d journalists get a mail with a pass.",
            len(given),
        )
        messages.success(self.request, text % {"count": len(given)})
        return redirect("guests_release", self.release.pk)


class ShareView(ConfirmedView):
    """Makes a link to a draft, and shows it this once."""

    template_name = "guests/desk/form.html"
    form_class = ShareForm
    page_title = gettext_lazy("Share the draft")
    header_icon = "link"

    def check_permission(self) -> None:
        if not self.release.permissions_for_user(self.request.user).can_edit():
            raise PermissionDenied

    def get_initial(self) -> dict:
        return {
            "expires_at": timezone.now() + giving.SHARE_FOR,
            "language": self.release.language,
        }

    def form_valid(self, form: Any) -> HttpResponse:
        link, token = giving.share(
            self.release,
            form.cleaned_data["name"],
            form.cleaned_data["language"],
            form.cleaned_data["expires_at"],
            self.request.user,
        )
        self.template_name = "guests/desk/shared.html"
        context = self.get_context_data(form=form, link=link)
        response = self.render_to_response(
            context | {"address": address_of(link, token)}
        )
        response["Cache-Control"] = "no-store, private"
        return response


class LinkView(HeadedByRelease, FormView):
    """An act on one link."""

    header_icon = "link"

    def dispatch(self, request: HttpRequest, pk: int) -> HttpResponseBase:
        self.link = get_object_or_404(GuestLink, pk=pk)
        versions = PressReleasePage.objects.filter(translation_key=self.link.story)
        release = versions.select_related("locale").order_by("pk").first()
        if release is None or not may_change(self.link, release, request.user):
            raise PermissionDenied
        self.release = release
        return super().dispatch(request, pk=pk)

    def get_page_subtitle(self) -> str:
        return self.link.guest

    def get_context_data(self, **kwargs) -> dict:
        more = {"release": self.release, "link": self.link}
        return super().get_context_data(**kwargs) | more

    def get_success_url(self) -> str:
        return reverse("guests_release", args=[self.release.pk])


class ConfirmForm(forms.Form):
    """A form with nothing but its button."""


class RevokeView(LinkView):
    """Asks whether a link shall open nothing any more."""

    template_name = "guests/desk/revoke.html"
    page_title = gettext_lazy("Revoke the link")
    form_class = ConfirmForm

    def form_valid(self, form: Any) -> HttpResponse:
        giving.revoke(self.link, self.release, self.request.user)
        messages.success(self.request, _("The link opens nothing any more."))
        return super().form_valid(form)


class ExtendView(LinkView):
    """Asks until when a link is valid."""

    template_name = "guests/desk/extend.html"
    page_title = gettext_lazy("Change how long the link is valid")
    form_class = ExpiryForm

    def get_initial(self) -> dict:
        return {"expires_at": self.link.expires_at}

    def form_valid(self, form: ExpiryForm) -> HttpResponse:
        until = form.cleaned_data["expires_at"]
        giving.extend(self.link, self.release, until, self.request.user)
        messages.success(self.request, _("The link is valid until the new time."))
        return super().form_valid(form)


class SendAgainView(LinkView):
    """Asks whether a guest shall get another mail with a link."""

    template_name = "guests/desk/send_again.html"
    page_title = gettext_lazy("Send the link again")
    form_class = ConfirmForm

    def form_valid(self, form: Any) -> HttpResponse:
        if self.link.email and self.link.is_valid:
            kind = {GuestLink.Purpose.SIGN_OFF: Kind.SIGN_OFF}
            giving.send_again(
                self.link,
                kind.get(GuestLink.Purpose(self.link.purpose), Kind.PASS),
                self.release,
                self.request.user,
            )
            messages.success(self.request, _("A mail with another link is on its way."))
        return super().form_valid(form)
