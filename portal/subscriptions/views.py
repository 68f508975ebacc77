"""The pages on which visitors subscribe, confirm, change and end.

None of them sets or reads a cookie, so none has a token against forged requests.
What a forged request could do is bounded otherwise. The two public forms only ever
send one mail that asks or informs: at most one an hour to an address, and a few an
hour for a network (``portal.core.limits``). Every other form stands at an address
with a secret that only the owner of the mailbox has; who can forge that request needs
no forgery.
"""

from __future__ import annotations

from urllib.parse import urlencode

from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods, require_safe

from portal.core.languages import content_languages
from portal.subscriptions import consent, lists, personal_data
from portal.subscriptions.forms import AddressForm, ChoiceForm, SubscribeForm
from portal.subscriptions.models import LONGEST_QUERY, UNCONFIRMED_KEPT, Subscription

get_or_post = require_http_methods(["GET", "HEAD", "POST"])


@csrf_exempt
@sensitive_post_parameters("email")
@get_or_post
def subscribe(request: HttpRequest) -> HttpResponseBase:
    """Let a visitor ask for the list that the query names.

    The answer to a form in order is the same for every address, known or not.
    """
    language = get_language()
    try:
        listing = lists.asked_for(request.GET.dict(), language)
    except lists.UnknownListError:
        raise Http404 from None
    canonical = urlencode(listing.query)
    if len(canonical) > LONGEST_QUERY:
        raise Http404
    form = SubscribeForm(
        request.POST if request.method == "POST" else None,
        languages=listing.languages.codes or (language,),
        initial={"language": language},
    )
    if request.method == "POST" and form.is_accepted(request, "email"):
        if not form.is_trapped:
            email = form.cleaned_data["email"]
            consent.ask(email, listing, canonical, form.choice())
        return _see_other("subscribe_sent")
    return _page(
        request,
        "subscribe",
        _("Subscribe by e-mail"),
        form=form,
        listing=listing,
        days=UNCONFIRMED_KEPT.days,
    )


@require_safe
def subscribe_sent(request: HttpRequest) -> HttpResponse:
    """Say that a mail is on its way, if one is."""
    return _page(request, "sent", _("Look into your mailbox"))


@csrf_exempt
@sensitive_post_parameters("email")
@get_or_post
def request_data(request: HttpRequest) -> HttpResponseBase:
    """Let a mail with the way to the data go to the address that is entered."""
    form = AddressForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_accepted(request, "email"):
        if not form.is_trapped:
            consent.ask_for_data(form.cleaned_data["email"])
        return _see_other("subscribe_sent")
    return _page(request, "request_data", _("Your subscriptions and data"), form=form)


@csrf_exempt
@never_cache
@get_or_post
def confirm(request: HttpRequest, token: str) -> HttpResponse:
    """Confirm with a button: programs that look into mails follow links."""
    subscription = _find(token)
    if subscription is None or (not subscription.is_active and subscription.is_expired):
        return _gone(request)
    if request.method == "POST":
        consent.activate(subscription)
    title = _("Confirmed") if subscription.is_active else _("Confirm the subscription")
    return _page(request, "confirm", title, subscription=subscription)


@csrf_exempt
@never_cache
@get_or_post
def end(request: HttpRequest, token: str) -> HttpResponse:
    """End a subscription: at once when it is posted, as mail programs do (RFC 8058).

    Who posts a second time is told the same; a link shows a page with a button.
    """
    subscription = _find(token)
    if request.method == "POST":
        if subscription:
            subscription.delete()
        return _page(request, "ended", _("The subscription has ended"))
    if subscription is None:
        return _gone(request)
    return _page(request, "end", _("End the subscription"), subscription=subscription)


@csrf_exempt
@never_cache
@get_or_post
def manage(request: HttpRequest, token: str) -> HttpResponseBase:
    """Show all subscriptions of an address to its owner, and do what they decide."""
    subscription = _find(token)
    if subscription is None:
        return _gone(request)
    rows = list(Subscription.objects.of(subscription.email).order_by("pk"))
    if request.method == "POST" and "erase" in request.POST:
        consent.erase(subscription.email)
        return _page(request, "erased", _("Everything was deleted"))
    forms = {row.pk: ChoiceForm.of(row) for row in rows}
    if request.method == "POST":
        chosen = {str(row.pk): row for row in rows}.get(request.POST.get("list", ""))
        if chosen and _decide(request, chosen, forms):
            left = chosen if chosen.pk else next((r for r in rows if r.pk), None)
            if left is None:
                return _page(request, "ended", _("The subscription has ended"))
            return _see_other("subscription_manage", left.token)
    return _page(
        request,
        "manage",
        _("Your subscriptions"),
        subscription=subscription,
        rows=[(row, forms[row.pk]) for row in rows],
    )


def _decide(
    request: HttpRequest, subscription: Subscription, forms: dict[int, ChoiceForm]
) -> bool:
    """Do what a button of a subscription says; tell whether its form was in order."""
    if "end" in request.POST:
        subscription.delete()
        return True
    if "begin" in request.POST:
        consent.activate(subscription)
        return True
    form = forms[subscription.pk] = ChoiceForm.of(subscription, request.POST)
    if form.is_valid():
        consent.change(subscription, form.choice())
    return form.is_valid()


@never_cache
@require_safe
def data(request: HttpRequest, token: str) -> HttpResponse:
    """Hand out all that is stored of an address as JSON."""
    subscription = _find(token)
    if subscription is None:
        return _gone(request)
    return JsonResponse(
        personal_data.of(subscription.email),
        headers={"Content-Disposition": 'attachment; filename="subscriptions.json"'},
        json_dumps_params={"ensure_ascii": False, "indent": 2},
    )


def _find(token: str) -> Subscription | None:
    return Subscription.objects.filter(token=token).first()


def _see_other(name: str, *args: str) -> HttpResponseBase:
    response = redirect(reverse(name, args=args))
    response.status_code = 303
    return response


def _gone(request: HttpRequest) -> HttpResponse:
    return _page(request, "gone", _("This link leads nowhere any more"), status=404)


def _page(
    request: HttpRequest, name: str, title: str, status: int = 200, **context
) -> HttpResponse:
    return render(
        request,
        f"subscriptions/{name}.html",
        context | {"page_title": title, "languages": content_languages()},
        status=status,
    )
