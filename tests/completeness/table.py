"""Which output carries which field, and why the others leave it out.

Every field of an entity, a tie, a release and a record stands here once; the test
beside this module fails where one is missing, where an output does not say what it is
said to carry, and where it says what it is said to leave out. Fields that say the same
share a row. Sets of outputs have names: ``feeds``, ``documents``.
"""

from __future__ import annotations

from dataclasses import dataclass

OUTPUTS = (
    *("page", "RSS", "Atom", "JSON Feed", "JSON-LD", "ninjs", "text", "Markdown"),
    *("PDF", "citations", "e-mail", "API", "CSV", "network", "timeline", "search"),
)
SETS = {
    "feeds": ("RSS", "Atom", "JSON Feed"),
    "documents": ("text", "Markdown", "PDF"),
}


@dataclass(frozen=True)
class Row:
    """What one or more fields say, and the outputs that say it.

    It is recognised by the word of the first field, or by the pattern ``sample``. Where
    ``because`` is empty, the reasons of the subject hold for what leaves it out.
    """

    fields: str
    carried: str = ""
    sample: str = ""
    is_translated: bool = False
    because: str = ""

    @property
    def outputs(self) -> set[str]:
        """The outputs that carry it."""
        words = filter(None, self.carried.split(", "))
        return {output for word in words for output in SETS.get(word, (word,))}


# Why outputs leave out what they do not carry of a subject.
OF_RECORDS = "tells of a release, and of others what its record says"
REASONS_OF_ENTITIES = {
    **dict.fromkeys(("RSS", "Atom", "JSON Feed", "ninjs", "text"), OF_RECORDS),
    **dict.fromkeys(("Markdown", "PDF", "citations", "e-mail"), OF_RECORDS),
    "page": "is for programs: a role by its word, a coordinate, how a name is filed",
    "JSON-LD": "schema.org has no term for it",
    "API": "tells of “About” texts what holds today",
    "CSV": "tables have no pictures",
    "network": "draws who is tied to whom on a day",
    "timeline": "draws what happened to a partnership, and who took part",
    "search": "finds by names, identifiers, places, roles and descriptions",
}
REASONS_OF_RELEASES = {
    "page": "is for programs: a key, or how it is told apart",
    **dict.fromkeys(
        ("RSS", "Atom", "JSON Feed"), "carries the text; its page has the rest"
    ),
    "JSON-LD": "describes a release and not its text",
    "ninjs": "has no property for it",
    **dict.fromkeys(
        ("text", "Markdown", "PDF"), "is the release as it is printed, without keys"
    ),
    "citations": "say what a bibliography needs",
    "e-mail": "is the text with its appendix; its page has the rest",
    "API": "tells a release as its record has it",
    "CSV": "has rows of releases, statements and ties; the API has their parts",
    "network": "draws entities",
    "timeline": "draws partnerships",
    "search": "finds by the words of the page, not by addresses and keys",
}


def alone(pattern: str) -> str:
    """Return a pattern for a number that is no part of a key, a path or another one."""
    return rf"(?<![\w./-])(?:{pattern})(?!\w)"


# What is for editors: found in no output at all.
NOTE = "a note of editors, which may be one to themselves"
CHECK = "how and by whom an entry was checked; readers are told the day"
DEADLINE = "reminds editors"
SECRETS = [
    *(
        Row(f"{model}.source", because=NOTE)
        for model in (
            *("InstitutionName", "Boilerplate", "InstitutionSite"),
            *("InstitutionRelation", "PersonName", "Affiliation", "PartnershipName"),
            *("PartnershipMilestone", "PartnershipMember", "PartnershipRole"),
            "Statement",
        )
    ),
    *(
        Row(f"{model}.{name}", because=CHECK)
        for model in ("InstitutionIdentifier", "PersonIdentifier")
        for name in ("verified_by", "finding_note")
    ),
    Row("Publication.verified_by", because=CHECK),
    Row("Publication.verified_against", because=CHECK),
    Row("Publication.published_on", sample="2018-04-05|5 April 2018", because=CHECK),
    Row("Person.portrait_consent_until", sample=alone(r"2091"), because=DEADLINE),
    Row("Contact.valid_until", sample=alone(r"2092"), because=DEADLINE),
    Row("FigureValue.review_by", sample=alone(r"2093"), because=DEADLINE),
]

