"""How static files are stored for serving."""

from whitenoise.storage import CompressedManifestStaticFilesStorage


class HashedStaticStorage(CompressedManifestStaticFilesStorage):
    """Static files under names that change with their content, compressed."""

    support_js_module_import_aggregation = True
