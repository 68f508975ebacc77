from django.contrib.postgres.operations import BtreeGistExtension
from django.db import migrations

# Table, columns that must be equal, condition.
NO_OVERLAPS = (
    ("institutionname", ("institution_id", "language"), "kind = 'official'"),
    ("partnershipname", ("partnership_id", "language"), "kind = 'official'"),
    ("boilerplate", ("institution_id", "language"), "true"),
    ("institutionrelation", ("institution_id", "kind", "target_id"), "true"),
    ("partnershipmember", ("partnership_id", "institution_id", "role"), "true"),
    ("affiliation", ("person_id",), "is_primary"),
)


class RefuseOverlaps(migrations.operations.base.Operation):
    """Two rows with equal columns must not hold at the same time.

    Only PostgreSQL can say so; elsewhere the forms refuse it
    (``partners.forms``), as they do there for the sake of the message. Checked
    when a transaction ends, because two rows may trade places in one form.
    """

    reduces_to_sql = True
    reversible = True

    def state_forwards(self, app_label, state):
        pass

    def database_forwards(self, app_label, schema_editor, from_state, to_state):
        if schema_editor.connection.vendor != "postgresql":
            return
        for table, columns, condition in NO_OVERLAPS:
            equal = ", ".join(f"{column} WITH =" for column in columns)
            schema_editor.execute(
                f"ALTER TABLE partners_{table} "
                f"ADD CONSTRAINT partners_{table}_no_overlap EXCLUDE USING gist "
                f"({equal}, daterange(valid_from, valid_to) WITH &&) "
                f"WHERE ({condition}) DEFERRABLE INITIALLY DEFERRED"
            )

    def database_backwards(self, app_label, schema_editor, from_state, to_state):
        if schema_editor.connection.vendor != "postgresql":
            return
        for table, _columns, _condition in NO_OVERLAPS:
            schema_editor.execute(
                f"ALTER TABLE partners_{table} "
                f"DROP CONSTRAINT partners_{table}_no_overlap"
            )

    def describe(self):
        return "Refuse rows that hold at the same time and contradict each other"


class Migration(migrations.Migration):

    dependencies = [
        ('partners', '0005_partnership_milestone'),
    ]

    operations = [
        # Not deferrable, so it refused two rows that trade places in one form.
        migrations.RemoveConstraint(
            model_name='institutionname',
            name='partners_institutionname_one_current',
        ),
        BtreeGistExtension(),
        RefuseOverlaps(),
    ]