# Fields that have no words of their own, and models that are no subject.
INNER = {
    "finds rows, or orders them": (
        *("record.Named.id", "record.Named.path", "record.Mention.kind"),
        *("record.Byline.id", "record.Byline.path", "record.Contact.id"),
        *("record.Contact.institution_path", "record.Boilerplate.institution_id"),
        *("record.Figure.id", "record.Statement.id", "record.Person.affiliation_id"),
        *("Byline.sort_order", "RelatedLink.sort_order", "ReleaseContact.sort_order"),
        *("ReleaseEvent.sort_order", "ReleaseInstitution.sort_order"),
        *("ReleasePartnership.sort_order", "ReleasePerson.sort_order"),
        *("ReleasePublication.sort_order", "Correction.story"),
    ),
    "becomes the id of an event, which tests of calendars compare": (
        *("ReleaseEvent.uid", "record.Event.uid"),
    ),
    "marks a text in another language, which tests of languages ask for": (
        *("record.Figure.source_lang", "record.Figure.subject_lang"),
        *("record.Named.name_lang", "record.Institution.acronym_lang"),
        *("record.Person.affiliation_lang", "record.Statement.role_lang"),
        *("record.Contact.name_lang", "record.Contact.function_lang"),
        *("record.Contact.institution_lang", "record.Topic.label_lang"),
        *("record.Event.title_lang", "record.Event.place_lang"),
    ),
    "decides which languages are published together": ("PressReleasePage.together",),
    "holds parts that are told one by one": (
        *("record.Record.boilerplates", "record.Record.bylines"),
        *("record.Record.contacts", "record.Record.downloads"),
        *("record.Record.events", "record.Record.figures", "record.Record.image"),
        *("record.Record.institutions", "record.Record.issuers"),
        *("record.Record.links", "record.Record.mentions"),
        *("record.Record.partnerships", "record.Record.people"),
        *("record.Record.publications", "record.Record.statements"),
        *("record.Record.topics", "PressReleasePage.record"),
        *("PressReleasePage.feed_html", "PressReleasePage.resolved"),
        "PressReleasePage.resolved_as_of",
    ),
    "is made from names": (
        *("Institution.known_names", "Person.known_names", "Partnership.known_names"),
        *("Institution.filed_under", "Person.filed_under", "Partnership.filed_under"),
    ),
    "is what the admin knows of drafts": tuple(
        f"{model}.{name}"
        for model in ("Institution", "Person", "Partnership", "Fact")
        for name in (
            *("expire_at", "expired", "first_published_at", "go_live_at"),
            *("has_unpublished_changes", "last_published_at", "latest_revision"),
            *("live_revision", "locked", "locked_at", "locked_by"),
        )
    ),
    "decides what there is": (
        *("Institution.live", "Person.live", "Partnership.live", "Fact.live"),
        *("Person.status", "ReleaseInstitution.has_boilerplate", "Series.institution"),
    ),
    "is for editors": (
        *("Correction.author", "InstitutionIdentifier.finding"),
        *("PersonIdentifier.finding", "Publication.is_peer_reviewed"),
        "Publication.verified_at",
    ),
}
INNER_MODELS = {
    "CheckSettings": "which checks a site wants of its drafts",
    "LinkAnswer": "what an address answered, for the checks of drafts",
    "FormerText": "what a text was before, shown by the page of changes",
    "FormerAddress": "where former addresses lead",
    "Merge": "what a merge has moved",
    "Waiting": "with what a draft becomes public",
    "ReleaseFact": "which releases state a figure, found in their texts",
    "ReleaseMention": "whom releases mention, found in their texts",
    "ReleaseStatement": "which releases quote a statement, found in their texts",
    "Embargo": "until when a story was approved to be hidden",
    "ReleaseNumber": "numbers that were given",
    "NewsIndexPage": "a page around releases",
    "PartnersIndexPage": "a page around entities",
}

