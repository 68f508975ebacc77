"""How files are stored: static ones for serving, uploaded ones whole or not at all."""

from contextlib import suppress

from django.core.files.base import File
from django.core.files.storage import FileSystemStorage

from whitenoise.storage import CompressedManifestStaticFilesStorage


class HashedStaticStorage(CompressedManifestStaticFilesStorage):
    """Static files under names that change with their content, compressed."""

    support_js_module_import_aggregation = True


class WholeFileStorage(FileSystemStorage):
    """Uploaded files in a folder; a full disk leaves no beginning of a file there."""

    def _save(self, name: str, content: File) -> str:
        try:
            return super()._save(name, content)  # type: ignore[misc]
        except OSError:
            # Nothing had this name before: Django looks for a free one.
            with suppress(OSError):
                self.delete(name)
            raise
