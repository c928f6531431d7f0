"""A hub goes to another database whole, or not at all."""

import json
import re
import subprocess
import sys
from hashlib import sha256
from pathlib import Path
from zipfile import ZIP_DEFLATED, ZipFile

import pytest
from django.contrib.auth import get_user_model
from django.contrib.auth.models import Group
from django.core.files.storage import default_storage
from django.core.management import CommandError, call_command
from django.db import transaction
from django.db.models.signals import post_save, pre_save
from django.test import Client
from django.utils import timezone

from cms.articles.models import ArticlePage
from cms.comments.models import Comment
from cms.editions.models import Edition, Thing
from cms.moving import services
from cms.moving.archive import MANIFEST
from cms.moving.refusals import MoveRefused
from cms.moving.services import export_hub, import_hub
from cms.moving.target import clear, refuse_unless_empty
from cms.publishing.heal import heal
from tests.articles.factories import benefits, make_article, make_guide
from tests.launching import ROOT
from tests.library.factories import edit, make_benefit, make_disclaimer, make_image, make_topic
from tests.publishing.ledger import editions_of, thing_of

pytestmark = pytest.mark.django_db
PASSWORD = "a long one, for tests"


@pytest.fixture
def hub():
    """Articles in use, one gone, a picture, a draft, a comment, and somebody who logs in."""
    make_disclaimer()
    benefit = make_benefit()
    page = make_article(body=[benefits(benefit)], topics=[make_topic()], hero_image=make_image())
    make_guide(articles=[page])
    make_article("No longer").unpublish()
    edit(benefit, body="<p>New words.</p>")
    benefit.title = "Only a draft"
    benefit.save_revision()
    Comment.objects.create(
        content_id=page.content_id, locale="en", name="R.", text="Thank you.", submitted_at=timezone.now()
    )
    editor = get_user_model().objects.create_superuser("somebody", password=PASSWORD)
    editor.groups.add(Group.objects.get(name="Editors"))
    return page


@pytest.fixture
def archive(hub, tmp_path):
    path = tmp_path / "hub.zip"
    export_hub(path)
    return path


@pytest.fixture
def empty(archive, settings, tmp_path):
    """The archive, and a database and a folder in which there is nothing."""
    clear()
    settings.MEDIA_ROOT = tmp_path / "elsewhere"
    return archive


def members(path):
    with ZipFile(path) as archive:
        return {name: archive.read(name) for name in archive.namelist() if name != MANIFEST}


def rows(path):
    """The rows of an archive. PostgreSQL keeps the keys of JSON in an order of its own."""
    return {
        name: [json.loads(line) for line in data.splitlines()] if name.startswith("rows/") else data
        for name, data in members(path).items()
    }


def rewrite(path, change):
    """Change the members of an archive, the manifest among them, by hand."""
    with ZipFile(path) as archive:
        held = {name: archive.read(name) for name in archive.namelist()}
    held = change(held) or held
    with ZipFile(path, "w", ZIP_DEFLATED) as archive:
        for name, data in held.items():
            archive.writestr(name, data)


def test_database_with_migrations_alone_is_empty():
    refuse_unless_empty()


def test_everything_arrives_as_it_was(empty, tmp_path, settings):
    import_hub(empty)
    export_hub(again := tmp_path / "again.zip")
    assert members(again) == members(empty)
    assert {path.name for path in Path(settings.MEDIA_ROOT).rglob("*.*")} == {
        Path(name).name for name in members(empty) if name.startswith("media/")
    }


def test_imported_hub_is_whole_and_goes_on(empty, hub, capsys):
    call_command("import_editions", empty)
    call_command("verify_editions")
    assert "Nothing wrong" in capsys.readouterr().out
    assert heal() == (0, [])
    page = ArticlePage.objects.get(pk=hub.pk)
    edit(page, summary="Written after the move.")
    assert [edition.number for edition in editions_of(page)] == [1, 2, 3]
    assert make_article("A new one").live
    assert heal() == (0, [])


