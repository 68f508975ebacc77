"""Let the ledger do what waited in the queue of earlier versions.

The table of that queue stays, without what waited in it: whoever goes back to an
earlier version finds it. It may be dropped.
"""

import json

from django.db import migrations

QUEUE = "django_tasks_database_dbtaskresult"
WAITING = ("READY", "RUNNING")  # what was being done is done again


def carry_over(apps, schema_editor):
    add_mails(apps)
    connection = schema_editor.connection
    with connection.cursor() as cursor:
        if QUEUE not in connection.introspection.table_names(cursor):
            return
        where = "WHERE status IN (%s, %s)"
        cursor.execute(
            f"SELECT task_path, args_kwargs FROM {QUEUE} {where} ORDER BY enqueued_at",
            WAITING,
        )
        rows = cursor.fetchall()
        add_tasks(apps, rows)
        cursor.execute(f"DELETE FROM {QUEUE} {where}", WAITING)


def add_mails(apps):
    """Have an act send the mails of an event that have not gone out."""
    Act = apps.get_model("ledger", "Act")
    Delivery = apps.get_model("subscriptions", "Delivery")
    unsent = Delivery.objects.filter(state__in=["waiting", "sending"], act=None)
    events = unsent.order_by().values_list("story", "event").distinct()
    for story, event in list(events):
        name, _colon, what = event.partition(":")
        act = Act(
            key=f"carried over: {story} {event}",
            story=story,
            progress={"listed": True},
        )
        if name == "correction":
            act.kind, act.payload = "correction", {"correction": int(what)}
        elif name == "digest":
            act.kind, act.story = "digest", None
        else:
            act.kind, act.payload = "announcement", {"releases": []}
        act.save()
        unsent.filter(story=story, event=event).update(act=act)


def add_tasks(apps, rows):
    """Turn what waited in the queue into acts, each once."""
    Act = apps.get_model("ledger", "Act")
    Page = apps.get_model("wagtailcore", "Page")
    Correction = apps.get_model("news", "Correction")
    feeds = {}
    for path, stored in rows:
        arguments = json.loads(stored) if isinstance(stored, str) else stored
        name, values = path.rpartition(".")[2], arguments["args"]
        act = Act(key=str(values[0]))
        if name == "notify":
            feeds[values[0]] = None
            continue
        if name == "announce_release":
            page = Page.objects.filter(pk=values[0]).first()
            act.kind, act.payload = "announcement", {"releases": [values[0]]}
            act.story = page and page.translation_key
        elif name == "announce_correction":
            correction = Correction.objects.filter(pk=values[0]).first()
            act.kind, act.payload = "correction", {"correction": values[0]}
            act.story = correction and correction.story
        elif name == "send_notice":
            act.kind = "notice"
            act.key = f"carried over: {values[0]} {values[1]}"
            act.payload = {"subscription": values[0], "notice": values[1]}
        if act.story or act.kind == "notice":
            Act.objects.bulk_create([act], ignore_conflicts=True)
    if feeds:
        Act.objects.create(
            kind="websub", key="carried over", payload={"feeds": list(feeds)}
        )


class Migration(migrations.Migration):
    dependencies = [
        ("subscriptions", "0002_deliveries_of_acts"),
        ("news", "0013_answers_by_language"),
        ("wagtailcore", "0098_apitoken"),
    ]

    operations = [migrations.RunPython(carry_over, migrations.RunPython.noop)]
