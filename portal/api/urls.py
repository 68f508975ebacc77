"""The addresses below ``/api/``, made from the resources."""

from __future__ import annotations

from django.urls import path, re_path

from portal.api.answers import Unknown
from portal.api.resources import RESOURCES
from portal.api.views import Description, Detail, Index, List

urlpatterns = [
    path("v2/", Index.as_view(), name="api"),
    path("v2/openapi.json", Description.as_view(), name="api_description"),
]
for name, resource in RESOURCES.items():
    item = "".join(f"<{part.converter}:{part.name}>/" for part in resource.path)
    urlpatterns += [
        path(f"v2/{name}/", List.as_view(), {"name": name}),
        path(f"v2/{name}/{item}", Detail.as_view(), {"name": name}),
    ]
urlpatterns.append(re_path(r"^(?:.*/)?$", Unknown.as_view()))
