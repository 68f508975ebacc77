"""Index what was saved, forget what was deleted."""

from django.db.models.signals import post_delete, post_save

from partners.mergeable import hidden
from partners.models import Institution, Partnership, Person
from portal.core.models import BasePage
from portal.search import indexing


def connect() -> None:
    """Listen to the models that can be found."""
    post_save.connect(index_saved_page, dispatch_uid="search.page")
    for model in (Institution, Partnership, Person):
        name = model._meta.model_name
        post_save.connect(index_saved_entity, model, dispatch_uid=f"search.{name}")
        post_delete.connect(
            forget_deleted_entity, model, dispatch_uid=f"search.{name}.deleted"
        )
    hidden.connect(forget_deleted_entity, dispatch_uid="search.hidden")


def index_saved_page(sender, instance, raw=False, **kwargs) -> None:
    """Index a page under its most specific type.

    As it stands in the database: saving a draft sends this signal with the draft.
    """
    if not raw and isinstance(instance, BasePage) and sender is type(instance):
        indexing.index_page(sender.objects.get(pk=instance.pk))


def index_saved_entity(sender, instance, raw=False, **kwargs) -> None:
    """Index an institution, a person or a partnership."""
    if not raw:
        indexing.index_entity(instance)


def forget_deleted_entity(sender, instance, **kwargs) -> None:
    """Remove what was deleted, or merged into something else, from the index."""
    indexing.forget_entity(instance)