ENTITIES = [
    Row(
        "Institution.slug",
        "page, feeds, JSON-LD, ninjs, Markdown, e-mail, API, CSV, network, timeline",
        sample=r"slug-of-institution",
    ),
    Row(
        "Institution.kind",
        "page, API, CSV",
        sample=r"intergovernmental|Intergovernmental organisation|Zwischenstaatliche",
    ),
    Row(
        "Institution.description", "page, JSON-LD, API, CSV, search", is_translated=True
    ),
    Row("Institution.logo", "page, JSON-LD, API", sample=r"max-480x240"),
    Row(
        "Institution.website",
        "page, JSON-LD, API, CSV",
        sample=r"https://institution.example/",
    ),
    Row("Institution.city", "page, JSON-LD, API, CSV, search"),
    Row("Institution.region", "page, JSON-LD, API, CSV"),
    Row("Institution.country", "page, JSON-LD, API, CSV", sample=r"\bPT\b|Portugal"),
    Row("Institution.latitude", "JSON-LD, API, CSV", sample=r"49\.41411"),
    Row("Institution.longitude", "JSON-LD, API, CSV", sample=r"8\.67222"),
    Row("Institution.founded_year", "page, JSON-LD, API, CSV", sample=alone("1871")),
    Row("Institution.dissolved_year", "page, JSON-LD, API, CSV", sample=alone("2017")),
    Row(
        "Institution.status",
        "page, API, CSV",
        sample=r"\bdissolved\b|Dissolved|[Aa]ufgelöst(?! am)",
    ),
    Row(
        "InstitutionName.text Institution.label ReleaseInstitution.institution record.Named.name",
        "page, feeds, JSON-LD, ninjs, documents, citations, e-mail, API, CSV, network, timeline, search",
        is_translated=True,
    ),
    Row(
        "InstitutionName.kind InstitutionName.language",
        "API, CSV",
        sample=r""""kind":"acronym"|en,acronym""",
    ),
    Row(
        "InstitutionName.valid_from InstitutionName.valid_from_precision",
        "API, CSV",
        sample=alone(r"1801"),
    ),
    Row(
        "InstitutionName.valid_to InstitutionName.valid_to_precision",
        "API, CSV",
        sample=r"1803-0[234]|(Februar|February|April|March|März) 1803",
    ),
    Row(
        "InstitutionIdentifier.scheme InstitutionIdentifier.value record.Institution.identifiers",
        "page, JSON-LD, API, CSV, search",
        sample=r"04cdgtt98",
    ),
    Row("InstitutionIdentifier.scope", "API, CSV", sample=r""""scope":"site"|,site,"""),
    Row("InstitutionIdentifier.scope_note", "page, JSON-LD, API, CSV"),
    Row("InstitutionIdentifier.verified_at", "page, API, CSV", sample=r"2016-02-01"),
    Row(
        "Boilerplate.text record.Boilerplate.html",
        "page, feeds, ninjs, documents, e-mail, API, CSV, search",
        is_translated=True,
    ),
    Row(
        "Boilerplate.language record.Boilerplate.language",
        "API, CSV",
        sample=r""""language":"(en|de)","html"|,(en|de),Q[a-p]+z""",
    ),
    Row(
        "Boilerplate.valid_from Boilerplate.valid_from_precision",
        "CSV",
        sample=alone(r"1804"),
    ),
    Row(
        "Boilerplate.valid_to Boilerplate.valid_to_precision", "CSV", sample=r"1806-02"
    ),
    Row("InstitutionSite.label", "page, API, CSV"),
    Row("InstitutionSite.city", "page, API, CSV"),
    Row("InstitutionSite.host", "page, JSON-LD, API, CSV, network, search"),
    Row("InstitutionSite.host_text", "page, API, CSV"),
    Row(
        "InstitutionSite.valid_from InstitutionSite.valid_from_precision",
        "page, API, CSV",
        sample=alone(r"1811"),
    ),
    Row(
        "InstitutionSite.valid_to InstitutionSite.valid_to_precision",
        "page, API, CSV",
        sample=alone(r"1813"),
    ),
    Row(
        "InstitutionRelation.kind",
        "page, JSON-LD, API, CSV",
        sample=r"""funded_by|is funded by|wird gefördert von|\"funder\"""",
    ),
    Row("InstitutionRelation.target", "page, JSON-LD, API, CSV, network, search"),
    Row(
        "InstitutionRelation.share_percent",
        "page, JSON-LD, API, CSV",
        sample=alone(r"37[.,]50?"),
    ),
    Row(
        "InstitutionRelation.valid_from InstitutionRelation.valid_from_precision",
        "page, JSON-LD, API, CSV",
        sample=alone(r"1821"),
    ),
    Row(
        "InstitutionRelation.valid_to InstitutionRelation.valid_to_precision",
        "page, JSON-LD, API, CSV",
        sample=alone(r"1823"),
    ),
    Row(
        "Person.slug",
        "page, JSON-LD, ninjs, API, CSV, network",
        sample=r"slug-of-person",
    ),
    Row("Person.portrait", "page, JSON-LD, API", sample=r"fill-480x600"),
    Row("Person.biography", "page, JSON-LD, API, CSV, search", is_translated=True),
    Row("Person.website", "page, JSON-LD, API, CSV", sample=r"https://person.example/"),
    Row(
        "PersonName.text Person.label ReleasePerson.person",
        "page, JSON-LD, ninjs, API, CSV, network, search",
    ),
    Row("PersonName.titles", "page, JSON-LD, ninjs, API, CSV, network, search"),
    Row("PersonName.sort_name Person.sort_name", "API, CSV"),
    Row(
        "PersonName.kind",
        "API, CSV",
        sample=r""""kind":"official","text":"Q[a-p]+z","sort_name"|,official,Q[a-p]+z,Q[a-p]+z,Q""",
    ),
    Row(
        "PersonName.valid_from PersonName.valid_from_precision",
        "API, CSV",
        sample=alone(r"1831"),
    ),
    Row(
        "PersonName.valid_to PersonName.valid_to_precision",
        "page, API, CSV",
        sample=r"1833-0[234]|(Februar|February|April|March|März) 1833",
    ),
    Row("InstitutionIdentifier.verified_against", "page"),
    Row("PersonIdentifier.verified_against", "page"),
    Row(
        "PersonIdentifier.scheme PersonIdentifier.value record.Person.identifiers",
        "page, JSON-LD, API, CSV, search",
        sample=r"0000-0002-1825-0097",
    ),
    Row(
        "PersonIdentifier.scope",
        "API, CSV",
        sample=r""""0000-0002-1825-0097","url":"[^"]*","scope":"site"|0000-0002-1825-0097,[^,]*,site""",
    ),
    Row("PersonIdentifier.scope_note", "page, JSON-LD, API, CSV"),
    Row("PersonIdentifier.verified_at", "page, API, CSV", sample=r"2015-02-01"),
    Row(
        "Affiliation.institution record.Person.affiliation",
        "page, JSON-LD, API, CSV, network, search",
    ),
    Row("Affiliation.unit", "page, API, CSV, network"),
    Row(
        "Affiliation.role_type",
        "API, CSV",
        sample=r""""role_type":"founder"|,founder,""",
    ),
    Row(
        "Affiliation.role record.Person.affiliation_role",
        "page, JSON-LD, API, CSV, network, search",
        is_translated=True,
    ),
    Row(
        "Affiliation.is_primary", "API, CSV", sample=r""""is_primary":true|,true,1844"""
    ),
    Row(
        "Affiliation.valid_from Affiliation.valid_from_precision",
        "page, JSON-LD, API, CSV, network",
        sample=alone(r"1844"),
    ),
    Row(
        "Affiliation.valid_to Affiliation.valid_to_precision",
        "page, JSON-LD, API, CSV",
        sample=alone(r"1843"),
    ),
    Row(
        "Partnership.slug",
        "page, JSON-LD, ninjs, API, CSV",
        sample=r"slug-of-partnership",
    ),
    Row(
        "Partnership.kind",
        "page, API, CSV",
        sample=r"international_lab|International laboratory|Internationales Labor",
    ),
    Row("Partnership.network", "page, JSON-LD, API, CSV, network, search"),
    Row(
        "Partnership.announced_on Partnership.announced_precision",
        "page, API, CSV, timeline",
        sample=alone(r"1851"),
    ),
    Row(
        "Partnership.started_on Partnership.started_precision",
        "page, JSON-LD, API, CSV, timeline",
        sample=alone(r"1852"),
    ),
    Row(
        "Partnership.committed_until Partnership.committed_precision",
        "page, API, CSV, timeline",
        sample=alone(r"1857"),
    ),
    Row(
        "Partnership.ended_on Partnership.ended_precision",
        "page, JSON-LD, API, CSV, timeline",
        sample=alone(r"1858"),
    ),
    Row(
        "Partnership.announced_derived Partnership.started_derived Partnership.committed_derived Partnership.ended_derived",
        "page, timeline",
        sample=r"derived=True|is_derived=True|\(derived\)|abgeleitet",
    ),
    Row("Partnership.goals", "page, API, CSV", is_translated=True),
    Row(
        "Partnership.description", "page, JSON-LD, API, CSV, search", is_translated=True
    ),
    Row(
        "Partnership.instruments",
        "page, JSON-LD, API, CSV",
        sample=r"data_exchange|Exchange of data|Austausch von Daten|Datenaustausch",
    ),
    Row(
        "Partnership.website",
        "page, JSON-LD, API, CSV",
        sample=r"https://partnership.example/",
    ),
    Row(
        "PartnershipName.text Partnership.label ReleasePartnership.partnership record.InvolvedPartnership.name",
        "page, JSON-LD, ninjs, API, CSV, search",
        is_translated=True,
    ),
    Row(
        "PartnershipName.kind PartnershipName.language",
        "API, CSV",
        sample=r""""kind":"former"|en,former""",
    ),
    Row(
        "PartnershipName.valid_from PartnershipName.valid_from_precision",
        "API, CSV",
        sample=alone("1861"),
    ),
    Row(
        "PartnershipName.valid_to PartnershipName.valid_to_precision",
        "page, API, CSV",
        sample=alone(r"1863"),
    ),
    Row(
        "PartnershipMilestone.kind",
        "page, API, CSV, timeline",
        sample=r"\breview\b|Review|Begutachtung|Überprüfung",
    ),
    Row(
        "PartnershipMilestone.day PartnershipMilestone.precision",
        "page, API, CSV, timeline",
        sample=alone(r"1855"),
    ),
    Row(
        "PartnershipMilestone.is_derived",
        "API, CSV",
        sample=r""""is_derived":true|1855-03-01,month,true|review.{0,90}is_derived=True""",
    ),
    Row(
        "PartnershipMember.institution",
        "page, JSON-LD, API, CSV, network, timeline, search",
    ),
    Row(
        "PartnershipMember.role",
        "page, JSON-LD, API, CSV, timeline",
        sample=r"\bassociate\b|Associate|[Aa]ssoziiert",
    ),
    Row(
        "PartnershipMember.valid_from PartnershipMember.valid_from_precision",
        "page, JSON-LD, API, CSV, timeline",
        sample=alone(r"1853"),
    ),
    Row(
        "PartnershipMember.valid_to PartnershipMember.valid_to_precision",
        "page, JSON-LD, API, CSV, timeline",
        sample=alone(r"1856"),
    ),
    Row("PartnershipRole.person", "page, JSON-LD, API, CSV, timeline, search"),
    Row(
        "PartnershipRole.role", "page, JSON-LD, API, CSV, timeline", is_translated=True
    ),
    Row("PartnershipRole.representing", "page, JSON-LD, API, CSV, network, search"),
    Row(
        "PartnershipRole.valid_from PartnershipRole.valid_from_precision",
        "page, JSON-LD, API, CSV, timeline",
        sample=alone(r"1854"),
    ),
    Row(
        "PartnershipRole.valid_to PartnershipRole.valid_to_precision",
        "page, JSON-LD, API, CSV, timeline",
        sample=alone(r"1859"),
    ),
]

