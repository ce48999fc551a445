"""A section of benchmarks/README.md, kept between `<!-- name -->` and `<!-- /name -->`."""

from __future__ import annotations

from pathlib import Path

README = Path(__file__).with_name("README.md")


def write_section(name: str, text: str) -> None:
    """Put a section where it stood before, or at the end where it is new."""
    page = README.read_text("utf-8")
    begin, end = f"<!-- {name} -->", f"<!-- /{name} -->"
    section = f"{begin}\n{text.strip()}\n{end}"
    if begin in page:
        head, rest = page.split(begin, 1)
        page = head + section + rest.split(end, 1)[1]
    else:
        page = page.rstrip() + f"\n\n{section}\n"
    README.write_text(page, "utf-8")
