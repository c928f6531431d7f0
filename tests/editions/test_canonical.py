"""The fast way and the standard's own library agree on every document, to the byte."""

import pytest
import rfc8785
from hypothesis import given
from hypothesis import strategies as st

from cms.editions.canonical import canonical_bytes

TEXT = st.text(st.characters(codec="utf-8"))
VALUES = st.recursive(
    st.none() | st.booleans() | st.integers(-(2**53) + 1, 2**53 - 1) | st.floats(-1e9, 1e9) | TEXT,
    lambda inner: st.lists(inner) | st.dictionaries(TEXT, inner),
    max_leaves=12,
)


@given(st.dictionaries(TEXT, VALUES))
def test_bytes_are_those_of_the_standard(document):
    assert canonical_bytes(document) == rfc8785.dumps(document)


@pytest.mark.parametrize(
    "value",
    ['\u2028\u007f\x1f\b\f\n\r\t"\\/', "€ \U0001f600", 0, -1, 1.0, 1e21, 5e-7, [], {}],
    ids=repr,
)
def test_awkward_values_are_written_as_the_standard_has_them(value):
    assert canonical_bytes({"value": value}) == rfc8785.dumps({"value": value})


@pytest.mark.parametrize(
    "value", [2**53, float("nan"), "\ud800"], ids=["too large", "no number", "half a character"]
)
def test_what_no_json_can_hold_is_refused(value):
    with pytest.raises(ValueError):  # noqa: PT011 (each has an error class of its own)
        canonical_bytes({"value": value})
