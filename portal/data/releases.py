"""Releases as the API tells them: from their records, so as of their day."""

from __future__ import annotations

from operator import attrgetter
from typing import cast

from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from news.pages import PressReleasePage
from news.querysets import PressReleaseQuerySet
from news.record.build import FEED_PICTURE
from news.syndication.feeds.entries import full_content
from portal.core.addresses import absolute
from portal.data import columns, parts, records, schemas
from portal.data.fields import Field, Fields, Instant, Node, Reader
from portal.data.schemas import HOST


def _number(row: PressReleasePage, _reader: Reader) -> Node | None:
    if not (row.series and row.number):
        return None
    return {
        "label": row.record.number or row.number_label,
        "series": row.series.slug,
        "year": row.number_year,
        "number": row.number,
        "suffix": row.number_suffix,
    }


def _html(row: PressReleasePage, reader: Reader) -> str:
    if not (row.feed_html or row.notices):
        return ""
    return full_content(row, row.full_url, reader.ended)


def load_text(rows: QuerySet) -> QuerySet:
    """Load the text of releases with them."""
    return cast("PressReleaseQuerySet", rows).with_text()


def _notices(row: PressReleasePage, _reader: Reader) -> list[Node]:
    return [
        {name: notice[name] for name in ("kind", "what", "why", "at")}
        | {
            "what_language": notice.get("what_language") or row.language,
            "why_language": notice.get("why_language", "") if notice["why"] else "",
        }
        for notice in row.notices
    ]


