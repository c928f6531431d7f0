import pytest

from cms.importing.words import LONGEST_SUMMARY, fold, make_import_key, same_words, summarise


def test_typography_makes_no_other_words():
    assert same_words("“It’s  fine” – really", '"It\'s fine" - really')
    assert not same_words("Walk daily", "Walk Daily")


def test_titles_are_compared_without_case():
    assert fold("Less  Pain") == fold("less pain")


def test_import_key_follows_title_and_locale():
    assert make_import_key("Less Pain", locale="en") == make_import_key("less  pain", locale="en")
    assert make_import_key("Less Pain", locale="en") != make_import_key("Less Pain", locale="es")


@pytest.mark.parametrize(
    ("text", "summary"),
    [
        ("One sentence.", "One sentence."),
        ("One. Two?\nThree!", "One. Two? Three!"),
        (f"Short. {'long ' * 50}end.", "Short."),
    ],
)
def test_summary_is_the_first_whole_sentences(text, summary):
    assert summarise(text) == summary


def test_summary_of_an_endless_sentence_is_cut_between_words():
    summary = summarise("word " * 200)
    assert summary.endswith("word…")
    assert len(summary) <= LONGEST_SUMMARY
