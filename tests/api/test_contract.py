"""The contract is valid, complete and true: real answers match it."""

import json
import os
import re

import jsonschema_rs
import pytest
from django.conf import settings
from openapi_spec_validator import OpenAPIV31SpecValidator

import api.urls
from cms.comments.services import approve_comment, submit_comment
from cms.editions.models import Kind
from tests.api.addresses import EVERYTHING
from tests.api.problems import problem
from tests.api.test_problems import addresses
from tests.editions.factories import (
    SIZE,
    make_disclaimer,
    make_image,
    make_topic,
    part,
    publish_article,
    publish_gone,
    publish_parts,
    sources,
    thing_of,
)
from tests.launching import ROOT

pytestmark = pytest.mark.django_db
NOT_DESCRIBED = ("openapi.json", "docs/", "problems/", "comments.html")


@pytest.fixture
def contract(read):
    return read.json("openapi.json")


@pytest.fixture
def ledger():
    """Something of every kind, with its parts."""
    publish_parts()
    image = {"part": part(make_image()), "alt": "A path", "credit": "", **SIZE, "sources": sources()}
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


def schema_of(contract, path, method="get", media_type="application/json"):
    operation = contract["paths"][path][method]
    status = min(operation["responses"])
    content = operation["responses"][status]["content"][media_type]
    return content["schema"]["$ref"].rpartition("/")[2]


def test_contract_is_valid_openapi(contract):
    assert contract["openapi"] == "3.1.1"
    OpenAPIV31SpecValidator(contract).validate()


def test_contract_names_the_public_address(contract):
    assert contract["servers"] == [{"url": settings.API_URL}]


def test_every_address_is_described(contract):
    routes = {re.sub(r"<\w+:(\w+)>", r"{\1}", f"/{pattern}") for pattern in EVERYTHING}
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
        if path.startswith("/partner/"):
            # They have a walk of their own, with a key.
            continue
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


def shown(contract):
    """Every example of every operation, with the schema that it is an example of."""
    for path, methods in contract["paths"].items():
        for method, operation in methods.items():
            for status, response in operation["responses"].items():
                for media_type, content in response.get("content", {}).items():
                    yield f"{method} {path} {status} {media_type}", content


def test_every_operation_has_examples_that_match_its_schemas(contract):
    for name, content in shown(contract):
        assert content.get("examples"), name
        reference = content["schema"].get("$ref", "").rpartition("/")[2]
        for example in content["examples"].values():
            if reference:
                check(contract, reference, example["value"])
            else:
                assert isinstance(example["value"], dict if name.endswith("json") else str), name


def test_examples_of_articles_are_the_golden_file(contract):
    golden = json.loads((ROOT / "api/contract/examples/article.json").read_text())
    answer = contract["paths"]["/articles/{name}/"]["get"]["responses"]["200"]["content"]
    assert answer["application/json"]["examples"]["Golden"]["value"] == golden
    assert answer["text/html"]["examples"]["Golden"]["value"] == golden["body_html"]


def test_contract_is_the_one_that_was_agreed(contract):
    """Who changes it on purpose writes it anew, and says what readers will see: UPDATE_GOLDEN=1."""
    agreed = ROOT / "api/contract/openapi.json"
    text = json.dumps(contract, indent=1, ensure_ascii=False, sort_keys=True) + "\n"
    if os.environ.get("UPDATE_GOLDEN"):
        agreed.write_text(text)
    assert text == agreed.read_text()


def test_every_kind_is_named_wherever_kinds_are(contract):
    change = contract["components"]["schemas"]["Change"]["properties"]
    documents = {each["$ref"].rpartition("/")[2] for each in change["document"]["oneOf"]}
    assert set(change["kind"]["enum"]) == set(Kind.values)
    assert documents == {*(kind.capitalize() for kind in Kind.values), "Notice"}
    notice = contract["components"]["schemas"]["Notice"]["properties"]["kind"]
    assert set(notice["enum"]) == set(Kind.values)


def test_no_object_is_open(contract):
    """But what a reader sends, and a problem, which may have members of its own by its specification."""
    opened = [
        name
        for name, schema in contract["components"]["schemas"].items()
        if schema.get("type") == "object" and schema.get("additionalProperties") is not False
    ]
    assert opened == ["CommentSubmission", "Problem"]


def test_partners_addresses_and_no_others_want_a_key(contract):
    assert contract["components"]["securitySchemes"]["partnerKey"]["scheme"] == "bearer"
    for path, methods in contract["paths"].items():
        wanted = [{"partnerKey": []}] if path.startswith("/partner/") else None
        assert {method: each.get("security") for method, each in methods.items()} == dict.fromkeys(
            methods, wanted
        )


LOOK_UP = "infobutton/?mainSearchCriteria.v.cs=http://snomed.info/sct&mainSearchCriteria.v.c=161891005&"
ANSWERS = {
    "articles/": "/articles/",
    "articles/walking-again/": "/articles/{name}/",
    "articles/walking-again/editions/": "/articles/{name}/editions/",
    "articles/walking-again/editions/1/": "/articles/{name}/editions/{number}/",
    "articles/walking-again/comments/": "/articles/{name}/comments/",
    "articles/?fields=title": "/articles/",
    "search/?q=walking": "/search/",
    "search/?q=less&kind=benefit": "/search/",
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
    response = read(path)
    answer = json.loads(response.content)
    check(contract, schema_of(contract, ANSWERS[path], media_type=response["Content-Type"]), answer)
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
    included = 1
    assert len(list(addresses())) + included == len(api.urls.urlpatterns)