RELEASES = [
    Row(
        "Fact.subject record.Figure.subject",
        "page, feeds, ninjs, documents, e-mail, API, CSV, search",
        is_translated=True,
    ),
    Row(
        "Fact.unit FigureValue.value FigureValue.qualifier record.Figure.value",
        "page, feeds, ninjs, documents, e-mail, API, CSV, search",
        sample=alone(r"73[.,]31"),
    ),
    Row("Fact.institution", "CSV", sample=r"slug-of-institution/,,Q"),
    Row(
        "Fact.partnership",
        "CSV",
        sample=r",http://localhost/id/partnerships/slug-of-partnership/,Q",
    ),
    Row(
        "FigureValue.as_of FigureValue.as_of_precision record.Figure.day record.Figure.machine",
        "page, feeds, ninjs, documents, e-mail, API, CSV, search",
        sample=alone(r"2013"),
    ),
    Row(
        "FigureValue.source record.Figure.source",
        "page, feeds, ninjs, documents, e-mail, API, CSV, search",
        is_translated=True,
    ),
    Row(
        "FigureValue.source_url record.Figure.source_url",
        "page, feeds, ninjs, Markdown, e-mail, API, CSV",
        sample=r"https://figure.example/",
    ),
    Row(
        "PressReleasePage.title",
        "page, feeds, JSON-LD, ninjs, documents, citations, e-mail, API, CSV, search",
        is_translated=True,
    ),
    Row(
        "PressReleasePage.kicker",
        "page, ninjs, documents, API, CSV, search",
        is_translated=True,
    ),
    Row(
        "PressReleasePage.standfirst",
        "page, feeds, JSON-LD, ninjs, documents, citations, e-mail, API, CSV, search",
        is_translated=True,
    ),
    Row(
        "PressReleasePage.dateline_place",
        "page, feeds, JSON-LD, ninjs, documents, citations, e-mail, API, CSV, search",
        is_translated=True,
    ),
    Row(
        "PressReleasePage.notes_to_editors",
        "page, feeds, ninjs, documents, e-mail, API, search",
    ),
    Row(
        "PressReleasePage.lead_image record.Picture.alt",
        "page, feeds, ninjs, Markdown, e-mail, API, search",
        is_translated=True,
    ),
    Row(
        "PressReleasePage.is_translation",
        "JSON-LD, API, CSV",
        sample=r""""is_translation":|(true|false),feature|translationOfWork""",
    ),
    Row(
        "PressReleasePage.kind",
        "page, feeds, JSON-LD, ninjs, text, Markdown, citations, API, CSV, search",
        sample=r"\bfeature\b|Feature|Hintergrundbericht",
    ),
    Row(
        "PressReleasePage.released_at",
        "page, feeds, JSON-LD, ninjs, documents, citations, e-mail, API, CSV, search",
        sample=r"2019-06-0[67]|0[67] Jun 2019|[67] June 2019|[67]\. Juni 2019|20190607|2019/06/07",
    ),
    Row(
        "PressReleasePage.has_reserved_number",
        because="says when the number is taken, not which it is",
    ),
    Row("PressReleasePage.series Series.slug", "API, CSV", sample=r"slug-of-series"),
    Row(
        "Series.label",
        "page, JSON-LD, ninjs, documents, citations, API, search",
        is_translated=True,
    ),
    Row(
        "record.Institution.acronym",
        "page, JSON-LD, API, CSV, network, search",
    ),
    Row("Contact.person", "JSON-LD, API, CSV, search"),
    Row(
        "PressReleasePage.number PressReleasePage.number_suffix PressReleasePage.number_year record.Record.number",
        "page, JSON-LD, ninjs, documents, citations, API, CSV, search",
        sample=r"""(?<![\w-])377b(?![\w-])|2019,377,b|377,\s*\"suffix""",
    ),
    Row(
        "PressReleasePage.evidence_status",
        "page, API, CSV, search",
        sample=r"clinical_trial|Clinical trial|Klinische",
    ),
    Row(
        "Correction.what PressReleasePage.notices",
        "page, feeds, JSON-LD, ninjs, documents, citations, e-mail, API, search",
        is_translated=True,
    ),
    Row(
        "Correction.kind",
        "page, feeds, ninjs, documents, citations, e-mail, API, search",
        sample=r"\baddition\b|Addition|Ergänzung",
    ),
    Row(
        "Correction.why",
        "page, feeds, ninjs, documents, citations, e-mail, API, search",
        is_translated=True,
    ),
    Row(
        "Correction.at PressReleasePage.revised_at",
        "page, feeds, JSON-LD, ninjs, documents, citations, e-mail, API, CSV, search",
        sample=r"2021-09-03|0?3 Sep(tember)? 2021|3\. September 2021|20210903|2021/09/03",
    ),
    Row(
        "record.Topic.label PressReleasePage.topics",
        "page, feeds, JSON-LD, ninjs, API, search",
        is_translated=True,
    ),
    Row(
        "record.Topic.slug",
        "page, Atom, JSON Feed, ninjs, API",
        sample=r"slug-of-topic",
    ),
    Row("PressReleasePage.body", "page, feeds, ninjs, documents, e-mail, API, search"),
    Row(
        "Contact.name record.Contact.name ReleaseContact.contact",
        "page, ninjs, documents, e-mail, API, search",
        is_translated=True,
    ),
    Row(
        "Contact.institution record.Contact.institution",
        "page, JSON-LD, ninjs, documents, e-mail, API, CSV, network, search",
    ),
    Row(
        "Contact.function record.Contact.function",
        "page, documents, e-mail, API, search",
        is_translated=True,
    ),
    Row(
        "Contact.telephone record.Contact.telephone",
        "page, ninjs, documents, e-mail, API, search",
        sample=r"7734551|77\s?34\s?551",
    ),
    Row(
        "Contact.email record.Contact.email",
        "page, ninjs, documents, e-mail, API, search",
        sample=r"desk@contact.example",
    ),
    Row(
        "Contact.hours record.Contact.hours",
        "page, documents, e-mail, API, search",
        is_translated=True,
    ),
    Row(
        "Publication.doi record.Publication.doi record.Publication.url",
        "page, JSON-LD, ninjs, documents, e-mail, API, search",
        sample=r"10.1234/paper",
    ),
    Row(
        "Publication.title record.Publication.title ReleasePublication.publication",
        "page, JSON-LD, ninjs, documents, e-mail, API, search",
    ),
    Row(
        "Publication.container record.Publication.container",
        "page, JSON-LD, documents, e-mail, API, search",
    ),
    Row(
        "RelatedLink.title record.Link.title",
        "page, feeds, documents, e-mail, API, search",
    ),
    Row(
        "RelatedLink.kind record.Link.kind",
        "page, documents, e-mail, API, search",
        sample=r"Background|Hintergrund(?!bericht)",
    ),
    Row(
        "RelatedLink.url record.Link.url",
        "page, feeds, text, Markdown, e-mail, API",
        sample=r"https://link.example/",
    ),
    Row(
        "ReleaseEvent.title record.Event.title",
        "page, JSON-LD, ninjs, documents, e-mail, API, search",
        is_translated=True,
    ),
    Row(
        "ReleaseEvent.place record.Event.place",
        "page, JSON-LD, documents, e-mail, API, search",
        is_translated=True,
    ),
    Row(
        "ReleaseEvent.starts_at record.Event.starts_at",
        "page, JSON-LD, documents, e-mail, API, search",
        sample=alone(r"2031"),
    ),
    Row(
        "ReleaseEvent.ends_at record.Event.ends_at",
        "page, JSON-LD, documents, e-mail, API, search",
        sample=alone(r"2032"),
    ),
    Row(
        "ReleaseEvent.url record.Event.url",
        "page, JSON-LD, text, Markdown, e-mail, API",
        sample=r"https://event.example/",
    ),
    Row("Byline.person", "page, feeds, JSON-LD, ninjs, citations, API, CSV, search"),
    Row(
        "Byline.initials record.Byline.text",
        "page, feeds, ninjs, API, search",
        sample=alone(r"qwx"),
    ),
    Row(
        "Statement.speaker record.Statement.speaker record.Person.plain_name",
        "page, feeds, JSON-LD, ninjs, documents, e-mail, API, CSV, search",
    ),
    Row(
        "record.Person.name",
        "page, feeds, JSON-LD, ninjs, documents, e-mail, API, CSV, search",
    ),
    Row(
        "Statement.institution record.Statement.institution",
        "page, feeds, JSON-LD, ninjs, documents, e-mail, API, CSV, network, search",
    ),
    Row(
        "Statement.role record.Statement.role",
        "page, feeds, ninjs, documents, e-mail, API, CSV, search",
        is_translated=True,
    ),
    Row(
        "Statement.text record.Statement.text",
        "page, feeds, ninjs, documents, e-mail, API, CSV, search",
        is_translated=True,
    ),
    Row(
        "Statement.form record.Statement.is_verbatim",
        "API, CSV",
        sample=r""""is_verbatim":false|,paraphrase,""",
    ),
    Row(
        "Statement.is_abridged record.Statement.is_abridged",
        "page, feeds, ninjs, documents, e-mail, API, CSV, search",
        sample=r""""is_abridged":true|paraphrase,true|abridged|gekürzt""",
    ),
    Row(
        "Statement.made_on",
        "page, CSV",
        sample=r"2014-03-02|2 March 2014|2\. März 2014",
    ),
    Row(
        "Statement.original_language record.Statement.lang",
        "API, CSV",
        sample=r""""language":"(en|de)","is_verbatim"|,en,paraphrase""",
    ),
    Row(
        "ReleaseInstitution.role record.InvolvedInstitution.role record.InvolvedInstitution.role_key",
        "page, ninjs, API, CSV, search",
        sample=r"lead_issuer|Lead issuer|Federführend",
    ),
    Row(
        "ReleasePerson.role record.InvolvedPerson.role record.InvolvedPerson.role_key",
        "API, CSV",
        sample=r""""role":"about"|slug-of-person/,about""",
    ),
    Row(
        "ReleasePartnership.role record.InvolvedPartnership.role_key",
        "API, CSV",
        sample=r""""role":"mentioned"|slug-of-partnership/,mentioned""",
    ),
    Row(
        "record.Picture.caption",
        "page, feeds, JSON-LD, ninjs, Markdown, PDF, e-mail, API, search",
        is_translated=True,
    ),
    Row(
        "record.Picture.credit",
        "page, feeds, JSON-LD, ninjs, Markdown, PDF, e-mail, API, search",
    ),
    Row(
        "record.Picture.url record.Picture.width record.Picture.type record.Picture.height record.Picture.length",
        "page, feeds, JSON-LD, ninjs, Markdown, API",
        sample=r"max-1280x1280|width-1280|1200x630",
    ),
    Row("record.Download.title", "page, feeds, ninjs, documents, e-mail, API, search"),
    Row(
        "record.Download.url",
        "page, feeds, ninjs, text, Markdown, e-mail, API",
        sample=r"documents/\d+/download",
    ),
    Row(
        "record.Download.size record.Download.type",
        "page, JSON Feed, ninjs, documents, e-mail, API, search",
        sample=alone(r"7919|7[.,][79][.\d]*.?[kK]B"),
    ),
]
