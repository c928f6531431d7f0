"""A release as a value that can be compared."""


def tree(release):
    """Every file's bytes by name. The search index is left out: its file names are its own affair."""
    return {name: (release.folder / name).read_bytes() for name in release.files() if "pagefind/" not in name}


def text(release, name):
    return (release.folder / name).read_text(encoding="utf-8")