FIELDS: Fields = {
    "id": Field(
        _("Stable identity; the address never changes."),
        schemas.address(f"{HOST}/id/releases/{records.STORY}/en/"),
        lambda row, reader: reader.identity(row.identity_path),
        columns={"id": columns.identity("", "identity_path")},
    ),
    "api_url": Field(
        _("Address of this item in the API."),
        schemas.address(f"{HOST}/api/v2/releases/{records.STORY}/en/"),
        lambda row, reader: reader.api_url(row.identity_path),
    ),
    "url": Field(
        _("Page for people; its address may change."),
        schemas.address(f"{HOST}/en/newsroom/ellis/"),
        lambda row, _reader: row.full_url,
        columns={"url": attrgetter("full_url")},
    ),
    "short_url": Field(
        _("Permanent short address of a numbered release; null without a number."),
        schemas.maybe(schemas.address(f"{HOST}/pm/2020-15/")),
        lambda row, _reader: absolute(row.short_path) if row.short_path else None,
    ),
    "story": Field(
        _("Key that all language versions share."),
        schemas.text(records.STORY, format="uuid"),
        lambda row, _reader: str(row.translation_key),
        columns={"story": attrgetter("translation_key")},
    ),
    "language": Field(
        _("Language of all texts of the item."),
        parts.language_schema(""),
    ),
    "is_translation": Field(
        _("Whether another language version is the original."),
        schemas.flag(),
    ),
    "kind": Field(
        _("Kind of release."),
        schemas.word(PressReleasePage.Kind.values, "press_release"),
    ),
    "number": Field(
        _("Number of the story; null for news without one."),
        schemas.maybe(schemas.known("ReleaseNumber")),
        _number,
        columns={
            "series": lambda row: row.series.slug if row.series else "",
            **columns.attributes("number_year", "number", "number_suffix"),
        },
    ),
    "kicker": Field(_("Word above the headline."), schemas.text("Cooperation")),
    "title": Field(_("Headline."), schemas.text("Two sciences, one unit")),
    "standfirst": Field(
        _("Sentence under the headline."),
        schemas.text("A joint unit begins its work."),
    ),
    "dateline_place": Field(
        _("Place of the dateline."),
        schemas.text("Heidelberg"),
    ),
    "released_at": Instant(
        _("When it became public; all names in it are those of this day."),
        schemas.instant("2020-08-06T10:00:00+02:00"),
    ),
    "updated_at": Instant(
        _("When its content last changed; at first when it became public."),
        schemas.instant("2020-08-07T09:00:00+02:00"),
    ),
    "is_withdrawn": Field(
        _("Whether it was withdrawn; then it has no text any more."),
        schemas.flag(),
    ),
    "notices": Field(
        _("Corrections, additions and withdrawals, the oldest first."),
        schemas.list_of(schemas.known("Notice")),
        _notices,
    ),
    "evidence": Field(
        _("Scientific evidence behind it."),
        schemas.word(PressReleasePage.Evidence.values, "none"),
        lambda row, _reader: row.evidence_status,
        columns=columns.attributes("evidence_status"),
    ),
    "topics": Field(
        _("Topics."),
        schemas.list_of(schemas.known("Topic")),
        records.read_all("topics", records.TOPIC),
    ),
    "picture": Field(
        _("Lead picture; null without one."),
        schemas.maybe(schemas.known("Picture")),
        lambda row, _reader: parts.picture(row.lead_image, FEED_PICTURE),
        needs=lambda rows: rows.select_related("lead_image").prefetch_related(
            "lead_image__renditions"
        ),
    ),
    "issuers": Field(
        _("Institutions that issue it, the lead issuer first."),
        schemas.list_of(schemas.known("InstitutionInRelease")),
        records.read_all("issuers", records.INSTITUTION),
    ),
    "institutions": Field(
        _("Other institutions in it."),
        schemas.list_of(schemas.known("InstitutionInRelease")),
        records.read_all("institutions", records.INSTITUTION),
    ),
    "people": Field(
        _("People in it."),
        schemas.list_of(schemas.known("PersonInRelease")),
        records.read_all("people", records.PERSON),
    ),
    "partnerships": Field(
        _("Partnerships in it."),
        schemas.list_of(schemas.known("PartnershipInRelease")),
        records.read_all("partnerships", records.PARTNERSHIP),
    ),
    "versions": Field(
        _("The same story in other languages."),
        schemas.list_of(schemas.known("Version")),
        lambda row, reader: reader.versions(row),
    ),
    "bylines": Field(
        _("Who wrote it."),
        schemas.list_of(schemas.known("Byline")),
        records.read_all("bylines", records.BYLINE),
        in_lists=False,
    ),
    "html": Field(
        _("Whole text as plain HTML with absolute addresses."),
        schemas.text("<p><strong>A joint unit begins its work.</strong></p>"),
        _html,
        needs=load_text,
        in_lists=False,
    ),
    "statements": Field(
        _("Quoted statements."),
        schemas.list_of(schemas.known("Statement")),
        lambda row, reader: [
            records.STATEMENT.read(one, reader) for one in row.record.list_statements()
        ],
        in_lists=False,
    ),
    "facts": Field(
        _("Facts stated, each with its day and source."),
        schemas.list_of(schemas.known("Fact")),
        lambda row, reader: [
            records.FACT.read(one, reader) for one in row.record.list_figures()
        ],
        in_lists=False,
    ),
    "boilerplates": Field(
        _("“About” texts of the institutions, as of the day."),
        schemas.list_of(schemas.known("Boilerplate")),
        records.read_all("boilerplates", records.BOILERPLATE),
        in_lists=False,
    ),
    "contacts": Field(
        _("Press contacts, as of the day."),
        schemas.list_of(schemas.known("Contact")),
        records.read_all("contacts", records.CONTACT),
        in_lists=False,
    ),
    "publications": Field(
        _("Publications it reports on."),
        schemas.list_of(schemas.known("Publication")),
        records.read_all("publications", records.PUBLICATION),
        in_lists=False,
    ),
    "documents": Field(
        _("Files to download."),
        schemas.list_of(schemas.known("Document")),
        lambda row, reader: [
            records.DOCUMENT.read(one, reader)
            for one in row.record.downloads
            if one.url not in reader.ended
        ],
        in_lists=False,
    ),
    "links": Field(
        _("Related links."),
        schemas.list_of(schemas.known("Link")),
        records.read_all("links", records.LINK),
        in_lists=False,
    ),
    "events": Field(
        _("Dates it tells of."),
        schemas.list_of(schemas.known("Event")),
        lambda row, reader: [
            records.EVENT.read(records.Dated(row, event), reader)
            for event in row.record.events
        ],
        in_lists=False,
    ),
}
# Where a release tells of files: what there is to look through for each field.
FILES_IN = {
    "html": lambda row: [row.feed_html],
    "documents": lambda row: [one.url for one in row.record.downloads],
}
# As the columns of its table were published.
FIRST_COLUMNS = (
    *("id", "story", "language", "is_translation", "kind", "title", "standfirst"),
    *("dateline_place", "released_at", "evidence", "number", "url"),
)
