import pytest
from django.conf import settings

from tests.api.problems import problem
from tests.editions.factories import (
    document_of,
    included,
    make_benefit,
    make_disclaimer,
    make_person,
    make_site,
    make_topic,
    publish,
    publish_article,
    publish_gone,
)

pytestmark = pytest.mark.django_db
PARTS = {
    "topics/recovery": (make_topic, "topic"),
    "benefits/less-pain": (make_benefit, "benefit"),
    "people/clinical-team": (make_person, "person"),
}


def used_by(read, path):
    return read.json(path)["used_by"]


@pytest.mark.parametrize("path", PARTS)
def test_part_is_its_document_and_where_it_is_used(read, path):
    make, role = PARTS[path]
    document = document_of(publish(make(), path=path))
    article = publish_article(parts=[(make(), role)])
    answer = read.json(f"{path}/")
    use = answer.pop("used_by")
    assert answer == document
    assert use["count"] == 1
    assert use["results"] == [
        {key: article[key] for key in ("content_id", "locale")}
        | {"kind": "article", "title": "Walking again", "url": article["url"]}
    ]


def test_disclaimer_is_found_by_content_id_alone(read):
    content = make_disclaimer()
    publish(content)
    publish_article()
    assert used_by(read, f"disclaimers/{content['content_id']}/")["count"] == 1
    problem(read("disclaimers/medical/"), 404)


def test_used_by_leads_to_the_list_of_its_articles(read):
    content = make_disclaimer()
    publish(content)
    publish_article()
    url = used_by(read, f"disclaimers/{content['content_id']}/")["url"]
    assert read.titles(url.removeprefix(f"{settings.API_URL}/")) == ["Walking again"]


def test_used_by_counts_all_and_shows_the_newest_twenty(read):
    topic = make_topic()
    publish(topic, path="topics/recovery")
    for place in range(23):
        publish_article(f"article-{place}", parts=[(topic, "topic")], day=place)
    use = used_by(read, "topics/recovery/")
    assert (use["count"], len(use["results"])) == (23, 20)
    assert use["results"][0]["title"] == "Article 22"


def test_used_by_knows_only_what_is_public_and_published_now(read):
    benefit = make_benefit()
    publish(benefit, path="benefits/less-pain")
    uses = [(benefit, "benefit")]
    publish_gone(publish_article("gone", parts=uses))
    publish_article("secret", parts=uses, audience="partners")
    publish_article("changed", parts=uses)
    publish_article("changed", title="No longer")
    assert used_by(read, "benefits/less-pain/") == {
        "count": 0,
        "url": f"{settings.API_URL}/articles/?benefit={benefit['content_id']}",
        "results": [],
    }


def test_benefits_use_disclaimers_too(read):
    disclaimer, benefit = make_disclaimer(), make_benefit()
    publish(disclaimer)
    publish(benefit, path="benefits/less-pain", included=[included(disclaimer, "disclaimer")])
    use = used_by(read, f"disclaimers/{disclaimer['content_id']}/")
    assert [(each["kind"], each["url"]) for each in use["results"]] == [("benefit", None)]


@pytest.mark.parametrize("path", PARTS)
def test_gone_and_renamed_parts(read, path):
    make, _ = PARTS[path]
    collection = path.partition("/")[0]
    publish(make(), path=f"{collection}/old-name")
    publish(make(), path=path, day=1)
    publish(make(former_paths=[f"{collection}/old-name"]), path=path, day=1)
    assert read(f"{collection}/old-name/")["Location"] == f"{settings.API_URL}/{path}/"
    publish_gone(make())
    problem(read(f"{path}/"), 410, "gone")
    problem(read(f"{collection}/old-name/"), 410, "gone")


def test_part_s_tag_changes_with_its_use(read):
    publish(make_topic(), path="topics/recovery")
    before = read("topics/recovery/")["ETag"]
    publish_article(parts=[(make_topic(), "topic")])
    assert read("topics/recovery/")["ETag"] != before
    assert read("topics/recovery/", if_none_match=before).status_code == 200


def test_site_is_answered_in_the_language_asked_for(read):
    publish(make_site())
    publish(make_site("es", name="Clínica de ejemplo"))
    assert read.json("site/")["name"] == "Example Spine Clinic"
    assert read.json("site/?locale=es")["name"] == "Clínica de ejemplo"


def test_site_without_a_profile_in_a_language_has_the_default_one(read):
    publish(make_site())
    assert read.json("site/?locale=es")["locale"] == "en"
    spanish = make_site("es")
    publish(spanish)
    publish_gone(spanish)
    assert read.json("site/?locale=es")["locale"] == "en"


def test_site_before_the_first_profile(read):
    problem(read("site/"), 404)
