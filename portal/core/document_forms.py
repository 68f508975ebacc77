"""The form of a document."""

from wagtail.documents.forms import BaseDocumentForm

from portal.core.ending_files import EndingFileMixin


class DocumentForm(EndingFileMixin, BaseDocumentForm):
    """A document with the last day of its licence."""
