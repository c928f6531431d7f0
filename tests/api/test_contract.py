"""The contract is valid, complete and true: real answers match it."""

import json
import re

import jsonschema_rs
import pytest
from django.conf import settings
from openapi_spec_validator import OpenAPIV31SpecValidator

import api.urls
from cms.comments.services import approve_comment, submit_comment
from tests.api.problems import problem
from tests.api.test_problems import addresses
from tests.editions.factories import (
    make_benefit,
    make_disclaimer,
    make_image,
    make_person,
    make_site,
    make_topic,
    part,
    publish,
    publish_article,
    publish_gone,
    sources,
    thing_of,
)

pytestmark = pytest.mark.django_db
NOT_DESCRIBED = ("openapi.json", "docs/", "problems/", "comments.html")


@pytest.fixture
def contract(read):
    return read.json("openapi.json")


@pytest.fixture
def ledger():
    """Something of every kind, with its parts."""
    publish(make_site())
    publish(make_disclaimer())
    publish(make_topic(), path="topics/recovery")
    publish(make_person(), path="people/clinical-team")
    publish(make_benefit(), path="benefits/less-pain")
    publish(make_image())
    image = {"part": part(make_image()), "alt": "A path", "credit": "", "sources": sources()}
    codes = [{"system": "http://snomed.info/sct", "code": "161891005", "display": "Backache"}]
    article = publish_article(image=image, codes=codes, parts=[(make_topic(), "topic")])
    publish_gone(publish_article("gone"))
    comment = submit_comment(
        content_id=thing_of(article).content_id, locale="en", name="Rosa", text="Thank you."
    )
    approve_comment(comment=comment)
    return article


def check(contract, name, value):
    schema = {"$ref": f"#/components/schemas/{name}", "components": contract["components"]}
    jsonschema_rs.Draft202012Validator(schema, validate_formats=True).validate(value)


def schema_of(contract, path, method="get"):
    operation = contract["paths"][path][method]
    status = min(operation["responses"])
    content = operation["responses"][status]["content"]["application/json"]
    return content["schema"]["$ref"].rpartition("/")[2]


def test_contract_is_valid_openapi(contract):
    assert contract["openapi"] == "3.1.1"
    OpenAPIV31SpecValidator(contract).validate()


def test_contract_names_the_public_address(contract):
    assert contract["servers"] == [{"url": settings.API_URL}]


def test_every_address_is_described(contract):
    routes = {re.sub(r"<\w+:(\w+)>", r"{\1}", f"/{pattern.pattern}") for pattern in api.urls.urlpatterns}
    described = {route for route in routes if not any(word in route for word in NOT_DESCRIBED)}
    assert set(contract["paths"]) == described


def test_operations_have_names_of_their_own(contract):
    operations = [each for methods in contract["paths"].values() for each in methods.values()]
    names = [each["operationId"] for each in operations]
    assert len(set(names)) == len(names)
    assert {"list_articles", "get_article", "get_topic", "list_changes", "submit_comment"} <= set(names)
    assert all(each["summary"] and each["description"] for each in operations)
    assert not [each["summary"] for each in operations if re.search(r"\ba [aeiou]", each["summary"])]


def test_contract_lists_the_parameters_that_are_known(read, contract):
    for path, methods in contract["paths"].items():
        described = {each["name"] for each in methods["get"]["parameters"] if each["in"] == "query"}
        real = path[1:].replace("{name}", "x").replace("{number}", "1")
        if real not in ("oembed", "infobutton/"):
            assert set(problem(read(f"{real}?surprise=1"), 400)["known"]) == described


def test_every_reference_leads_somewhere(contract):
    names = re.findall(r'"#/components/schemas/(\w+)"', json.dumps(contract))
    assert set(names) <= set(contract["components"]["schemas"])


def test_blocks_are_told_apart_by_type(contract):
    block = contract["components"]["schemas"]["Block"]
    assert block["discriminator"]["propertyName"] == "type"
    assert len(block["discriminator"]["mapping"]) == len(block["oneOf"])
    for kind, reference in block["discriminator"]["mapping"].items():
        schema = contract["components"]["schemas"][reference.rpartition("/")[2]]
        assert schema["properties"]["type"]["const"] == kind


def test_examples_match_their_schemas(contract):
    schemas = contract["components"]["schemas"]
    shown = {name: each["examples"] for name, each in schemas.items() if "examples" in each}
    assert {"Change", "Problem", "Comment"} <= set(shown)
    for name, examples in shown.items():
        for example in examples:
            check(contract, name, example)


LOOK_UP = "infobutton/?mainSearchCriteria.v.cs=http://snomed.info/sct&mainSearchCriteria.v.c=161891005&"
ANSWERS = {
    "articles/": "/articles/",
    "articles/walking-again/": "/articles/{name}/",
    "articles/walking-again/editions/": "/articles/{name}/editions/",
    "articles/walking-again/editions/1/": "/articles/{name}/editions/{number}/",
    "articles/walking-again/comments/": "/articles/{name}/comments/",
    "topics/": "/topics/",
    "topics/recovery/": "/topics/{name}/",
    "topics/recovery/editions/1/": "/topics/{name}/editions/{number}/",
    "people/": "/people/",
    "people/clinical-team/": "/people/{name}/",
    "benefits/": "/benefits/",
    "benefits/less-pain/": "/benefits/{name}/",
    "disclaimers/": "/disclaimers/",
    f"disclaimers/{make_disclaimer()['content_id']}/": "/disclaimers/{name}/",
    "site/": "/site/",
    "changes/": "/changes/",
    "changes/?include=document": "/changes/",
    "oembed?url=http://localhost:8001/articles/walking-again/": "/oembed",
    f"{LOOK_UP}knowledgeResponseType=application/json": "/infobutton/",
}


@pytest.mark.parametrize("path", ANSWERS, ids=lambda path: path[:40])
def test_answers_match_the_contract(read, contract, ledger, path):
    answer = read.json(path)
    check(contract, schema_of(contract, ANSWERS[path]), answer)
    for name in ("results", "changes"):
        assert answer.get(name) != []


@pytest.mark.parametrize("path", ["articles/gone/", "articles/?limit=0", "articles/?x=1", "nothing/"])
def test_problems_match_the_contract(read, contract, ledger, path):
    answer = read(path)
    assert answer.status_code >= 400
    check(contract, "Problem", answer.json())


def test_sent_comment_matches_the_contract(read, contract, ledger):
    path = "/articles/{name}/comments/"
    sent = contract["components"]["schemas"]["CommentSubmission"]["examples"][0]
    body = json.dumps(sent)
    answer = read.ask("POST", "articles/walking-again/comments/", data=body, content_type="application/json")
    assert str(answer.status_code) in contract["paths"][path]["post"]["responses"]
    check(contract, schema_of(contract, path, "post"), answer.json())
    refused = read.ask("POST", "articles/walking-again/comments/", data="{}", content_type="application/json")
    check(contract, "Problem", refused.json())


def test_closed_schemas_stay_closed(contract):
    with pytest.raises(jsonschema_rs.ValidationError):
        check(contract, "CommentReceipt", {"state": "pending", "detail": "x", "surprise": 1})


def test_no_address_is_left_out_of_the_walk():
    assert len(list(addresses())) == len(api.urls.urlpatterns)
