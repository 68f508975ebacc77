"""The forms that lead from a text to a draft."""

from __future__ import annotations

import re
from pathlib import PurePath
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import UploadedFile
from django.template.defaultfilters import filesizeformat
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from news.pages import NewsIndexPage
from news.reading.passages import Text
from news.reading.sources import Source, UnreadableError

LONGEST_TEXT = 500_000  # characters, with the markup that a word processor writes
LONGEST_RELEASE = 30_000  # characters of what is read; nothing but names takes a second
LARGEST_FILE = 5 * 1024 * 1024  # bytes
ENDINGS = (".docx", ".html", ".htm", ".txt")
TOO_LONG = gettext_lazy("This text is too long for a release.")


class NewsroomForm(forms.Form):
    """Asks in which of some newsrooms a release will be: that is, in which language."""

    newsroom = forms.ChoiceField(label=gettext_lazy("Language"))

    def __init__(
        self, *args: Any, newsrooms: list[NewsIndexPage], **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        self.newsrooms = {str(one.pk): one for one in newsrooms}
        field: Any = self.fields["newsroom"]
        field.choices = [
            (key, one.locale.get_display_name()) for key, one in self.newsrooms.items()
        ]

    def find_newsroom(self) -> NewsIndexPage:
        return self.newsrooms[self.cleaned_data["newsroom"]]


class SourceForm(NewsroomForm):
    """A text as it is pasted, or a file."""

    text = forms.CharField(
        label=gettext_lazy("Text"),
        required=False,
        strip=False,
        max_length=LONGEST_TEXT,
        widget=forms.Textarea(attrs={"rows": 14, "data-paste-text": ""}),
        help_text=gettext_lazy(
            "Paste the whole text here: headline, text, about the institutions, contact."
        ),
    )
    # What was pasted with its headings, lists and links, while nobody has changed it.
    html = forms.CharField(
        required=False,
        strip=False,
        max_length=LONGEST_TEXT,
        widget=forms.HiddenInput(attrs={"data-paste-html": ""}),
        error_messages={"max_length": TOO_LONG},
    )
    file = forms.FileField(
        label=gettext_lazy("Or a file"),
        required=False,
        allow_empty_file=True,
        help_text=gettext_lazy("Word (.docx), HTML or plain text, up to 5 MB."),
        widget=forms.FileInput(attrs={"accept": ",".join(ENDINGS)}),
    )

    def clean_file(self) -> Source | None:
        file: UploadedFile | None = self.cleaned_data["file"]
        if file is None:
            return None
        if file.size and file.size > LARGEST_FILE:
            raise ValidationError(
                _("This file is larger than %(size)s.")
                % {"size": filesizeformat(LARGEST_FILE)}
            )
        name = file.name or ""
        if PurePath(name).suffix.lower() not in ENDINGS:
            raise ValidationError(
                _(
                    "Files of this kind are not read. Save it as .docx, or paste the text."
                )
            )
        try:
            source = Source.of_file(name, file.read())
        except UnreadableError as error:
            raise ValidationError(
                _("This file cannot be read. Is it damaged, or of another kind?")
            ) from error
        if len(source.text) > LONGEST_TEXT:
            raise ValidationError(TOO_LONG)
        return source

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        if self.errors:
            return data
        text, html, file = data["text"], data["html"], data["file"]
        if file and text.strip():
            raise ValidationError({"file": _("Give a text or a file, not both.")})
        source = file or Source(html or text, is_html=bool(html))
        data["source"] = source = Source(normalise(source.text), source.is_html)
        name = "file" if file else "text"
        try:
            passages = Text.of(source.read()).passages
        except UnreadableError as error:
            raise ValidationError({name: _("This text cannot be read.")}) from error
        if sum(len(passage.text) for passage in passages) > LONGEST_RELEASE:
            raise ValidationError({name: TOO_LONG})
        if not any(passage.text.strip() for passage in passages):
            raise ValidationError({name: _("There is no text in it.")})
        return data


class ReadForm(NewsroomForm):
    """A text that was read, posted again; and which of its proposals are accepted.

    It is read anew, so that nothing has to be kept and nothing has to be believed.
    """

    newsroom = forms.ChoiceField(widget=forms.HiddenInput)
    text = forms.CharField(
        strip=False, max_length=LONGEST_TEXT, widget=forms.HiddenInput
    )
    is_html = forms.BooleanField(required=False, widget=forms.HiddenInput)
    # What the proposals were when they were shown.
    digest = forms.CharField(widget=forms.HiddenInput)

    def find_source(self) -> Source:
        data = self.cleaned_data
        return Source(normalise(data["text"]), data["is_html"])


def normalise(text: str) -> str:
    """Return a text with the line ends that it has when a form has sent it twice."""
    return re.sub(r"\r\n?", "\n", text).replace("\0", "")
