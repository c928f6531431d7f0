"""Editors who do whatever editors can do, at random but the same for each seed, and a hub that shows it."""

from random import Random

from frontend.client import FeedPage
from frontend.errors import CursorRefusedError
from tests.frontend.documents import (
    article,
    at,
    disclaimer,
    guide,
    guide_article,
    identity,
    image,
    moved,
    notice,
    site,
    site_path,
    topic,
    topic_ref,
    withdrawn,
)
from tests.frontend.hub import StubHub

LOCALES = ("en", "en", "es")
TOPICS = ("Recovery", "Sleep", "Going home")


class DirectHub:
    """A stub without HTTP in between."""

    def __init__(self, stub):
        self.stub = stub

    def site(self):
        return self.stub.answer("/api/v1/site/", {})[1]

    def changes(self, cursor, *, wait=0):
        status, page = self.stub.changes(cursor)
        if status != 200:
            raise CursorRefusedError("Start again.")
        return FeedPage(page["changes"], page["next"], page["more"])

    def all_changes(self):
        page = self.changes("")
        yield page
        while page.more:
            page = self.changes(page.cursor)
            yield page


class Editors:
    def __init__(self, seed):
        self.random = Random(seed)
        self.stub = StubHub()
        self.hub = DirectHub(self.stub)
        self.things = {}
        self.day = 3
        self.stub.publish(site())
        for name in TOPICS:
            self._show(topic(name))
        for _ in range(8):
            self.write()
        self.write_guide()

    def act(self):
        deeds = (
            [self.write] * 4 + [self.edit] * 4 + [self.rename] * 2 + [self.refile] * 2 + [self.take_down] * 3
        )
        deeds += [
            self.restore,
            self.merge,
            self.swap,
            self.take_over,
            self.write_guide,
            self.rearrange_guide,
            self.rearrange_guide,
            self.rename_guide,
            self.take_down_guide,
            self.rename_topic,
            self.take_down_topic,
        ]
        deeds += [self.reword_disclaimer, self.add_image, self.change_clinic]
        self.random.choice(deeds)()

    def write(self):
        """An article; now and then one that was first published long ago."""
        self.day += 1
        locale, number = self.random.choice(LOCALES), len(self.things)
        day = self.random.choice((self.day, self.day, self.day, 2))
        refs = self._refs()
        self._show(
            article(f"a-{number}", locale=locale, topics=refs, published_at=at(day), updated_at=at(day))
        )

    def edit(self):
        for document in self._some():
            self._show({**document, "title": f"Edited {self.random.random()}"})

    def rename(self):
        for document in self._some():
            self._move(document, f"{document['slug']}x")

    def refile(self):
        for document in self._some():
            self._show({**document, "topics": self._refs()})

    def take_down(self):
        for document in self._some():
            self.stub.publish(self.random.choice((notice, withdrawn))(document))

    def merge(self):
        first, second = self._two()
        if first is not second and first["locale"] == second["locale"]:
            self.stub.publish(moved(first, second))

    def restore(self):
        self._show(self.random.choice(list(self.things.values())))

    def swap(self):
        """Two articles exchange their addresses, each published with the other's."""
        first, second = self._two()
        if first is not second and first["locale"] == second["locale"]:
            slugs = first["slug"], second["slug"]
            self._show(self._at(first, slugs[1]))
            self._show(self._at(second, slugs[0]))

    def take_over(self):
        """A path that an editor released goes to somebody else."""
        first, second = self._two()
        if first["former_paths"] and first is not second and first["locale"] == second["locale"]:
            *kept, released = first["former_paths"]
            self._show({**first, "former_paths": kept})
            self._move(second, released.partition("/")[2])

    def write_guide(self):
        self.day += 1
        locale, number = self.random.choice(LOCALES), len(self.things)
        stamps = {"published_at": at(self.day), "updated_at": at(self.day)}
        self._show(guide(f"g-{number}", self._led(locale), locale=locale, topics=self._refs(), **stamps))

    def rearrange_guide(self):
        for document in self._guides():
            articles = [
                guide_article(n, each) for n, each in enumerate(self._led(document["locale"]), start=1)
            ]
            self._show({**document, "articles": articles, "topics": self._refs()})

    def rename_guide(self):
        for document in self._guides():
            slug = f"{document['slug']}x"
            former = [*document["former_paths"], f"guides/{document['slug']}"]
            url = site_path(document["locale"], f"guides/{slug}")
            self._show({**document, "slug": slug, "url": url, "former_paths": former})

    def take_down_guide(self):
        for document in self._guides():
            self.stub.publish(withdrawn(document))

    def rename_topic(self):
        document = self._topic()
        former = [*document["former_paths"], f"topics/{document['slug']}"]
        slug = f"{document['slug']}x"
        url = site_path(document["locale"], f"topics/{slug}")
        self._show(
            {**document, "name": f"{document['name']}!", "slug": slug, "url": url, "former_paths": former}
        )

    def take_down_topic(self):
        self.stub.publish(withdrawn(self._topic()))

    def reword_disclaimer(self):
        """Every article that carries it follows; a cascade."""
        edition = self.random.randrange(2, 9)
        for document in list(self.things.values()):
            if document["schema"] == "article/1" and self._is_live(document):
                part = {
                    "content_id": identity("disclaimer"),
                    "locale": document["locale"],
                    "edition": edition,
                }
                text = f"<p>Edition {edition}</p>"
                new = disclaimer(locale=document["locale"], part=part, html=text, text=text)
                self._show({**document, "disclaimers": [new]})

    def add_image(self):
        url = f"https://{self.random.choice('abc')}.example/x.webp"
        sources = [{"preset": "card", "type": "image/webp", "width": 1, "height": 1, "url": url}]
        self.stub.publish(image(f"image-{self.random.randrange(3)}", sources=sources))

    def change_clinic(self):
        locale = self.random.choice(LOCALES)
        self.stub.publish(site(locale=locale, tagline=f"Words {self.random.random()}"))

    def _show(self, document):
        self.things[document["content_id"], document["locale"]] = document
        self.stub.publish(document)

    def _move(self, document, slug):
        former = [*document["former_paths"], f"articles/{document['slug']}"]
        self._show(self._at({**document, "former_paths": former}, slug))

    def _at(self, document, slug):
        return {**document, "slug": slug, "url": site_path(document["locale"], f"articles/{slug}")}

    def _refs(self):
        return [topic_ref(name) for name in TOPICS if self.random.random() < 0.5]

    def _led(self, locale):
        """Some articles of this language, in any order."""
        found = [each for each in self._articles() if each["locale"] == locale]
        return self.random.sample(found, min(len(found), self.random.randrange(1, 4)))

    def _guides(self):
        """One of them, or none."""
        found = [each for each in self.things.values() if each["schema"] == "guide/1"]
        return [self.random.choice(found)] if found else []

    def _is_live(self, document):
        current = self.stub.current[document["content_id"], document["locale"]][2]
        return current.get("state", "published") == "published"

    def _articles(self):
        return [
            each for each in self.things.values() if each["schema"] == "article/1" and self._is_live(each)
        ]

    def _some(self):
        found = self._articles()
        return self.random.sample(found, min(len(found), self.random.randrange(1, 4)))

    def _two(self):
        return self.random.choice(self._articles()), self.random.choice(self._articles())

    def _topic(self):
        return self.random.choice([each for each in self.things.values() if each["schema"] == "topic/1"])
