"""How a figure gets a new value."""

from datetime import date

from wagtail.test.utils.form_data import nested_form_data

from partners.models import Fact
from tests.admin.partner_forms import PUBLISH, is_saved, rows
from tests.factories import add_fact


def value_data(**values) -> dict:
    return {
        "qualifier": "exact",
        "as_of_precision": "day",
        "source_en": "Report",
        "source_de": "",
        "source_url": "",
        "review_by": "",
    } | values


def figure_data(*values: dict, initial: int = 0) -> dict:
    return nested_form_data(
        {
            **PUBLISH,
            "subject_en": "members of staff",
            "subject_de": "",
            "institution": "",
            "partnership": "",
            "unit_en": "",
            "unit_de": "",
            "values": rows(values, initial),
        }
    )


def test_a_new_value_is_one_new_row_and_the_old_ones_stay(post):
    figure = add_fact(value=3000, as_of=date(2020, 12, 31))
    old = figure.values.get()
    data = figure_data(
        value_data(id=old.pk, value="3000", as_of="2020-12-31"),
        value_data(value="3500", as_of="2025-12-31"),
        initial=1,
    )

    assert is_saved(post("fact", data, figure))

    assert [int(row.value) for row in figure.values.order_by("as_of")] == [3000, 3500]


def test_two_values_of_one_day_are_refused(post):
    row = value_data(value="1", as_of="2020-12-31")

    response = post("fact", figure_data(row, row | {"value": "2"}))

    (message,) = response.context["form"].formsets["values"].non_form_errors()
    assert "must be unique" in message
    assert not Fact.objects.exists()
