"""What subscriptions add to the admin."""

from wagtail import hooks

from portal.subscriptions.desk.checklist import tell_mails
from portal.subscriptions.desk.reports import (
    report_urls,
    subscribers_menu_item,
    subscriptions_menu_item,
)

hooks.register("register_admin_urls", report_urls)
hooks.register("news_checklist", tell_mails)
for menu_item in (subscriptions_menu_item, subscribers_menu_item):
    hooks.register("register_reports_menu_item", menu_item)
