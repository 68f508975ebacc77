"""The form of a document."""

from wagtail.documents.forms import BaseDocumentForm

from portal.core.ending_files import EndingFileMixin
from portal.core.right_to_change import PublishedForm


class DocumentForm(EndingFileMixin, PublishedForm, BaseDocumentForm):
    """A document with the last day of its licence."""

    unseen_fields = frozenset({"collection", "tags"})
