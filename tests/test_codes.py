"""The code systems: how each is called, and what its codes look like."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cms.codes import CODE_SYSTEMS, find_system

BY_NAME = {system.name: system for system in CODE_SYSTEMS}
SPELLED = [
    ("ICD-10-CM", "m54.50", "M54.50"),
    ("ICD-10-CM", " M5450 ", "M54.50"),
    ("ICD-10-CM", "M54", "M54"),
    ("ICD-10-CM", "S72001A", "S72.001A"),
    ("ICD-10-CM", "C7A.1", "C7A.1"),
    ("ICD-10-CM", "M5.450", None),
    ("ICD-10-CM", "M54.", None),
    ("ICD-10-CM", "54.5", None),
    ("ICD-10-CM", "M54.50000", None),
    ("ICD-10 (WHO)", "M545", "M54.5"),
    ("ICD-10 (WHO)", "C7A", None),
    ("ICD-9-CM", "7242", "724.2"),
    ("ICD-9-CM", "V4589", "V45.89"),
    ("ICD-9-CM", "E8809", "E880.9"),
    ("ICD-9-CM", "E880", "E880"),
    ("SNOMED CT", "161891005", "161891005"),
    ("SNOMED CT", "٣٤٥٦٧٨٩", None),
    ("LOINC", "3187-2", "3187-2"),
    ("LOINC", "3187", None),
    ("RxNorm", "197361", "197361"),
    ("NDC", "71-155-23", "00071015523"),
    ("NDC", "00071-0155-23", "00071015523"),
    ("NDC", "00071015523", "00071015523"),
    ("NDC", "0071015523", None),
    ("NDC", "1234567-1-1", None),
    ("CPT", "97110", "97110"),
    ("CPT", "0075t", "0075T"),
]


@pytest.mark.parametrize(("system", "code", "spelled"), SPELLED)
def test_code_has_one_spelling_or_is_none(system, code, spelled):
    assert BY_NAME[system].spell(code) == spelled


@pytest.mark.parametrize("system", CODE_SYSTEMS, ids=lambda system: system.name)
def test_system_is_found_by_all_its_names_and_has_an_example(system):
    for name in (system.uri, f"{system.uri}/", *system.oids, *(f"urn:oid:{oid}" for oid in system.oids)):
        assert find_system(name) is system
    assert system.spell(system.example)


def test_no_two_systems_share_a_name():
    names = [name for system in CODE_SYSTEMS for name in (system.name, system.uri, *system.oids)]
    assert len(names) == len(set(names))


def test_narrow_code_leads_to_broader_ones_in_their_order():
    values = BY_NAME["ICD-10-CM"].values("M54.50")
    codes = [value.partition("|")[2] for value in values]
    assert codes == ["M54.50", "M5450", "M54.5", "M545", "M54"]
    assert BY_NAME["SNOMED CT"].values("161891005") == ["http://snomed.info/sct|161891005"]


@given(st.sampled_from(CODE_SYSTEMS), st.text(max_size=14))
def test_spelling_is_spelled_the_same_again(system, text):
    spelled = system.spell(text)
    assert spelled is None or system.spell(spelled) == spelled
