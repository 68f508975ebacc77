from wagtail import hooks
from wagtail.snippets.models import register_snippet

from partners import mention_feature
from partners.viewsets import PartnersViewSetGroup

register_snippet(PartnersViewSetGroup)
hooks.register("register_rich_text_features", mention_feature.register)
