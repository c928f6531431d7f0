import re

import pytest

from cms.importing.files import SourceRefused, read_source
from cms.importing.source import Form, NumberedItem, Passage, plain_text
from cms.importing.text import recognise_article
from tests.importing.sources import MOVING_AGAIN, TITLES, VOLVER

HEAD = "Walking after surgery\n\n"


def recognise(text):
    return recognise_article(HEAD + text)


def items_of(article):
    return [(item.number, item.title, plain_text(item.text)) for item in article.benefits]


def test_blog_article_is_recognised_whole():
    article = recognise_article(read_source(MOVING_AGAIN))
    assert article.title == "Moving Again After Spine Surgery"
    assert [item.title for item in article.benefits] == TITLES
    assert [item.number for item in article.benefits] == list(range(1, 8))
    assert plain_text(article.introduction).startswith("An operation on the lower back")
    assert plain_text(article.care_path).startswith("At the first check-up")
    assert plain_text(article.disclaimer).endswith("Consult with your own care team.")
    assert len(article.introduction) == len(article.care_path) == len(article.disclaimer) == 1
    assert article.comments_open
    assert [line.line_number for line in article.left_out] == [24, 26, 28]
    assert article.notes == ()


def test_spanish_article_is_recognised():
    article = recognise_article(read_source(VOLVER))
    assert items_of(article) == [
        (1, "Menos dolor", "El movimiento suave relaja los músculos rígidos y calma el dolor."),
        (2, "Mejor equilibrio", "Practicar en suelo firme evita caídas."),
    ]
    assert plain_text(article.care_path) == "En la primera visita, el cirujano revisa la herida."
    assert plain_text(article.disclaimer).startswith("Esta información no sustituye")
    assert article.comments_open
    assert len(article.left_out) == 3


@pytest.mark.parametrize("line_end", ["\n", "\r\n", "\r"])
def test_line_ends_make_no_difference(line_end):
    text = read_source(MOVING_AGAIN)
    assert recognise_article(text.replace("\n", line_end)) == recognise_article(text)


def test_odd_spaces_and_invisible_signs_are_cleaned():
    article = recognise_article(
        "Walking\u00a0  after\u200b surgery\n\n\u2009Rest \u00a0 first, then wa\u00adlk."
    )
    assert article.title == "Walking after surgery"
    assert plain_text(article.introduction) == "Rest first, then walk."


@pytest.mark.parametrize(
    "run",
    [
        "1. Less pain: Move gently.\n\n2. More sleep: Lie on your side.",
        "1) Less pain – Move gently.\n2) More sleep – Lie on your side.",
        "(1) Less pain — Move gently.\n\n(2) More sleep - Lie on your side.",
        "1. Less pain\nMove gently.\n\n2. More sleep\nLie on your side.",
        "1. Less pain\n\nMove gently.\n\n2. More sleep\n\nLie on your side.",
        "1. Less pain:\n\nMove\ngently.\n\n2. More sleep:\n\nLie on\nyour side.",
        "1. Less pain. Move gently.\n2. More sleep. Lie on your side.",
        "1. Less\npain: Move gently.\n\n2. More\nsleep: Lie on your side.",
    ],
)
def test_numbered_runs_of_every_form_become_benefits(run):
    article = recognise(f"It helps.\n\n{run}\n\nThen you go home.")
    assert items_of(article) == [(1, "Less pain", "Move gently."), (2, "More sleep", "Lie on your side.")]
    assert plain_text(article.care_path) == "Then you go home."


def test_paragraphs_between_items_belong_to_the_item_before():
    article = recognise("1. Pain: Move.\n\nOften.\n\n- Slowly\n- Gently\n\n2. Sleep: Rest.\n\nGo home.")
    assert [passage.form for passage in article.benefits[0].text] == [
        Form.PARAGRAPH,
        Form.PARAGRAPH,
        Form.BULLETS,
    ]
    assert plain_text(article.benefits[1].text) == "Rest."


def test_heading_before_the_run_titles_the_benefits():
    article = recognise("Move.\n\nWhy it helps\n\n1. Pain: Less.\n\n2. Sleep: More.")
    assert article.benefits_title == "Why it helps"
    assert plain_text(article.introduction) == "Move."


def test_line_that_leads_into_bullets_is_no_heading():
    article = recognise("Bring these:\n\n- shoes\n- a list\nof medicine\n\nAt home:\n\nRest.")
    assert [passage.form for passage in article.introduction] == [
        "paragraph",
        "bullets",
        "heading",
        "paragraph",
    ]
    assert article.introduction[1].lines == ("shoes", "a list of medicine")


def test_second_run_stands_in_the_care_path_as_steps():
    article = recognise("1. Pain: Less.\n2. Sleep: More.\n\nWhat happens\n\n1. Visit: Soon.\n2. Plan: Next.")
    heading, *steps = article.care_path
    assert heading == Passage(Form.HEADING, ("What happens",))
    assert [(step.number, step.title) for step in steps if isinstance(step, NumberedItem)] == [
        (1, "Visit"),
        (2, "Plan"),
    ]


