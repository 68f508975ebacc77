from portal.core.models.external_media import ExternalMedium
from portal.core.models.file_uses import FileUse
from portal.core.models.generation import Generation
from portal.core.models.media import (
    CustomDocument,
    CustomImage,
    CustomRendition,
)
from portal.core.models.pages import BasePage
from portal.core.models.site_settings import SiteSettings
from portal.core.models.topics import Topic

__all__ = [
    "BasePage",
    "CustomDocument",
    "CustomImage",
    "CustomRendition",
    "ExternalMedium",
    "FileUse",
    "Generation",
    "SiteSettings",
    "Topic",
]
