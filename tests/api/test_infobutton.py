"""Clinical codes lead to articles, as MedlinePlus Connect answers them."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.extra.django import TestCase

from tests.api.conftest import Reader
from tests.api.infobutton import (
    ATOM,
    CRITERIA,
    ICD,
    ICD_OID,
    LANGUAGE,
    SCT,
    SCT_OID,
    address,
    atom,
    coded,
    feed,
    publish_site,
    titles,
    unmatched,
)
from tests.api.problems import problem
from tests.editions.factories import make_article, publish, publish_article, publish_gone
from tests.editions.withdrawals import publish_withdrawn

pytestmark = pytest.mark.django_db
LOINC = "http://loinc.org"


@pytest.mark.parametrize("system", [ICD, ICD_OID, f"urn:oid:{ICD_OID}", f"URN:OID:{ICD_OID}"])
@pytest.mark.parametrize("code", ["M54.5", "m545", " M54.5 "])
def test_code_is_found_by_every_name_of_its_system_and_with_or_without_its_dot(read, system, code):
    coded("back", "M54.5")
    assert titles(read, (system, code)) == ["Back"]


@pytest.mark.parametrize(
    ("system", "code", "asked"),
    [
        (SCT, "161891005", ("2.16.840.1.113883.6.96", "161891005")),
        (LOINC, "3187-2", ("2.16.840.1.113883.6.1", "3187-2")),
        ("http://www.nlm.nih.gov/research/umls/rxnorm", "197361", ("2.16.840.1.113883.6.88", "197361")),
        ("http://hl7.org/fhir/sid/ndc", "00071015523", ("2.16.840.1.113883.6.69", "71-155-23")),
        ("http://hl7.org/fhir/sid/icd-9-cm", "724.2", ("2.16.840.1.113883.6.103", "7242")),
        ("http://www.ama-assn.org/go/cpt", "97110", ("2.16.840.1.113883.6.12", "97110")),
    ],
)
def test_every_system_is_known(read, system, code, asked):
    coded("it", (system, code))
    assert titles(read, asked) == ["It"]


def test_systems_are_told_apart(read):
    coded("icd", "M54.5")
    assert titles(read, (SCT_OID, "161891005")) == []


def test_broader_code_answers_where_no_article_has_the_code_itself(read):
    coded("back", "M54")
    assert titles(read, "M54.50") == ["Back"]
    coded("low-back", "M54.5")
    assert titles(read, "M54.50") == ["Low back"]
    assert titles(read, "M54.2") == ["Back"]
    coded("exact", "M54.50")
    assert titles(read, "M54.50") == ["Exact"]


def test_narrower_code_does_not_answer(read):
    coded("low-back", "M54.50")
    assert unmatched(read, "M54.5") == [("M54.5", "no-article")]


def test_entry_says_which_code_led_to_it_and_by_what(read):
    coded("low-back", "M54.5")
    [entry] = feed(read, "J45", "M5450")["entry"]
    assert entry["category"] == [
        {"scheme": f"{CRITERIA}.c1", "term": "M5450"},
        {"scheme": ICD, "term": "M54.5"},
    ]


def test_code_typed_without_its_dot_is_found_all_the_same(read):
    coded("back", "M545")
    assert titles(read, "M54.5") == ["Back"]


def test_several_codes_in_one_request(read):
    coded("back", "M54.5", (SCT, "161891005"))
    coded("neck", "M54.2")
    answer = feed(read, "M54.2", "M54.5", (SCT_OID, "161891005"), "J45.0", ("1.2.3", "x"), "nonsense")
    assert [entry["title"]["_value"] for entry in answer["entry"]] == ["Neck", "Back"]
    assert len(answer["entry"][1]["category"]) == 4
    assert [(each["code"], each["reason"]) for each in answer["unmatched"]] == [
        ("J45.0", "no-article"),
        ("x", "unknown-system"),
        ("nonsense", "not-a-code"),
    ]


def test_request_is_echoed(read):
    answer = feed(read, "M54.5", **{f"{CRITERIA}.dn": "Low back pain", "patientPerson.age": "41"})
    terms = {each["scheme"]: each["term"] for each in answer["category"]}
    assert terms == {
        f"{CRITERIA}.c": "M54.5",
        f"{CRITERIA}.cs": ICD_OID,
        f"{CRITERIA}.dn": "Low back pain",
        "informationRecipient": "PAT",
    }
    assert answer["subtitle"]["_value"] == "ICD-10-CM M54.5"


def test_what_is_not_read_is_not_repeated(read):
    secrets = {"patientPerson.age": "SECRET1", f"{CRITERIA}.ot": "SECRET2", "x": "SECRET3"}
    assert b"SECRET" not in read(address("M54.5", **secrets)).content


def test_numbers_may_begin_with_nought_and_have_gaps(read):
    coded("back", "M54.5")
    coded("neck", "M54.2")
    query = "&".join(
        f"{CRITERIA}.cs{n}={ICD}&{CRITERIA}.c{n}={code}" for n, code in ((10, "M54.2"), (0, "M54.5"))
    )
    entries = read.json(f"infobutton/?{query}&knowledgeResponseType=application/json")["feed"]["entry"]
    assert [entry["title"]["_value"] for entry in entries] == ["Back", "Neck"]


def test_articles_of_one_code_come_by_title_and_are_ten_at_most(read):
    for number in range(12, 0, -1):
        coded(f"back-{number:02}", "M54.5")
    assert titles(read, "M54.5") == [f"Back {number:02}" for number in range(1, 11)]


def test_disclaimers_and_attribution_are_in_every_form(read):
    article = coded("back", "M54.5")
    [entry] = feed(read, "M54.5")["entry"]
    [words] = [each["text"] for each in article["disclaimers"]]
    assert [each["_value"] for each in entry["disclaimer"]] == [words]
    assert words in entry["summary"]["_value"]
    assert article["attribution"]["text"] in entry["summary"]["_value"]
    shown = atom(read, "M54.5").find("entry", ATOM)
    assert words in shown.find("summary", ATOM).text
    assert shown.find("a:disclaimer", ATOM).text == words
    assert shown.find("rights", ATOM).text == article["attribution"]["text"]


def test_everything_is_escaped_in_html_and_in_xml(read):
    hostile = '"><script>alert(1)</script>&'
    coded("back", "M54.5", title=hostile, summary=hostile)
    entry = atom(read, ("]]>", "<x/>"), "M54.5").find("entry", ATOM)
    assert entry.find("title", ATOM).text == hostile
    assert "<script" not in entry.find("summary", ATOM).text


def spanish(**changes):
    return coded("espalda", "M54.5", name="it", locale="es", title="La espalda", **changes)


@pytest.mark.parametrize("tag", ["es", "es-US", "ES", "es_MX", "sp"])
def test_language_is_chosen(read, tag):
    coded("back", "M54.5", name="it")
    spanish()
    answer = feed(read, "M54.5", **{LANGUAGE: tag})
    assert (answer["lang"], answer["entry"][0]["lang"]) == ("es", "es")
    assert titles(read, "M54.5", **{LANGUAGE[:-2]: tag}) == ["La espalda"]
    assert titles(read, "M54.5") == ["Back"]


def test_article_without_a_translation_is_shown_in_the_default_language_and_says_so(read):
    coded("back", "M54.5")
    answer = feed(read, "M54.5", **{LANGUAGE: "es"})
    assert (answer["lang"], answer["entry"][0]["lang"]) == ("es", "en")
    assert answer["entry"][0]["link"][0]["hreflang"] == "en"


def test_translation_without_codes_of_its_own_is_shown_for_the_original_s(read):
    coded("back", "M54.5", name="it")
    publish_article("espalda", name="it", locale="es", title="La espalda")
    assert titles(read, "M54.5", **{LANGUAGE: "es"}) == ["La espalda"]


def test_translation_does_not_answer_in_the_default_language(read):
    spanish()
    assert titles(read, "M54.5") == []


def test_language_that_nothing_is_published_in_is_answered_in_the_default_one(read):
    coded("back", "M54.5")
    answer = feed(read, "M54.5", **{LANGUAGE: "fr"})
    assert (answer["lang"], len(answer["entry"])) == ("en", 1)


@pytest.mark.parametrize(
    ("asked", "accept", "told"),
    [
        (None, None, "text/xml; charset=utf-8"),
        (None, "*/*", "text/xml; charset=utf-8"),
        (None, "application/json", "application/json"),
        (None, "application/json, text/plain, */*", "application/json"),
        (None, "application/atom+xml", "application/atom+xml; charset=utf-8"),
        ("text/xml", "application/json", "text/xml; charset=utf-8"),
        ("application/json", "text/html", "application/json"),
        ("Text/XML; charset=utf-8", None, "text/xml; charset=utf-8"),
    ],
)
def test_form_is_the_one_that_is_asked_for_or_else_accepted(read, asked, accept, told):
    others = {"knowledgeResponseType": asked} if asked else {}
    answer = read(address("M54.5", **others), **({"accept": accept} if accept else {}))
    assert answer["Content-Type"] == told
    assert answer["Vary"] == "Accept, Accept-Encoding"


@pytest.mark.parametrize(
    ("query", "parameter"),
    [
        ("", f"{CRITERIA}.c"),
        (f"{CRITERIA}.c=M54.5", f"{CRITERIA}.cs"),
        (f"{CRITERIA}.cs={ICD}", f"{CRITERIA}.c"),
        (f"{CRITERIA}.cs={ICD}&{CRITERIA}.c=", f"{CRITERIA}.c"),
        (f"{CRITERIA}.cs={ICD}&{CRITERIA}.dn=Back", f"{CRITERIA}.c"),
        (f"{CRITERIA}.cs={ICD}&{CRITERIA}.c=M54&{CRITERIA}.c1=M55", f"{CRITERIA}.cs1"),
        (f"{CRITERIA}.cs={ICD}&{CRITERIA}.c=M54&{CRITERIA}.c=M55", f"{CRITERIA}.c"),
        (f"{CRITERIA}.cs={ICD}&{CRITERIA}.c=M54%005", f"{CRITERIA}.c"),
        (f"{CRITERIA}.cs={ICD}&{CRITERIA}.c=low back", f"{CRITERIA}.c"),
        (f"{CRITERIA}.cs=ü&{CRITERIA}.c=M54", f"{CRITERIA}.cs"),
        (f"{CRITERIA}.cs={ICD}&{CRITERIA}.c={'M' * 501}", f"{CRITERIA}.c"),
        (f"{CRITERIA}.cs={ICD}&{CRITERIA}.c=M54&{LANGUAGE}=12", LANGUAGE),
        (f"{CRITERIA}.cs={ICD}&{CRITERIA}.c=M54&{LANGUAGE}=", LANGUAGE),
        (f"knowledgeResponseType=text/html&{CRITERIA}.c=M54.5", "knowledgeResponseType"),
        (f"knowledgeResponseType=application/javascript&{CRITERIA}.c=M54.5", "knowledgeResponseType"),
    ],
)
def test_bad_value_is_named(read, query, parameter):
    said = problem(read(f"infobutton/?{query}"), 400, "invalid-parameter")
    assert said["parameter"] == parameter


def test_codes_are_fifty_at_most(read):
    assert len(unmatched(read, *["M54.5"] * 50)) == 50
    problem(read(address(*["M54.5"] * 51)), 400, "invalid-parameter")


def test_what_is_gone_withdrawn_or_for_partners_does_not_answer(read):
    publish_gone(coded("gone", "M54.5"))
    publish_withdrawn(coded("withdrawn", "M54.5"))
    publish(
        make_article("partners", audience="partners", codes=[{"system": ICD, "code": "M54.5", "display": ""}])
    )
    assert titles(read, "M54.5") == []


def test_code_that_an_article_lost_leads_to_it_no_more(read):
    coded("back", "M54.5")
    publish_article("back")
    assert titles(read, "M54.5") == []


def test_answer_is_kept_and_purged_like_any_other(read):
    publish_site()
    article = coded("back", "M54.5")
    path = address("M54.5", **{LANGUAGE: "es"})
    answer = read(path)
    tags = answer["Surrogate-Key"].split()
    assert tags[:2] == ["articles.es", "articles.en"]
    assert article["content_id"][:8] in tags
    assert answer["Cache-Control"].startswith("public, max-age=60")
    assert read(path, if_none_match=answer["ETag"]).status_code == 304
    assert read.ask("HEAD", path)["ETag"] == answer["ETag"]


def test_answer_costs_three_queries_however_many_codes_it_answers(read, django_assert_num_queries):
    publish_site()
    codes = [f"M54.{number}" for number in range(10)]
    for code in codes:
        coded(code.lower().replace(".", "-"), code)
    with django_assert_num_queries(3):
        feed(read, *codes)


class AnyText(TestCase):
    """Whatever a stranger sends is answered, or refused as a bad request."""

    names = st.sampled_from(
        [f"{CRITERIA}.{part}{n}" for part in ("c", "cs", "dn", "ot") for n in ("", "1", "99")]
    )
    others = st.sampled_from([LANGUAGE, LANGUAGE[:-2], "knowledgeResponseType", f"{CRITERIA}.c100", "x"])
    values = st.text(max_size=30) | st.sampled_from(
        [ICD, SCT_OID, "M54.5", "es", "application/json", "text/xml"]
    )

    @given(st.dictionaries(names | others, values, max_size=8))
    @settings(max_examples=150, deadline=None)
    def test_any_parameters(self, query):
        answer = Reader(self.client).ask("GET", "infobutton/", data=None, query_params=query)
        assert answer.status_code in (200, 400)
