"""The documents of these tests are documents of the hub: its schemas say so."""

import pytest

from cms.editions.schemas import check_document
from tests.frontend import documents
from tests.frontend.showcase import showcase

DOCUMENTS = [
    documents.site(),
    documents.topic(),
    documents.image(),
    documents.article(),
    documents.article("caminar", locale="es"),
    documents.guide(articles=[documents.article()]),
    documents.notice(documents.article()),
    documents.notice(documents.topic()),
    documents.withdrawn(documents.article(), severity="high", notice="Please call us."),
    documents.moved(documents.article(), documents.article("new-advice")),
    showcase(),
]


@pytest.mark.parametrize("document", DOCUMENTS, ids=lambda document: document["schema"])
def test_document_is_valid(document):
    check_document(document)
