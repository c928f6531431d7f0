"""An editor at the admin, who sends forms over HTTP, and sees whether an answer came."""

from itertools import count
from types import SimpleNamespace

import httpx
from django.urls import reverse
from wagtail.test.utils.form_data import rich_text

from cms.library.models import Benefit, Disclaimer
from tests.articles.forms import WALKING, article_form, benefit_item, benefits_block
from tests.desk.withdrawing import act_url
from tests.library.forms import PUBLISH, benefit_form, disclaimer_form, part_url

TOKEN = "a" * 32
PATIENCE = 60


class Editor:
    """Each act publishes words that were never said before. Those of acts that were answered are kept."""

    def __init__(self, random, corpus):
        self._random, self._corpus, self._numbers = random, corpus, count(1)
        self.answered = []

    def next_act(self):
        """Where to send what, and the title by which its edition is known; none if nothing is said."""
        acts = (self._disclaimer, self._benefit, self._benefit, self._article, self._article, self._withdraw)
        return self._random.choice(acts)()

    def send(self, base, act):
        """Like a browser. True if there was an answer, and then the act was done."""
        path, form, title = act
        cookies = {"sessionid": self._corpus["session"], "csrftoken": TOKEN}
        with httpx.Client(base_url=base, cookies=cookies, timeout=PATIENCE) as client:
            try:
                answer = client.post(path, data=form, headers={"X-CSRFToken": TOKEN})
            except httpx.TransportError:
                return False
        assert answer.status_code == 302, answer.text
        if title:
            self.answered.append(title)
        return True

    def _word(self):
        return f"Word {next(self._numbers)}"

    def _disclaimer(self):
        word, row = self._word(), SimpleNamespace(pk=self._corpus["disclaimer"])
        form = disclaimer_form(title=word, on_every_article="on", body=rich_text(f"<p>{word}.</p>"))
        return part_url("edit", Disclaimer, row), form | PUBLISH, word

    def _benefit(self):
        word, (pk, slug) = self._word(), self._random.choice(self._corpus["benefits"])
        form = benefit_form(title=word, slug=slug)
        return part_url("edit", Benefit, SimpleNamespace(pk=pk)), form | PUBLISH, word

    def _article(self):
        word, (pk, slug, parts) = self._word(), self._random.choice(self._corpus["articles"])
        shared = benefits_block(*(benefit_item(SimpleNamespace(pk=part)) for part in parts))
        form = article_form(title=word, slug=slug, body=[*WALKING, shared])
        return reverse("wagtailadmin_pages:edit", args=[pk]), form | PUBLISH, word

    def _withdraw(self):
        """What is edited later is published again."""
        pk, _, _ = self._random.choice(self._corpus["articles"])
        form = {"reason": "outdated", "notice": "Ask us.", "successor": "", "shown_in_articles": ""}
        return act_url("withdraw", SimpleNamespace(kind="article", pk=pk)), form, None
