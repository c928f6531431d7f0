"""Keep a folder as an Aftercare hub publishes it: `python mirror.py https://hub.example/api/v1 folder`.

`live/{locale}/{content_id}.json` is the document of what is published, `notices/…` what is left of what was
taken back: show that, and nothing older. `cursor.json` is our place in the feed. It is noted last.
"""

import json
import shutil
import sys
import time
from http.client import HTTPException
from pathlib import Path
from urllib.error import HTTPError
from urllib.parse import urlencode
from urllib.request import urlopen


def write(path, value):
    """Whole or not at all: a reader, or whoever goes on after a kill, finds the old file or the new one."""
    path.parent.mkdir(parents=True, exist_ok=True)
    path.with_suffix(".new").write_text(json.dumps(value), encoding="utf-8")
    path.with_suffix(".new").replace(path)


def take_page(api, folder, cursor, wait=0):
    query = {"include": "document", "wait": wait} | ({"cursor": cursor} if cursor else {})
    with urlopen(f"{api}/changes/?{urlencode(query)}", timeout=wait + 30) as answer:
        page = json.load(answer)
    for change in page["changes"]:
        name = f"{change['locale']}/{change['content_id']}.json"
        here, there = ("live", "notices") if change["state"] == "published" else ("notices", "live")
        write(folder / here / name, change["document"])
        (folder / there / name).unlink(missing_ok=True)
    write(folder / "cursor.json", page["next"])
    return page


def step(api, folder, wait=0):
    """One page of the feed; or, from the start, all of it into a new folder, so that nothing old is left."""
    place, new = folder / "cursor.json", folder.with_name(f"{folder.name}.new")
    try:
        if place.exists():
            return take_page(api, folder, json.loads(place.read_text(encoding="utf-8")), wait)
    except HTTPError as error:
        if error.code != 410:  # The hub was restored from a backup, and says: start again.
            raise
    shutil.rmtree(new, ignore_errors=True)
    page = take_page(api, new, cursor="")
    while page["more"]:
        page = take_page(api, new, page["next"])
    shutil.rmtree(folder, ignore_errors=True)
    return new.rename(folder) and page


while __name__ == "__main__":
    try:
        busy = step(sys.argv[1], Path(sys.argv[2]), wait=25)["changes"]
    except (OSError, HTTPException) as error:  # Away, or too busy: an HTTPError is an OSError.
        busy = print(error, "Trying again.", flush=True)
    time.sleep(0 if busy else 1)
