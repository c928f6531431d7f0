"""A hub with more articles than a publication compiles by itself, written by `python -m tests.faults.corpus`.

Prints what a person at the admin needs: a session, and the rows to work at.
"""

import json
import os

import django

ARTICLES = 40
SHARED = 3
"""One benefit in every article, and others in some: cascades in the background, and at once."""


def write_corpus():
    from django.test import Client

    from cms.accounts.models import User
    from cms.publishing.unit import unit
    from tests.articles.factories import TEXT, benefits, make_article
    from tests.library.factories import make_benefit, make_disclaimer

    with unit():
        disclaimer = make_disclaimer()
        parts = [make_benefit(f"Benefit {number}") for number in range(SHARED)]
        chosen = [[parts[0], parts[1 + number % (SHARED - 1)]] for number in range(ARTICLES)]
        pages = [
            make_article(f"Article {number}", body=[TEXT, benefits(*chosen[number])])
            for number in range(ARTICLES)
        ]
    client = Client()
    client.force_login(User.objects.create_superuser("editor"))
    return {
        "session": client.cookies["sessionid"].value,
        "disclaimer": disclaimer.pk,
        "benefits": [[part.pk, part.slug] for part in parts],
        "articles": [
            [page.pk, page.slug, [part.pk for part in held]] for page, held in zip(pages, chosen, strict=True)
        ],
    }


if __name__ == "__main__":
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "cms.settings")
    django.setup()
    print(json.dumps(write_corpus()))