def test_editor_logs_in_after_the_move(empty):
    import_hub(empty)
    client = Client()
    assert client.login(username="somebody", password=PASSWORD)
    assert client.get("/admin/").status_code == 200
    assert get_user_model().objects.get().groups.get().permissions.exists()


def test_nothing_reacts_to_the_rows_of_an_import(empty):
    saved = []

    def note(sender, **kwargs):
        saved.append(sender)

    for signal in (pre_save, post_save):
        signal.connect(note)
    try:
        import_hub(empty)
    finally:
        for signal in (pre_save, post_save):
            signal.disconnect(note)
    assert saved == []


def test_picture_that_only_an_earlier_edition_names_goes_along(empty):
    names = [name for name in members(empty) if name.startswith("media/")]
    import_hub(empty)
    assert len(names) > 10
    assert all(default_storage.exists(name.removeprefix("media/")) for name in names)


def test_file_of_a_replaced_picture_goes_along(hub, tmp_path):
    document = json.loads(bytes(thing_of(hub.hero_image).current.document))
    hub.hero_image.renditions.all().delete()
    export_hub(tmp_path / "hub.zip")
    named = {source["url"].rpartition("/")[2] for source in document["sources"]}
    assert named <= {Path(name).name for name in members(tmp_path / "hub.zip")}


def test_lost_file_is_named_and_the_rest_exported(hub, tmp_path, capsys):
    (Path(default_storage.location) / hub.hero_image.file.name).unlink()
    call_command("export_editions", tmp_path / "hub.zip")
    said = capsys.readouterr()
    assert f"The file {hub.hero_image.file.name} is named, and is not in the media folder." in said.err
    assert re.search(r", \d+ files, ", said.out)


def test_archive_is_for_its_owner_alone(archive):
    assert archive.stat().st_mode & 0o077 == 0


def test_failed_export_leaves_what_was_there(archive, monkeypatch):
    before = archive.read_bytes()
    monkeypatch.setattr(services, "write_media", lambda writer: 1 / 0)
    with pytest.raises(ZeroDivisionError):
        export_hub(archive)
    assert archive.read_bytes() == before
    assert [path.name for path in archive.parent.glob("hub*")] == ["hub.zip"]


def test_database_in_use_is_refused(archive):
    editions = Edition.objects.count()
    with pytest.raises(
        CommandError, match=r"Nothing was imported. This database is in use \(.*editions.Edition"
    ):
        call_command("import_editions", archive)
    assert Edition.objects.count() == editions


def cut(path):
    path.write_bytes(path.read_bytes()[:-100])


