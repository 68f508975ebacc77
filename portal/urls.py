"""Every address of the site."""

from django.conf import settings
from django.conf.urls.i18n import i18n_patterns
from django.urls import include, path, re_path
from django.views.decorators.cache import never_cache
from django.views.generic import RedirectView

from wagtail import urls as wagtail_urls
from wagtail.admin import urls as wagtailadmin_urls
from wagtail.documents.views.serve import (
    authenticate_with_password as authenticate_for_collection,
)
from wagtail.utils.urlpatterns import decorate_urlpatterns
from wagtail.views import authenticate_with_password

from news.pages.views import short_address
from portal.api.page import page as api_page
from portal.core import serving
from portal.core.media import serve_document, serve_media
from portal.core.signed_in import signed_in
from portal.graph import views as graph
from portal.guests import urls as guests
from portal.home import feeds, views
from portal.home.gate import ask_for_rights
from portal.home.health import health
from portal.home.llms import llms
from portal.home.sitemaps import views as sitemaps
from portal.legal import urls as legal
from portal.privacy.views import choose
from portal.search.feeds import search_feed
from portal.search.views import search
from portal.subscriptions import urls as subscriptions

# No page is below "admin", "api", "id" or "_util": else Django would answer 302 to what
# is not found there, to look for it behind the prefix of a language. Nor is one where
# files are, under a name with a dot or longer than a slug.
NO_PAGES = r"admin/|api/|id/|_util/|(?:media|documents)/.*(?:\.|[^/]{256})"
PAGES = f"^(?!{NO_PAGES})" + wagtail_urls.serve_pattern.removeprefix("^")


urlpatterns = [
    path("admin/session/", signed_in, name="signed_in"),
    path(
        "admin/",
        include(decorate_urlpatterns(wagtailadmin_urls.urlpatterns, ask_for_rights)),
    ),
    re_path(r"^documents/(\d{1,19})/(.*)$", serve_document, name="wagtaildocs_serve"),
    re_path(
        r"^documents/authenticate_with_password/(?P<restriction_id>[0-9]{1,9})/$",
        authenticate_for_collection,
        name="wagtaildocs_authenticate_with_password",
    ),
    path("media/<path:name>", serve_media, name="media"),
    # Where Wagtail leads who may not read a page yet; it knows them by these names.
    path(
        "_util/authenticate_with_password/<int:page_view_restriction_id>/<int:page_id>/",
        never_cache(authenticate_with_password),
        name="wagtailcore_authenticate_with_password",
    ),
    path("_util/login/", views.sign_in, name="wagtailcore_login"),
    path("sitemap.xml", sitemaps.sitemap, name="sitemap"),
    path("sitemap-<int:number>.xml", sitemaps.section, name="sitemap_section"),
    path("news-sitemap.xml", sitemaps.news_sitemap, name="news_sitemap"),
    path("health/", health, name="health"),
    path("robots.txt", views.robots, name="robots"),
    path("llms.txt", llms, name="llms"),
    path("favicon.ico", RedirectView.as_view(url=f"{settings.STATIC_URL}img/icon.svg")),
    path("theme.css", views.theme, name="theme"),
    re_path(
        r"^pm/(?P<year>\d{4})-(?P<number>\d{1,5})(?P<suffix>[a-z]?)/$",
        short_address,
        name="short_address",
    ),
    path("id/<str:path>/", graph.identified, name="identified"),
    path("id/releases/<uuid:story>/<str:language>/", graph.release, name="release_id"),
    path("id/<str:kind>/<slug:slug>/", graph.entity, name="entity_id"),
    path("api/", include("portal.api.urls")),
    path("graph/graph.jsonld", graph.whole, name="graph_jsonld"),
    path("graph/<slug:name>.csv", graph.table, name="graph_table"),
    path("", views.best_language, name="best_language"),
    path(
        "<str:language>/not-translated/<uuid:key>/",
        views.not_translated,
        name="not_translated",
    ),
    path(
        "<str:language>/not-translated/<int:page_id>/", views.not_translated_by_number
    ),
    *subscriptions.reports,
]
urlpatterns += i18n_patterns(
    path("search/", search, name="search"),
    path("search/feed/", search_feed, {"form": "rss"}, name="search_feed"),
    path("search/feed/atom/", search_feed, {"form": "atom"}),
    path("search/feed/json/", search_feed, {"form": "json"}),
    path("privacy-choices/", choose, name="privacy_choices"),
    path("feeds/", feeds.feeds, name="feeds"),
    path("feeds/opml/", feeds.opml, name="opml"),
    path("graph/", graph.page, name="graph"),
    *legal.urlpatterns,
    *subscriptions.urlpatterns,
    *guests.urlpatterns,
    path("api/", api_page, name="api_page"),
    re_path(PAGES, serving.serve, name="wagtail_serve"),
)
handler400 = "portal.home.views.bad_request"
handler404 = "portal.home.views.page_not_found"
handler500 = "portal.home.views.server_error"
