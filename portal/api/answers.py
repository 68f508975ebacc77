"""What all answers of the API have in common.

Plain views of Django REST framework, not Wagtail's API v2: that lists columns of
models by primary key. Here an item is a release as its record tells it, found by
its stable identity, with filters that join and with references looked up together;
of Wagtail's endpoints little more than the form of a list would be left. That form
(``meta`` with ``total_count``, ``items``, ``fields``) is kept.

The policies stand on the view and not in settings, because the API of Wagtail's
admin reads the same settings.
"""

from __future__ import annotations

from http import HTTPStatus
from typing import Any

from django.conf import settings
from django.http import Http404, HttpRequest
from django.http.response import HttpResponseBase
from django.utils.cache import (
    get_conditional_response,
    patch_cache_control,
    set_response_etag,
)
from django.utils.translation import override

from rest_framework.exceptions import APIException, NotFound, Throttled
from rest_framework.negotiation import BaseContentNegotiation
from rest_framework.renderers import JSONRenderer
from rest_framework.response import Response
from rest_framework.views import APIView

from portal.api.limits import POLICY, AddressThrottle
from portal.core.clock import cap_lifetime
from portal.core.structured_data import MAX_AGE

PROBLEM = "application/problem+json"
QUOTA_EXCEEDED = "https://iana.org/assignments/http-problem-types#quota-exceeded"
METHODS = "GET, HEAD, OPTIONS"
CROSS_ORIGIN = {
    "Access-Control-Allow-Origin": "*",
    "Access-Control-Allow-Methods": METHODS,
    "Access-Control-Allow-Headers": "*",
    "Access-Control-Expose-Headers": "ETag, RateLimit, RateLimit-Policy, Retry-After",
    "Access-Control-Max-Age": "86400",
}


class AlwaysJSON(BaseContentNegotiation):
    """Answers in JSON whatever is accepted: there is nothing else."""

    def select_parser(self, request, parsers):
        return None

    def select_renderer(self, request, renderers, format_suffix=None):
        return renderers[0], renderers[0].media_type


class Answer(APIView):
    """Answers in JSON to everybody alike, and so often to one address.

    Reads neither session nor cookie. Every answer, also a refusal, says what is
    left of the limit and may be read by scripts of any site.
    """

    renderer_classes = [JSONRenderer]
    parser_classes = []
    authentication_classes = []
    permission_classes = []
    content_negotiation_class = AlwaysJSON
    http_method_names = ["get", "head", "options"]

    limit: AddressThrottle

    def check_throttles(self, request) -> None:
        self.limit = AddressThrottle()
        if not self.limit.allow_request(request, self):
            raise Throttled(wait=self.limit.wait())

    def get_exception_handler(self):
        return problem

    def options(self, request, *args, **kwargs) -> Response:
        """Answer what a browser asks before it lets a script send a header."""
        return Response(status=HTTPStatus.NO_CONTENT, headers={"Allow": METHODS})

    def dispatch(self, request: HttpRequest, *args, **kwargs) -> HttpResponseBase:
        with override(settings.LANGUAGE_CODE):
            response = super().dispatch(request, *args, **kwargs).render()
        # Else the middleware would name the language that the browser prefers.
        language = response.headers.get("Content-Language", settings.LANGUAGE_CODE)
        is_found = response.status_code == HTTPStatus.OK
        if is_found:
            patch_cache_control(
                response, public=True, max_age=0, s_maxage=cap_lifetime(MAX_AGE)
            )
            set_response_etag(response)
            etag = response["ETag"]
            # Here and not in the middleware, whose 304 would lack what follows.
            response = get_conditional_response(request, etag=etag, response=response)
        elif response.status_code >= HTTPStatus.BAD_REQUEST:
            patch_cache_control(response, no_store=True)
        response["Content-Language"] = language
        for name, value in (CROSS_ORIGIN | self.limit.headers()).items():
            response[name] = value
        return response


class Unknown(Answer):
    """Says of an address below the API that there is nothing."""

    def get(self, request, *args, **kwargs) -> Response:
        raise NotFound(
            "There is nothing at this address; /api/v2/ lists what there is."
        )


def problem(error: Exception, context: dict) -> Response | None:
    """Return a refusal as RFC 9457 writes it; None for what is an error of ours."""
    if isinstance(error, Http404):
        error = NotFound(str(error))
    if not isinstance(error, APIException):
        return None
    status = HTTPStatus(error.status_code)
    body: dict[str, Any] = {
        "type": "about:blank",
        "title": status.phrase,
        "status": status.value,
        "detail": str(error.detail),
    }
    if parameter := getattr(error, "parameter", ""):
        body["parameter"] = parameter
    headers = {}
    if isinstance(error, Throttled):
        headers["Retry-After"] = str(error.wait)
        body |= {
            "type": QUOTA_EXCEEDED,
            "title": "Request cannot be satisfied as assigned quota has been exceeded",
            "detail": f"There were more than {settings.API_RATE.replace('/', ' requests a ')} "
            f"from your address. Wait {error.wait} seconds. Then ask for more items at "
            "once (limit=100), and again with the ETag of what you have.",
            "violated-policies": [POLICY],
        }
    return Response(body, status=status, headers=headers, content_type=PROBLEM)
