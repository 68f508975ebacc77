"""HTML as programs give it to a clipboard or a file, made into what it says.

What a mail programme or a word processor wrote around a text is left out; what it says
with styles and signs of its own (bold, raised, lists) becomes elements.
"""

from __future__ import annotations

import re

from bs4 import BeautifulSoup, Comment

# Word's lists are paragraphs with the sign of the entry in their text.
WORD_LIST = re.compile(r"mso-list:\s*(?!ignore|none)", re.IGNORECASE)


def tidy(html: str) -> BeautifulSoup:
    """Return pasted or stored HTML with elements for what it says, and no others."""
    soup = BeautifulSoup(html, "html.parser")
    for comment in soup.find_all(string=lambda text: isinstance(text, Comment)):
        comment.extract()
    for tag in soup.find_all(["script", "style", "head", "nav", "noscript", "xml"]):
        tag.decompose()
    _unwrap_styles(soup)
    _group_word_lists(soup)
    return soup


def _unwrap_styles(soup: BeautifulSoup) -> None:
    """Write what is only a style as an element; drop an element that has no effect."""
    for tag in soup.find_all(["b", "strong", "i", "em"]):
        if re.search(r"font-(?:weight|style):\s*normal", str(tag.get("style", ""))):
            tag.unwrap()
    for tag in soup.find_all("span"):
        style = str(tag.get("style", "")).replace(" ", "").lower()
        if re.search(r"font-weight:(?:bold|[6-9]00)", style):
            tag.name = "strong"
        elif "font-style:italic" in style:
            tag.name = "em"
        elif "vertical-align:super" in style:
            tag.name = "sup"
        elif "vertical-align:sub" in style:
            tag.name = "sub"


def _group_word_lists(soup: BeautifulSoup) -> None:
    """Make lists of the paragraphs that Word writes for entries of lists."""
    for paragraph in soup.find_all("p"):
        if not WORD_LIST.search(str(paragraph.get("style", ""))):
            continue
        for sign in paragraph.find_all("span", style=re.compile("mso-list", re.I)):
            sign.decompose()
        before = paragraph.find_previous_sibling()
        paragraph.name = "li"
        if before is not None and before.name == "ul" and before.get("data-word"):
            before.append(paragraph.extract())
        else:
            paragraph.wrap(soup.new_tag("ul", attrs={"data-word": "1"}))
