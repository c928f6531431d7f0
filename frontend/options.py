"""What every verb is told: where the hub is, where the site will be, and where it is written."""

import hashlib
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

from frontend.mirror import SCHEMA_VERSION
from frontend.templating import PACKAGE, TEMPLATES

# What a page is made with: a change to any of it makes every page anew.
_MADE_WITH = ("*.py", "*.html", "*.css", "*.js", "*.svg", "*.json")


@dataclass(frozen=True)
class Options:
    api_url: str
    site_url: str
    out: Path
    templates: Path = TEMPLATES

    @cached_property
    def fingerprint(self) -> str:
        """Equal for two releases exactly if the same documents would make the same files."""
        digest = hashlib.sha256(f"{self.api_url}\n{self.site_url}\n{SCHEMA_VERSION}\n".encode())
        for folder in (PACKAGE, self.templates / "site", self.templates / "embed"):
            for path in sorted(path for pattern in _MADE_WITH for path in folder.rglob(pattern)):
                digest.update(path.name.encode() + path.read_bytes())
        return digest.hexdigest()
