"""Who is signed in to the admin, asked by a form that is open for long."""

from __future__ import annotations

from django.http import HttpRequest, JsonResponse
from django.middleware.csrf import get_token
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from wagtail.admin.utils import get_user_display_name


@never_cache
@require_safe
def signed_in(request: HttpRequest) -> JsonResponse:
    """Say who may use the admin now, with a token for their forms.

    Both are empty strings for those who have to sign in.
    """
    user = request.user
    if not user.has_perm("wagtailadmin.access_admin"):
        return JsonResponse({"user": "", "name": "", "token": ""})
    return JsonResponse(
        {
            "user": str(user.pk),
            "name": get_user_display_name(user),
            "token": get_token(request),
        }
    )