@pytest.mark.parametrize(
    ("text", "note"),
    [
        ("1. A: a.\n\n2. B: b.\n\n2. C: c.", r"Number 2 is there 2 times\. .*anew"),
        ("1. A: a.\n\n4. B: b.", r"Missing in the numbers: 2, 3\. .*anew"),
        ("Do this: 1. walk, then 2. rest.", r"inside the paragraph of line 3 was kept as words"),
        ("Move.\n\n1. Alone: here.", r"single numbered paragraph of line 5 was kept as words"),
        (f"1. A: a.\n\n2. {'so ' * 60}on.", r"Item 2 has no title of its own"),
        ("1. A: a.\n\n2. B", r"Item 2 has a title and no text"),
        ("Move.", r"says nothing about comments: they are closed"),
    ],
)
def test_what_is_unclear_is_told(text, note):
    notes = recognise(text).notes
    assert any(re.search(note, each) for each in notes), notes


def test_numbers_inside_a_paragraph_stay_words():
    article = recognise(
        "Most people walk for about\n30. Some walk less.\n\nVisit us at 10:30. Rest for 2.5 hours."
    )
    assert article.benefits == ()
    assert plain_text(article.introduction).startswith("Most people walk for about 30. Some")


@pytest.mark.parametrize(
    "disclaimer",
    [
        "This may not be applicable to you.",
        "This page is not a substitute for care by a clinician.",
        "This is not meant as medical advice.",
        "For educational purposes only.",
        "Consult your surgeon before you start.",
        "If it gets worse, seek medical help at once.",
        "Esta página no sustituye la consulta médica.",
        "Estos consejos pueden no ser aplicables a su caso.",
        "Consulte con su médico antes de empezar.",
    ],
)
def test_closing_disclaimer_is_told_from_the_care_path(disclaimer):
    article = recognise(f"Move.\n\n1. A: a.\n\n2. B: b.\n\nYou go home.\n\n{disclaimer}\n\nShare this")
    assert plain_text(article.disclaimer) == disclaimer
    assert plain_text(article.care_path) == "You go home."


def test_advice_to_consult_in_the_middle_is_no_disclaimer():
    article = recognise("Consult your therapist weekly.\n\nWalk daily.")
    assert article.disclaimer == ()


def test_disclaimer_keeps_its_heading_and_all_its_paragraphs():
    article = recognise("Walk.\n\nMedical disclaimer\n\nEverybody differs.\n\nAsk us first.\n\nBack to blog")
    assert article.disclaimer_title == "Medical disclaimer"
    assert plain_text(article.disclaimer) == "Everybody differs.\nAsk us first."
    assert plain_text(article.introduction) == "Walk."


@pytest.mark.parametrize(
    ("said", "is_open"),
    [
        ("Leave a comment", True),
        ("3 comments", True),
        ("Comments must be approved before they appear.", True),
        ("Leave a comment\n\nComments are closed.", False),
        ("Los comentarios están cerrados.", False),
        ("", False),
    ],
)
def test_comments_are_open_if_the_source_says_so(said, is_open):
    assert recognise(f"Walk.\n\n{said}").comments_open is is_open


@pytest.mark.parametrize(
    "line",
    ["← Back to blog", "Share on Facebook", "Tweet", "Print this page", "January 3, 2024",
     "© 2024 A Clinic. All rights reserved.", "Publicado el 3 de enero de 2024", "5 min read",
     "Subscribe to our newsletter", "* * *", "WALKING AFTER SURGERY"],
)  # fmt: skip
def test_furniture_is_left_out_with_its_reason(line):
    article = recognise(f"Walk daily.\n\n{line}\n\nRest well.")
    assert [(left.line, bool(left.reason)) for left in article.left_out] == [(line, True)]
    assert plain_text(article.introduction) == "Walk daily.\nRest well."


def test_fields_of_the_comment_form_are_left_out_only_under_its_heading():
    article = recognise("Name\n\nTell us your name.\n\nLeave a comment\nName *\nEmail *\nPost comment")
    assert plain_text(article.introduction) == "Name\nTell us your name."
    assert [left.line for left in article.left_out][1:] == ["Name *", "Email *", "Post comment"]


def test_furniture_word_within_a_paragraph_stays():
    article = recognise("There is much that we\nshare\nwith others.")
    assert plain_text(article.introduction) == "There is much that we share with others."
    assert article.left_out == ()


@pytest.mark.parametrize(
    "text",
    [
        "1. Less pain: Move.\n\n2. More sleep: Rest.",
        "- a bullet\n\nText.",
        "This is a sentence of more than eight words, and no title.\n\nText.",
        f"{'word ' * 40}\n\nText.",
        "Back to blog\n\nShare",
        "2026\n\nText.",
    ],
)
def test_source_without_a_title_is_refused(text):
    with pytest.raises(SourceRefused, match="has no title"):
        recognise_article(text)


def test_source_with_nothing_under_its_title_is_refused():
    with pytest.raises(SourceRefused, match="nothing under it"):
        recognise_article("Walking after surgery\n\nBack to blog")


def test_wrapped_title_is_joined_and_text_under_a_title_is_not():
    wrapped = "What a physical therapist does for you\nafter an operation on the spine\n\nText."
    assert recognise_article(wrapped).title.endswith("for you after an operation on the spine")
    assert recognise_article("Walking\nWalk daily, and rest well.").title == "Walking"
