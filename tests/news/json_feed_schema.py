"""JSON Feed 1.1 as a JSON Schema, written from the text of the specification.

Source: https://www.jsonfeed.org/version/1.1/
"""

ADDRESS = {"type": "string", "format": "uri", "minLength": 1}
TEXT = {"type": "string", "minLength": 1}
INSTANT = {"type": "string", "format": "date-time"}
EXTENSION = {"^_[A-Za-z][^.]*$": {"type": "object"}}
AUTHORS = {
    "type": "array",
    "items": {
        "type": "object",
        "properties": {"name": TEXT, "url": ADDRESS, "avatar": ADDRESS},
        "anyOf": [{"required": [name]} for name in ("name", "url", "avatar")],
        "additionalProperties": False,
    },
}
ITEM = {
    "type": "object",
    "required": ["id"],
    "anyOf": [{"required": ["content_html"]}, {"required": ["content_text"]}],
    "properties": {
        "id": TEXT,
        "url": ADDRESS,
        "external_url": ADDRESS,
        "title": TEXT,
        "content_html": {"type": "string"},
        "content_text": {"type": "string"},
        "summary": TEXT,
        "image": ADDRESS,
        "banner_image": ADDRESS,
        "date_published": INSTANT,
        "date_modified": INSTANT,
        "authors": AUTHORS,
        "tags": {"type": "array", "items": TEXT},
        "language": TEXT,
        "attachments": {
            "type": "array",
            "items": {
                "type": "object",
                "required": ["url", "mime_type"],
                "properties": {
                    "url": ADDRESS,
                    "mime_type": TEXT,
                    "title": {"type": "string"},
                    "size_in_bytes": {"type": "integer", "minimum": 1},
                    "duration_in_seconds": {"type": "number"},
                },
                "additionalProperties": False,
            },
        },
    },
    "patternProperties": EXTENSION,
    "additionalProperties": False,
}
SCHEMA = {
    "$schema": "https://json-schema.org/draft/2020-12/schema",
    "type": "object",
    "required": ["version", "title", "items"],
    "properties": {
        "version": {"const": "https://jsonfeed.org/version/1.1"},
        "title": TEXT,
        "home_page_url": ADDRESS,
        "feed_url": ADDRESS,
        "description": TEXT,
        "user_comment": TEXT,
        "next_url": ADDRESS,
        "icon": ADDRESS,
        "favicon": ADDRESS,
        "authors": AUTHORS,
        "language": TEXT,
        "expired": {"type": "boolean"},
        "hubs": {
            "type": "array",
            "items": {
                "type": "object",
                "required": ["type", "url"],
                "properties": {"type": TEXT, "url": ADDRESS},
                "additionalProperties": False,
            },
        },
        "items": {"type": "array", "items": ITEM},
    },
    "patternProperties": EXTENSION,
    "additionalProperties": False,
}
