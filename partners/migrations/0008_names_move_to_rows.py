from datetime import date

from django.db import migrations
from django.utils import timezone


def move_to_rows(apps, schema_editor):
    """Let what a person is called hold always, as far as is known."""
    Person = apps.get_model("partners", "Person")
    PersonName = apps.get_model("partners", "PersonName")
    for person in Person._base_manager.all():
        is_sorted_apart = person.sort_name != person.name
        PersonName._base_manager.create(
            person=person,
            text=person.name,
            titles=person.titles,
            sort_name=person.sort_name if is_sorted_apart else "",
        )
        # The copy that saving a person keeps from now on.
        person.known_names = [
            {
                "text": person.name,
                "from": None,
                "to": None,
                "kind": "official",
                "sort_name": person.sort_name or person.name,
                "titles": person.titles,
            }
        ]
        person.save(update_fields=["known_names"])


def move_back(apps, schema_editor):
    """Keep of each person what holds today, else what held last."""
    Person = apps.get_model("partners", "Person")
    PersonName = apps.get_model("partners", "PersonName")
    today = timezone.localdate()
    rows = {}
    for row in PersonName._base_manager.filter(kind="official"):
        rows.setdefault(row.person_id, []).append(row)
    for person in Person._base_manager.filter(pk__in=rows):
        begun = [row for row in rows[person.pk] if (row.valid_from or date.min) <= today]
        row = max(begun or rows[person.pk], key=lambda one: one.valid_from or date.min)
        person.name = row.text[:200]
        person.titles = row.titles
        person.sort_name = (row.sort_name or row.text)[:200]
        person.save(update_fields=["name", "titles", "sort_name"])
    PersonName._base_manager.all().delete()


class Migration(migrations.Migration):

    dependencies = [
        ('partners', '0007_names_of_people'),
    ]

    operations = [
        migrations.RunPython(move_to_rows, move_back),
    ]
