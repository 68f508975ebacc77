"""What scripts of the admin read of pictures and documents."""

from __future__ import annotations

from django.db.models import QuerySet

from rest_framework.authentication import SessionAuthentication

from wagtail.documents.api.admin.views import DocumentsAdminAPIViewSet
from wagtail.images.api.admin.views import ImagesAdminAPIViewSet
from wagtail.permissions import policy_registry


class ChoosableMixin:
    """Lists what the person who is signed in may choose, and nothing else."""

    authentication_classes = [SessionAuthentication]

    def get_queryset(self) -> QuerySet:
        policy = policy_registry.get_by_type(self.model)  # type: ignore[attr-defined]
        choosable = policy.instances_user_has_any_permission_for(
            self.request.user,  # type: ignore[attr-defined]
            ["choose"],
        )
        return super().get_queryset().filter(pk__in=choosable.values("pk"))  # type: ignore[misc]


class ChoosableImagesAPI(ChoosableMixin, ImagesAdminAPIViewSet):
    pass


class ChoosableDocumentsAPI(ChoosableMixin, DocumentsAdminAPIViewSet):
    pass
