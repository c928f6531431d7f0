import pytest

from cms.importing.files import LARGEST, SourceRefused, decode_source, read_source


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (b"", "is empty"),
        (b" \r\n\t\xc2\xa0 ", "is empty"),
        (b"\xef\xbb\xbf", "is empty"),
        (b"PK\x03\x04\x00\x00", "is binary"),
        ("A title".encode("utf-16"), "is binary or UTF-16"),
        (b"A title\x07", "is binary"),
        ("Atenci\u00f3n".encode("latin-1"), "is not UTF-8"),
        (b"a" * (LARGEST + 1), "larger than 1 MiB"),
        (b"%PDF-1.7 text", "is a PDF"),
        (b"<!DOCTYPE html><p>Text", "is a web page"),
        (b"{\\rtf1 text}", "is a rich text"),
    ],
)
def test_what_is_no_plain_text_is_refused_in_one_sentence(content, said):
    with pytest.raises(SourceRefused, match=said) as refusal:
        decode_source(content, name="source.txt")
    assert str(refusal.value).startswith("source.txt ")
    assert str(refusal.value).endswith(".")


def test_largest_source_is_read(tmp_path):
    path = tmp_path / "long.txt"
    path.write_bytes(b"a" * LARGEST)
    assert len(read_source(path)) == LARGEST


def test_byte_order_mark_is_no_part_of_the_text():
    assert decode_source("\ufeffWalking".encode(), name="source.txt") == "Walking"


@pytest.mark.parametrize("name", ["absent.txt", "."])
def test_path_that_cannot_be_read_is_refused(tmp_path, name):
    with pytest.raises(SourceRefused, match="cannot be read"):
        read_source(tmp_path / name)
