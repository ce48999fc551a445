"""The written guide: the playbook as a document to read, teach from and print."""

from heard.guide.file import to_html, to_markdown, write

__all__ = ["to_html", "to_markdown", "write"]
