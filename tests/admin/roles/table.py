"""Who may open which address of the admin, and why.

Every rule holds for the addresses that its patterns match; of several rules, the first.
The roles from its own on are let in, all before it are refused.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from fnmatch import fnmatchcase

from tests.admin.roles.asking import ELSEWHERE, HOME, SIGN_IN, Answer
from tests.admin.roles.world import Role


@dataclass(frozen=True)
class Rule:
    """From which role on, why, for which addresses, and what those let in get."""

    role: Role
    reason: str
    names: tuple[str, ...]
    answers: frozenset[Answer] = field(default=frozenset({200}))

    def is_for(self, name: str) -> bool:
        return any(fnmatchcase(name, pattern) for pattern in self.names)


def rule(role: Role, reason: str, names: str, *answers: Answer) -> Rule:
    return Rule(role, reason, tuple(names.split()), frozenset(answers or {200}))


SIGNING_IN = (
    rule(
        Role.ANONYMOUS,
        "Who is not signed in needs it to sign in; who is in is led home.",
        "wagtailadmin_login",
        200,
        HOME,
    ),
    rule(
        Role.ANONYMOUS,
        "Who forgot a password asks for a link, sent to the address of the account.",
        "wagtailadmin_password_reset*",
    ),
    rule(
        Role.ANONYMOUS,
        "Icons and words of the form for signing in.",
        "wagtailadmin_sprite wagtailadmin_javascript_catalog",
    ),
)
OWN = (
    rule(
        Role.ACCESS,
        "Their own account, and a home page that lists nothing they may not see.",
        """wagtailadmin_home wagtailadmin_account wagtailadmin_dismissibles
        admin/test404/""",
    ),
    rule(
        Role.ANONYMOUS,
        "Tells a form whether its writer is still signed in.",
        "signed_in",
    ),
    rule(
        Role.ACCESS,
        "Reads what they paste and hands it back; tells and stores nothing.",
        "core_paste",
    ),
    rule(
        Role.ACCESS,
        "Signs out, by a form only.",
        "wagtailadmin_logout",
        SIGN_IN,
    ),
    rule(
        Role.ACCESS,
        "Ends a session of editing, of their own only.",
        "wagtailadmin_editing_sessions:release",
    ),
    rule(
        Role.ACCESS,
        "Leads on to the history of a page, which asks for the right to edit it.",
        "wagtailadmin_pages:revisions_index",
        ELSEWHERE,
    ),
)
PAGES = (
    rule(
        Role.NOBODY,
        "No scripts change pages; only the forms do.",
        "wagtailadmin_api:pages:action",
    ),
    rule(Role.NOBODY, "No page is an alias.", "wagtailadmin_pages:convert_alias"),
    rule(
        Role.MODERATORS,
        "Needs the right to publish the page.",
        """wagtailadmin_pages:delete wagtailadmin_pages:unpublish
        wagtailadmin_pages:move wagtailadmin_pages:set_page_position
        wagtailadmin_pages:set_privacy wagtailadmin_pages:revisions_unschedule
        news_act_again news_change news_correct news_lift news_postpone news_record
        news_publish""",
    ),
    rule(
        Role.MODERATORS,
        "Needs the right to publish the release that passes lead to.",
        "guests_passes guests_link_*",
    ),
    rule(
        Role.ADMINISTRATORS,
        "Needs the right to publish without a required sign-off.",
        "guests_without",
    ),
    rule(
        Role.EDITORS,
        "Needs the right to change the release that guests read.",
        "guests_*",
    ),
    rule(
        Role.MODERATORS,
        "Needs the right to lock a page.",
        """wagtailadmin_pages:lock wagtailadmin_pages:unlock
        wagtailadmin_reports:locked_pages*""",
    ),
    rule(
        Role.MODERATORS,
        "For the groups that a task of a workflow names.",
        """wagtailadmin_pages:workflow_action wagtailadmin_pages:workflow_preview
        wagtailadmin_pages:collect_workflow_action_data""",
    ),
    rule(
        Role.EDITORS,
        "Leads on where there is one parent, one page or nothing to choose from.",
        "wagtailadmin_pages:choose_parent wagtailadmin_api:pages:find",
        ELSEWHERE,
    ),
    rule(
        Role.EDITORS,
        "Needs the right to add or change the page.",
        """wagtailadmin_explore* wagtailadmin_pages:* wagtailadmin_api:pages:*
        wagtailadmin_editing_sessions:ping news_both news_findings news_languages
        news_new_like news_published news_read news_translate
        simple_translation:submit_page_translation""",
    ),
    rule(
        Role.EDITORS,
        "Lists pages: needs a right to any of them.",
        """wagtailadmin_choose_page* wagtailadmin_reports:* news_acts* news_planned
        statistics*""",
    ),
)
MEDIA = (
    rule(
        Role.NOBODY,
        "Addresses of pictures in other sizes are not switched on.",
        "wagtailimages:url_generator*",
    ),
    rule(
        Role.NOBODY,
        "An upload that is not finished is found by who began it.",
        """*:create_multiple_from_uploaded_document *:delete_upload_multiple
        *:create_multiple_from_uploaded_image""",
    ),
    rule(
        Role.EDITORS,
        "Finds the one that is asked for among those they may choose.",
        "wagtailadmin_api:images:find wagtailadmin_api:documents:find",
        ELSEWHERE,
    ),
    rule(
        Role.EDITORS,
        "Needs the right to choose in a collection.",
        """wagtailimages_chooser:* wagtaildocs_chooser:* wagtailadmin_api:images:*
        wagtailadmin_api:documents:*""",
    ),
    rule(
        Role.EDITORS,
        "Needs the right to change in a collection; for Wagtail, deleting is part of it.",
        """wagtailimages:* wagtaildocs:* wagtailadmin_tag*_autocomplete
        core_drop_picture core_describe_picture""",
    ),
    rule(
        Role.EDITORS,
        "Needs a right to write anything; tells nothing.",
        "wagtailembeds:*",
    ),
    rule(
        Role.EDITORS,
        "Needs a right to write anything; none of our blocks has an example.",
        "wagtailadmin_block_preview",
        404,
    ),
)
ENTRIES = (
    rule(
        Role.NOBODY,
        "Every kind has an entry of its own in the menu.",
        "wagtailsnippets:index",
    ),
    rule(
        Role.NOBODY,
        "An entry holds all its languages.",
        "simple_translation:submit_snippet_translation",
    ),
    rule(
        Role.EDITORS,
        "Editors see and choose topics and series, and may not change them.",
        """wagtailsnippets_core_topic:list* wagtailsnippets_news_series:list*
        wagtailsnippetchoosers_core_topic:cho* wagtailsnippetchoosers_news_series:cho*""",
    ),
    rule(
        Role.MODERATORS,
        "Needs the right to change topics or series.",
        """wagtailsnippets_core_topic:* wagtailsnippets_news_series:*
        wagtailsnippetchoosers_core_topic:* wagtailsnippetchoosers_news_series:*""",
    ),
    rule(
        Role.MODERATORS,
        "Names and addresses of journalists are for those who give them passes.",
        "wagtailsnippets_guests_* wagtailsnippetchoosers_guests_*",
    ),
    rule(
        Role.MODERATORS,
        "Needs the right to delete such entries.",
        "wagtailsnippets_news_*:delete wagtailsnippets_partners_*:delete",
    ),
    rule(
        Role.MODERATORS,
        "Merging needs the right to change and to delete.",
        "partners_merging:*",
    ),
    rule(
        Role.MODERATORS,
        "Needs the right to publish or to lock such entries.",
        """wagtailsnippets_partners_*:unpublish
        wagtailsnippets_partners_*:revisions_unschedule
        wagtailsnippets_partners_*:lock wagtailsnippets_partners_*:unlock""",
    ),
    rule(
        Role.EDITORS,
        "Leads to the form of an entry that awaits nobody's approval.",
        """wagtailsnippets_partners_*:workflow_action
        wagtailsnippets_partners_*:collect_workflow_action_data""",
        ELSEWHERE,
    ),
    rule(
        Role.EDITORS,
        "Finds no approval of an entry that nobody was asked for.",
        "wagtailsnippets_partners_*:workflow_history_detail",
        404,
    ),
    rule(
        Role.NOBODY,
        "Who is asked to approve an entry sees its draft; nobody is.",
        "wagtailsnippets_partners_*:workflow_preview",
    ),
    rule(
        Role.EDITORS,
        "Needs the right to add, change or view such entries.",
        """news_involved* wagtailsnippets_news_* wagtailsnippets_partners_*
        wagtailsnippetchoosers_news_* wagtailsnippetchoosers_partners_*""",
    ),
    rule(
        Role.EDITORS,
        "Needs the right to change facts, or entries with identifiers.",
        "partners_due_facts* identifiers_report*",
    ),
)
ADMINISTRATION = (
    rule(
        Role.ADMINISTRATORS,
        "Needs the right to look after accounts and groups, and no fewer rights than "
        "the account or group has.",
        "wagtailusers_* wagtail_bulk_action",
    ),
    rule(
        Role.NOBODY,
        "The site has all its languages.",
        "wagtaillocales:add",
    ),
    rule(
        Role.NOBODY,
        "The settings have no preview.",
        "wagtailsettings:preview_on_edit",
    ),
    rule(
        Role.ADMINISTRATORS,
        "Needs the right to languages or settings; without a key, leads to the site's.",
        "wagtaillocales:* wagtailsettings:edit",
        200,
        ELSEWHERE,
    ),
    rule(
        Role.ADMINISTRATORS,
        "Addresses of readers are for who looks after subscriptions.",
        "subscriptions_* subscribers_*",
    ),
    rule(
        Role.MODERATORS,
        "Reports of barriers may tell of somebody's health: for those who answer them.",
        "barrier_report*",
    ),
    rule(
        Role.SUPERUSER,
        "Changes how the site works, not what it says.",
        """wagtailsites:* wagtailredirects:* wagtailadmin_collections:*
        wagtailadmin_workflows:*""",
        200,
        ELSEWHERE,
    ),
    rule(
        Role.SUPERUSER,
        "Makes an error, to see that it is reported.",
        "wagtailadmin_error_test",
        500,
    ),
    rule(Role.NOBODY, "There is nothing else.", "admin/^.[*]/$"),
)
RULES = (*SIGNING_IN, *OWN, *PAGES, *MEDIA, *ENTRIES, *ADMINISTRATION)


def rule_for(name: str) -> Rule | None:
    """Return the first rule for an address, None for an unknown one."""
    return next((one for one in RULES if one.is_for(name)), None)
