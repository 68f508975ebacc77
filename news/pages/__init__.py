from news.pages.newsroom import NewsIndexPage
from news.pages.releases import NewsItemPage, PressReleasePage

__all__ = ["NewsIndexPage", "NewsItemPage", "PressReleasePage"]