def flip(path):
    """In the middle of the largest member: between two members there are bits that mean nothing."""
    with ZipFile(path) as archive:
        largest = max(archive.infolist(), key=lambda info: info.compress_size)
    data = bytearray(path.read_bytes())
    data[largest.header_offset + len(largest.filename) + largest.compress_size // 2] ^= 1
    path.write_bytes(data)


def retell(**changes):
    """A manifest that says something else, and is otherwise in order."""

    def change(held):
        manifest = json.loads(held[MANIFEST])
        held[MANIFEST] = json.dumps(manifest | {name: new(manifest[name]) for name, new in changes.items()})

    return lambda path: rewrite(path, change)


def replace(name, find, put):
    """A row that is another one, with a manifest that tells its digest."""

    def change(held):
        held[name], found = re.subn(find, put, held[name])
        assert found
        _tell_digests(held)

    return lambda path: rewrite(path, change)


def rename(find, put):
    def change(held):
        held = {name.replace(find, put): data for name, data in held.items()}
        _tell_digests(held)
        return held

    return lambda path: rewrite(path, change)


def _tell_digests(held):

    told = {name: sha256(data).hexdigest() for name, data in held.items() if name != MANIFEST}
    held[MANIFEST] = json.dumps(json.loads(held[MANIFEST]) | {"members": told}).encode()


REFUSED = {
    "absent": (lambda path: path.unlink(), "cannot be read: No such file"),
    "cut off": (cut, "is damaged, cut off"),
    "one bit": (flip, "damaged"),
    "no archive": (lambda path: path.write_text("a letter"), "is damaged, cut off, or no archive of a hub"),
    "no manifest": (
        lambda path: rewrite(path, lambda held: held.pop(MANIFEST) and held),
        "It has no manifest",
    ),
    "another format": (retell(format=lambda _: 2), "format 2, and this program reads format 1"),
    "other migrations": (
        retell(migrations=lambda told: told | {"editions": ["0001_initial", "9999_later"]}),
        "other migrations of editions",
    ),
    "a member changed": (
        lambda path: rewrite(path, lambda held: held.update({"rows/accounts.user.jsonl": b""})),
        "rows/accounts.user.jsonl in the archive is damaged",
    ),
    "a member too many": (
        lambda path: rewrite(path, lambda held: held.update({"rows/surprise": b""})),
        "does not hold what its manifest tells",
    ),
    "a row too few": (
        retell(counts=lambda told: told | {"accounts.user": 2}),
        "holds 1 rows of accounts.user; its manifest tells 2",
    ),
    "another ledger": (
        retell(ledger=lambda told: told | {"sequence": 99}),
        "does not end where the manifest tells",
    ),
    "an altered edition": (
        replace("rows/editions.edition.jsonl", rb'"digest": "\w{4}', b'"digest": "0000'),
        "The ledger in the archive is not whole.*digest was altered",
    ),
    "an altered title": (
        replace("rows/editions.thing.jsonl", b"Walking after surgery", b"Talking after surgery"),
        "The ledger in the archive is not whole.*its title is “Talking after surgery”",
    ),
    "a row that is no row": (replace("rows/accounts.user.jsonl", b'"fields"', b'"feels"'), "cannot be read"),
    "a lost reference": (
        replace("rows/accounts.user_groups.jsonl", b'"group": ', b'"group": 99'),
        "refers to one that it does not hold",
    ),
    "a row of another table": (
        replace("rows/accounts.user_groups.jsonl", b"accounts.user_groups", b"auth.group"),
        "accounts.User_groups",
    ),
    "a file outside": (rename("media/images/", "media/../"), "would be written outside the folder"),
    "an absolute file": (rename("media/images/", "media//"), "would be written outside the folder"),
}


@pytest.mark.parametrize(("damage", "words"), REFUSED.values(), ids=REFUSED)
def test_archive_that_is_not_whole_changes_nothing(empty, settings, damage, words):
    damage(empty)
    with pytest.raises(MoveRefused, match=words):
        import_hub(empty)
    assert not Thing.objects.exists()
    assert not get_user_model().objects.exists()
    assert not Path(settings.MEDIA_ROOT).exists()


def test_other_file_of_the_same_name_is_never_replaced(empty, settings):
    name = next(name for name in members(empty) if name.startswith("media/")).removeprefix("media/")
    path = Path(settings.MEDIA_ROOT) / name
    path.parent.mkdir(parents=True)
    path.write_text("another picture")
    with pytest.raises(MoveRefused, match="is here already"):
        import_hub(empty)
    assert path.read_text() == "another picture"
    assert not Thing.objects.exists()


ELSEWHERE = """
import django, sys
from django.core.management import call_command
django.setup()
call_command("migrate", verbosity=0)
call_command("import_editions", sys.argv[1])
call_command("verify_editions")
call_command("compile_editions")
call_command("export_editions", sys.argv[2])
"""


def test_hub_goes_to_a_new_sqlite_database_and_comes_back(empty, tmp_path):
    there = {"DATABASE_URL": f"sqlite:///{tmp_path}/there.sqlite3", "MEDIA_ROOT": str(tmp_path / "there")}
    back = tmp_path / "back.zip"
    environment = {"DJANGO_SETTINGS_MODULE": "cms.settings", "PATH": "", "PYTHONPATH": str(ROOT), **there}
    command = [sys.executable, "-c", ELSEWHERE, str(empty), str(back)]
    run = subprocess.run(command, cwd=ROOT, env=environment, capture_output=True, text=True)
    assert run.returncode == 0, run.stderr
    assert "Nothing wrong" in run.stdout
    assert "Nothing to do" in run.stdout
    assert rows(back) == rows(empty)
    with transaction.atomic():
        import_hub(back)
    assert heal() == (0, [])
