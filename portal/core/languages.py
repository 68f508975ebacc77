"""Languages: what a text can be in, and short texts that exist in several."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Any, TypeVar

from django import forms
from django.conf import settings
from django.conf.locale import LANG_INFO
from django.core.exceptions import ValidationError
from django.db import models
from django.db.models.query_utils import DeferredAttribute
from django.utils import translation
from django.utils.text import capfirst
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from portal.core.simple_forms import SimpleForm, base_language, find_forms, is_simple

Render = TypeVar("Render", bound=Callable[..., Any])


def in_its_language(render: Render) -> Render:
    """Let a function speak the ``language`` of its first argument, whoever calls it.

    The language that is active belongs to who asks: a visitor, an editor, or nobody
    in a command. What is returned must be text by then; a generator or a lazy text
    would speak later.
    """

    @wraps(render)
    def rendered(subject, *args, **kwargs):
        with translation.override(subject.language):
            return render(subject, *args, **kwargs)

    return rendered  # type: ignore[return-value]


def content_languages() -> list[str]:
    """Return the codes of the languages that the site is published in."""
    return [code for code, _name in settings.WAGTAIL_CONTENT_LANGUAGES]


def text_languages() -> list[str]:
    """Return the codes of the languages that names and short texts are asked in.

    Without simple forms: what an institution is called in German, it is called in
    Leichte Sprache too.
    """
    return [code for code in content_languages() if not is_simple(code)]


def text_language_names() -> list[tuple[str, Any]]:
    """Return code and name of every language that texts are asked in."""
    return [
        (code, name)
        for code, name in settings.WAGTAIL_CONTENT_LANGUAGES
        if not is_simple(code)
    ]


def own_names() -> dict[str, str]:
    """Return what the languages of the site are called in themselves, by code."""
    return dict(settings.WAGTAILADMIN_PERMITTED_LANGUAGES) | {
        form.tag: form.own_name for form in simple_forms()
    }


def simple_forms() -> list[SimpleForm]:
    """Return the simple forms of languages that the site is published in."""
    return find_forms(settings.SIMPLE_LANGUAGES)


def find_simple_form(language: str) -> SimpleForm | None:
    """Return what a language is the simple form of and how, None for any other."""
    return next((form for form in simple_forms() if form.tag == language), None)


def language_choices() -> list[tuple[str, str]]:
    """Return every language a name can be in, the site's own first."""
    own = text_languages()
    others = [code for code in LANG_INFO if code not in own and "-" not in code]
    return [
        (
            code,
            LANG_INFO[code]["name_local"].capitalize() if code in LANG_INFO else code,
        )
        for code in own + sorted(c for c in others if "name_local" in LANG_INFO[c])
    ]


def order_languages(language: str | None = None) -> list[str]:
    """Return the site's languages in the order in which a reader is served.

    ``language`` (the active one by default) comes first, and after a simple form the
    language that it is a form of. Other simple forms are for nobody who did not ask.
    """
    asked = language or get_language() or settings.LANGUAGE_CODE
    base = base_language(asked)
    if base == asked:
        base = asked = asked.split("-")[0]
    return list(dict.fromkeys([asked, base, *text_languages()]))


def find_foreign(language: str) -> str:
    """Return the value of an HTML ``lang`` attribute, empty for that of the page."""
    return "" if language == order_languages()[0] else language


class Wording(str):
    """A text that stands in others, such as a name; ``language`` is empty if unknown."""

    language: str

    def __new__(cls, text: str, language: str = "") -> Wording:
        wording = super().__new__(cls, text)
        wording.language = language
        return wording

    @property
    def lang(self) -> str:
        """The value for an HTML ``lang`` attribute, empty when it is the page's."""
        return find_foreign(self.language)


def likely_language() -> str:
    """Return the active language if texts are asked in it, else the site's first."""
    codes = text_languages()
    active = base_language(get_language() or "")
    return active if active in codes else codes[0]


class LanguageField(models.CharField):
    """A language code (BCP 47), chosen from the languages Django knows."""

    def __init__(self, verbose_name=_("language"), *args, **kwargs) -> None:
        kwargs["verbose_name"] = verbose_name
        kwargs.setdefault("max_length", 12)
        kwargs.setdefault("choices", language_choices)
        super().__init__(*args, **kwargs)

    def formfield(self, **kwargs):
        """Begin with the language of who fills in the form, and not with none."""
        if not self.blank:
            kwargs.setdefault("initial", likely_language)
        return super().formfield(**kwargs)


class Translated(dict):
    """A short text in several languages; as a string, the reader's one.

    >>> Translated(en="Researcher", de="Forscherin").text_in("de")
    'Forscherin'
    """

    def language_for(self, language: str | None = None) -> str:
        """Return the code of the language that ``text_in`` would answer in."""
        codes = [*order_languages(language), *self]
        return next((code for code in codes if self.get(code)), "")

    def text_in(self, language: str | None = None) -> str:
        """Return the text in a language, or in the next one that has it."""
        return self.get(self.language_for(language), "")

    def wording_in(self, language: str | None = None) -> Wording:
        """Return the same, with the language in which it is."""
        return Wording(self.text_in(language), self.language_for(language))

    def __str__(self) -> str:
        return self.text_in()

    def __hash__(self) -> int:  # type: ignore[override]
        return hash(tuple(sorted(self.items())))

    def __bool__(self) -> bool:
        return any(self.values())

    def lines(self) -> list[str]:
        """Return the reader's text as a list of its non-empty lines."""
        return [line.strip() for line in str(self).splitlines() if line.strip()]

    @property
    def lang(self) -> str:
        """The value for an HTML ``lang`` attribute, empty when it is the page's."""
        return find_foreign(self.language_for())


