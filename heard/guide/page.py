"""The guide as one HTML file: readable from a folder or an e-mail, with nothing from the network."""

from __future__ import annotations

import base64
import hashlib
from typing import TYPE_CHECKING

from jinja2 import Environment, PackageLoader, StrictUndefined

if TYPE_CHECKING:
    from heard.guide.document import Document


def render(document: Document) -> str:
    """The document as HTML. Everything the playbook says is escaped."""
    room = Environment(
        loader=PackageLoader("heard.guide"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    style = room.get_template("guide.css").render()
    digest = base64.b64encode(hashlib.sha256(style.encode()).digest()).decode()
    return room.get_template("guide.html").render(document=document, style_hash=f"sha256-{digest}")
