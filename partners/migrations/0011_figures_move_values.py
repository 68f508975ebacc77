from django.conf import settings
from django.db import migrations

MOVED = ("qualifier", "value", "as_of", "as_of_precision", "source_url", "review_by")


def default_language():
    """Return the language in which a text is taken to be that names none."""
    return settings.WAGTAIL_CONTENT_LANGUAGES[0][0]


def move_values(apps, schema_editor):
    """Let the one value of each figure be its first."""
    Fact = apps.get_model("partners", "Fact")
    FigureValue = apps.get_model("partners", "FigureValue")
    for fact in Fact._base_manager.all():
        FigureValue._base_manager.create(
            figure=fact,
            source={default_language(): fact.source} if fact.source else {},
            **{name: getattr(fact, name) for name in MOVED},
        )


def move_back(apps, schema_editor):
    """Keep the newest value of each figure."""
    Fact = apps.get_model("partners", "Fact")
    FigureValue = apps.get_model("partners", "FigureValue")
    for fact in Fact._base_manager.all():
        values = FigureValue._base_manager.filter(figure=fact)
        newest = values.order_by("-as_of", "-pk").first()
        if newest is None:
            continue
        for name in MOVED:
            setattr(fact, name, getattr(newest, name))
        texts = newest.source
        fact.source = texts.get(default_language()) or next(iter(texts.values()), "")
        fact.save()
    FigureValue._base_manager.all().delete()


class Migration(migrations.Migration):

    dependencies = [
        ('partners', '0010_figures_have_values'),
    ]

    operations = [
        migrations.RunPython(move_values, move_back),
    ]
