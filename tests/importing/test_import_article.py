import os
from io import StringIO
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command

from cms.articles.models import ArticlePage
from cms.library.models import Benefit, Disclaimer
from tests.importing.sources import MOVING_AGAIN, TITLES
from tests.launching import ROOT
from tests.library.factories import make_benefit, make_topic
from tests.publishing.ledger import document_of

pytestmark = pytest.mark.django_db
# A real article, where there is one beside the project; its words belong to its authors.
GIVEN = Path(os.environ.get("AFTERCARE_REFERENCE", ROOT.parent / "shared/reference"))
REFERENCES = [
    MOVING_AGAIN,
    *(sorted(GIVEN.glob("*.txt")) if GIVEN.is_dir() else filter(Path.is_file, [GIVEN])),
]


def run(path=MOVING_AGAIN, **options):
    output = StringIO()
    call_command("import_article", str(path), stdout=output, **options)
    return output.getvalue()


def test_command_tells_what_it_recognised_and_what_it_left_out_and_why():
    told = run()
    assert "Title         Moving Again After Spine Surgery" in told
    assert all(f"{number}. {title}" in told for number, title in enumerate(TITLES, start=1))
    assert "line 24, “Back to blog”: a link of the page around the article" in told
    assert "Less Pain (benefit, draft): new in the library" in told
    assert told.endswith("Published     no; it is a draft\n")


def test_command_ends_with_the_addresses_of_what_it_published(settings):
    page_line, public_line = run(publish=True).splitlines()[-2:]
    page = ArticlePage.objects.get()
    assert page_line.endswith(f"/admin/pages/{page.pk}/edit/")
    assert public_line.endswith(f"{settings.SITE_URL}/articles/moving-again-after-spine-surgery/")


def test_command_tells_when_the_library_has_other_words():
    make_benefit("Less Pain")
    assert "Less Pain (benefit, live): from the library; the source's own words" in run()


def test_command_files_the_article_under_a_topic():
    make_topic("Recovery")
    run(topic="recovery")
    assert ArticlePage.objects.get().topics.get().topic.name == "Recovery"


@pytest.mark.parametrize("path", REFERENCES, ids=lambda path: path.stem)
def test_blog_article_is_published_whole(path):
    run(path, publish=True)
    document = document_of(ArticlePage.objects.get())
    kinds = [block["type"] for block in document["body"]]
    assert kinds == ["text", "benefits", "text"]
    assert [item["number"] for item in document["body"][1]["items"]] == list(range(1, 8))
    assert len(document["disclaimers"]) == 1
    assert document["comments"]["open"]
    assert not [words for words in ("Back to blog", "Leave a comment") if words in document["body_markdown"]]


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (b"", "is empty"),
        (b"\x00\x01", "is binary"),
        (b"Caf\xe9", "is not UTF-8"),
        (b"a" * (1024 * 1024 + 1), "larger than 1 MiB"),
        (b"1. Pain: less.\n\n2. Sleep: more.", "has no title"),
    ],
)
def test_refused_file_writes_nothing(tmp_path, content, said):
    path = tmp_path / "source.txt"
    path.write_bytes(content)
    with pytest.raises(CommandError, match=said) as refusal:
        run(path)
    assert str(refusal.value).startswith("Nothing was written. ")
    assert not any(model.objects.exists() for model in (ArticlePage, Benefit, Disclaimer))


@pytest.mark.parametrize(
    ("options", "said"),
    [
        ({"locale": "fr"}, "no language “fr” here, only: en"),
        ({"topic": "absent"}, "no topic “absent” here; there are: none yet"),
    ],
)
def test_unknown_language_or_topic_is_refused(options, said):
    with pytest.raises(CommandError, match=said):
        run(**options)


def test_refused_publication_is_told_in_a_sentence(tmp_path):
    path = tmp_path / "source.txt"
    path.write_text("Walking\n\nWalk daily.", encoding="utf-8")
    with pytest.raises(CommandError, match=r"^Nothing was written\. “Walking” has no live medical"):
        run(path, publish=True)
