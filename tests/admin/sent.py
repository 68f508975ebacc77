"""What a browser sends for a form that it was shown."""

from bs4 import BeautifulSoup


def sent(response) -> dict[str, list[str]]:
    """Return the fields of an editing form as they stand in an answer of the admin.

    Without those that scripts make: blocks of a text are not in the HTML.
    """
    page = BeautifulSoup(response.content, "html.parser")
    # The forms of files are not marked as such.
    form = page.select_one("[data-edit-form], main form[enctype]")
    data: dict[str, list[str]] = {}
    for field in form.select("input[name], textarea[name], select[name]"):
        if field.name == "select":
            values = [option["value"] for option in field.select("option[selected]")]
            if not values and not field.has_attr("multiple"):
                values = [option["value"] for option in field.select("option")[:1]]
        elif field.name == "textarea":
            values = [field.text.removeprefix("\n")]
        elif field.get("type") in ("checkbox", "radio"):
            values = [field.get("value", "on")] if field.has_attr("checked") else []
        else:
            values = [field.get("value", "")] if field.get("type") != "file" else []
        data.setdefault(field["name"], []).extend(values)
    return data
