"""Somebody who is told what changes."""

import pytest

from cms.webhooks.models import Webhook
from tests.receiving import Receiver


@pytest.fixture
def receiver():
    receiver = Receiver()
    yield receiver
    receiver.close()


@pytest.fixture
def webhook(receiver):
    return Webhook.objects.create(url=receiver.url)
