"""One article with a block of every type, as the hub's templates render it, to hold the style to."""

from tests.frontend import documents
from tests.frontend.documents import article, end_html, identity, image_use, text_block

BENEFITS = (
    ("Less pain, sooner", "Gentle movement warms stiff muscles, and warm muscles hurt less."),
    ("Steadier on your feet", "Your sense of balance rests while you rest. A few minutes a day wake it up."),
    ("A stronger middle", "The muscles around your waist carry what your back cannot carry yet."),
    ("Better sleep", "Being a little tired from walking is a good reason to fall asleep."),
)
STEPS = (
    ("First visit", "<p>Your surgeon looks at the wound and at how you move.</p>"),
    ("Referral", "<p>You leave with a letter for a therapist near you.</p>"),
    ("Your own plan", "<p>The therapist measures what you can do, and you agree on <em>next</em> steps.</p>"),
)
ROWS = [["Week", "Walk", "Rest"], ["1", "5 minutes", "Every hour"], ["2 to 4", "15 minutes", "As needed"]]
QUESTIONS = (
    ("May I climb stairs?", "<p>Yes, slowly, one hand on the rail.</p>"),
    ("When may I drive?", "<p>Not while you take strong pain medicine. Ask at your first visit.</p>"),
)


def showcase(slug="physical-therapy-after-spine-surgery", **changes):
    blocks, html = zip(*_blocks(), strict=True)
    return article(
        slug,
        **{
            "title": "Physical therapy after spine surgery",
            "summary": "What a therapist does for you, when it starts, and how to tell that it is working.",
            "image": image_use(),
            "authors": [documents.person("B. Author"), documents.person("C. Author")],
            "review": documents.reviewed(),
            "codes": [
                {
                    "system": "http://hl7.org/fhir/sid/icd-10-cm",
                    "code": "Z98.1",
                    "display": "Arthrodesis status",
                }
            ],
            "body": list(blocks),
            "body_html": "".join(html) + end_html([documents.disclaimer()]),
            **changes,
        },
    )


def _blocks():
    intro = "<p>The operation is over; the healing is yours. A therapist walks the first part with you.</p>"
    yield text_block(intro), f'<section class="block block-text" id="b-{identity(intro)}">{intro}</section>'
    yield _benefits()
    yield _steps()
    yield _callout("info", "Bring your shoes", "<p>Flat, closed shoes make the first visit easier.</p>")
    yield _callout(
        "caution", "Go gently", "<p>Sore the next day is fine. Worse the next day is too much.</p>"
    )
    yield _callout("urgent", "Call us if", "<ul><li>a leg goes numb</li><li>the wound weeps</li></ul>")
    yield _image()
    yield _table()
    yield _questions()
    yield _references()


def _section(kind, title, inner):
    key = identity(title)
    return f'<section class="block block-{kind}" id="b-{key}"><h2>{title}</h2>{inner}</section>'


def _benefits():
    title = "What it does for you"
    items = [
        {"id": identity(name), "number": number, "title": name, "html": f"<p>{html}</p>"}
        | {"part": None, "review": None, "overrides": []}
        for number, (name, html) in enumerate(BENEFITS, 1)
    ]
    inner = "".join(
        f'<li class="benefit" id="b-{item["id"]}"><h3>{item["title"]}</h3>{item["html"]}</li>'
        for item in items
    )
    block = {"id": identity(title), "type": "benefits", "title": title, "items": items, "notices": []}
    return block, _section("benefits", title, f'<ol class="benefits">{inner}</ol>')


def _steps():
    title = "What happens next"
    items = [{"title": name, "html": html} for name, html in STEPS]
    inner = "".join(f'<li class="step"><h3>{name}</h3>{html}</li>' for name, html in STEPS)
    block = {"id": identity(title), "type": "steps", "title": title, "items": items}
    return block, _section("steps", title, f'<ol class="steps">{inner}</ol>')


def _callout(level, title, html):
    block = {"id": identity(title), "type": "callout", "level": level, "title": title, "html": html}
    phone = (
        '<p class="contact" data-contact><a href="tel:+15550100">+1 555 0100</a></p>'
        if level == "urgent"
        else ""
    )
    return block, (
        f'<aside class="block block-callout callout-{level}" role="note" id="b-{block["id"]}">'
        f'<h2 class="callout-title">{title}</h2>{html}{phone}</aside>'
    )


def _image():
    use = image_use()
    plain = use["sources"][-1]
    block = {"id": identity("figure"), "type": "image", "image": use, "caption": "Start on level ground."}
    return block, (
        f'<figure class="block block-image" id="b-{block["id"]}"><picture><img src="{plain["url"]}" '
        f'width="{plain["width"]}" height="{plain["height"]}" alt="{use["alt"]}" loading="lazy"></picture>'
        '<figcaption>Start on level ground. <span class="credit">(Drawn by the clinic)</span></figcaption>'
        "</figure>"
    )


def _table():
    head, *rows = ROWS
    key = identity("table")
    lines = ["".join(f'<th scope="col">{cell}</th>' for cell in head)]
    lines += [
        f'<th scope="row">{row[0]}</th>' + "".join(f"<td>{cell}</td>" for cell in row[1:]) for row in rows
    ]
    block = {"id": key, "type": "table", "caption": "How much, how often", "rows": ROWS}
    block |= {"header_row": True, "header_column": True}
    inner = "".join(f"<tr>{line}</tr>" for line in lines)
    return block, (
        f'<section class="block block-table" id="b-{key}"><div class="table-scroll" role="region" '
        f'tabindex="0" aria-labelledby="c-{key}"><table><caption id="c-{key}">How much, how often</caption>'
        f"{inner}</table></div></section>"
    )


def _questions():
    title = "Questions people ask"
    items = [{"question": question, "html": html} for question, html in QUESTIONS]
    inner = "".join(
        f'<details class="question"><summary>{question}</summary>{html}</details>'
        for question, html in QUESTIONS
    )
    return {"id": identity(title), "type": "questions", "title": title, "items": items}, _section(
        "questions", title, inner
    )


def _references():
    title = "References"
    items = [{"text": "Our leaflet on walking", "url": "https://clinic.example/leaflet"}]
    inner = '<li><a href="https://clinic.example/leaflet" rel="noopener">Our leaflet on walking</a></li>'
    block = {"id": identity(title), "type": "references", "title": title, "items": items}
    return block, _section("references", title, f'<ol class="references">{inner}</ol>')