class TranslatedInput(forms.MultiWidget):
    """One input for each language that texts are asked in, labelled with its name."""

    template_name = "core/widgets/translated_input.html"

    def __init__(self, multiline: bool = False, attrs=None) -> None:
        self.multiline = multiline
        input_class = forms.Textarea if multiline else forms.TextInput
        input_attrs = {"rows": 4} if multiline else {}
        super().__init__(
            {code: input_class(attrs=input_attrs) for code in text_languages()},
            attrs,
        )

    def decompress(self, value) -> list[str]:
        return [(value or {}).get(code, "") for code in text_languages()]

    def get_context(self, name, value, attrs):
        context = super().get_context(name, value, attrs)
        labels = dict(text_language_names())
        for code, subwidget in zip(
            text_languages(), context["widget"]["subwidgets"], strict=True
        ):
            subwidget["language"] = code
            subwidget["label"] = labels[code]
        return context


class TranslatedFormField(forms.MultiValueField):
    """A text for each language; required means: in at least one."""

    def __init__(self, *, multiline=False, max_length=None, **kwargs) -> None:
        kwargs.pop("encoder", None)
        kwargs.pop("decoder", None)
        fields = [
            forms.CharField(max_length=max_length, required=False)
            for _code in text_languages()
        ]
        kwargs["widget"] = TranslatedInput(multiline=multiline)
        super().__init__(fields, require_all_fields=False, **kwargs)

    def compress(self, data_list) -> Translated:
        pairs = zip(text_languages(), data_list or [], strict=False)
        return Translated({code: text for code, text in pairs if text})

    def has_changed(self, initial, data) -> bool:
        if self.disabled:
            return False
        return Translated(initial or {}) != self.compress(
            [(text or "").strip() for text in data or []]
        )


class TranslatedAttribute(DeferredAttribute):
    """What is read from an object is what would be read from the database."""

    def __set__(self, instance: models.Model, value: Any) -> None:
        instance.__dict__[self.field.attname] = self.field.to_python(value)


class TranslatedTextField(models.JSONField):
    """A short text without a history, in the languages of the site.

    For names and texts whose validity matters there are rows with dates instead.
    """

    descriptor_class = TranslatedAttribute

    def __init__(self, *args, multiline=False, max_text_length=None, **kwargs) -> None:
        self.multiline = multiline
        self.max_text_length = max_text_length
        kwargs.setdefault("default", Translated)
        super().__init__(*args, **kwargs)

    def deconstruct(self):
        name, path, args, kwargs = super().deconstruct()
        if self.multiline:
            kwargs["multiline"] = True
        if self.max_text_length:
            kwargs["max_text_length"] = self.max_text_length
        return name, path, args, kwargs

    def from_db_value(self, value, expression, connection):
        return self.to_python(super().from_db_value(value, expression, connection))

    def to_python(self, value):
        value = super().to_python(value)
        is_plain = isinstance(value, dict) and not isinstance(value, Translated)
        return Translated(value) if is_plain else value

    def validate(self, value, model_instance) -> None:
        super().validate(value, model_instance)
        if value and not all(isinstance(text, str) for text in value.values()):
            raise ValidationError(_("Every language needs a text."))

    def formfield(self, **kwargs):
        options = {
            "form_class": TranslatedFormField,
            "multiline": self.multiline,
            "max_length": self.max_text_length,
            "required": not self.blank,
            "label": capfirst(self.verbose_name),
            "help_text": self.help_text,
            # Django compares what was sent with a hidden field where the default is
            # computed, and the forms of the admin have none.
            "show_hidden_initial": False,
        }
        # An editor-supplied widget would lose the languages.
        kwargs.pop("widget", None)
        return models.Field.formfield(self, **{**options, **kwargs})


class LanguageListField(models.JSONField):
    """Some of the languages of the site, as a list of their codes."""

    def __init__(self, *args, **kwargs) -> None:
        kwargs.setdefault("default", list)
        kwargs.setdefault("blank", True)
        super().__init__(*args, **kwargs)

    def formfield(self, **kwargs):
        options = {
            "form_class": forms.MultipleChoiceField,
            "choices": settings.WAGTAIL_CONTENT_LANGUAGES,
            "widget": forms.CheckboxSelectMultiple,
            "required": not self.blank,
            "label": capfirst(self.verbose_name),
            "help_text": self.help_text,
            # Django compares what was sent with a hidden field where the default is
            # computed, and the forms of the admin have none.
            "show_hidden_initial": False,
        }
        kwargs.pop("widget", None)
        return models.Field.formfield(self, **{**options, **kwargs})
