"""The form that copies a release."""

from wagtail.admin.forms.pages import CopyForm


class ReleaseCopyForm(CopyForm):
    """Wagtail's form without what would publish a copy: it begins as a draft."""

    def __init__(self, *args, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        for name in ("publish_copies", "alias"):
            self.fields.pop(name, None)
