"""The pages that take things back, filled in and sent as a browser does."""

from django.contrib.messages import get_messages
from django.urls import reverse
from wagtail.log_actions import registry


def act_url(act, item):
    return reverse(f"withdrawn:{act}", args=[item.kind, item.pk])


def withdraw(client, item, **form):
    words = {"reason": "outdated", "notice": "Ask us.", "successor": "", "shown_in_articles": ""}
    return client.post(act_url("withdraw", item), words | form)


def recall(client, item, **form):
    words = {"severity": "high", "reason": "incorrect", "notice": "Stop, and call us.", "successor": ""}
    return client.post(act_url("recall", item), words | {"shown_in_articles": ""} | form)


def history_of(item):
    """The newest first."""
    return registry.get_logs_for_instance(item).order_by("-timestamp", "-pk")


def words_of(response):
    return " ".join(str(message) for message in get_messages(response.wsgi_request))


def html_of(response):
    return response.content.decode()
