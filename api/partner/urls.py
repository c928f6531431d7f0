"""The addresses of a partner's account, under /api/v1/partner/."""

from django.db.transaction import non_atomic_requests
from django.urls import path

from ..things import ARTICLES
from ..views.things import list_parameters
from .account import AccountView
from .acknowledgements import AcknowledgementListView
from .articles import (
    FORMS,
    PartnerArticleListView,
    PartnerArticleView,
    PartnerChangeListView,
    PartnerEditionListView,
    PartnerEditionView,
    PartnerRepresentationView,
)
from .deliveries import DeliveryListView, ReplayView
from .usage import UsageView
from .webhooks import WebhookListView, WebhookView

_ARTICLE = "articles/<slug:name>"

urlpatterns = [
    path("", AccountView.as_view()),
    path(
        "articles/",
        PartnerArticleListView.as_view(collection=ARTICLES, parameters=list_parameters(ARTICLES)),
    ),
    path(f"{_ARTICLE}/", PartnerArticleView.as_view(collection=ARTICLES)),
    *(
        path(
            f"{_ARTICLE}.{form.suffix}",
            PartnerRepresentationView.as_view(
                collection=ARTICLES, representation=form, offers=(form.media_type,), contract=contract
            ),
        )
        for form, contract in FORMS
    ),
    path(f"{_ARTICLE}/editions/", PartnerEditionListView.as_view(collection=ARTICLES)),
    path(f"{_ARTICLE}/editions/<int:number>/", PartnerEditionView.as_view(collection=ARTICLES)),
    path("changes/", PartnerChangeListView.as_view()),
    path("webhooks/", non_atomic_requests(WebhookListView.as_view())),
    path("webhooks/<uuid:id>/", non_atomic_requests(WebhookView.as_view())),
    path("deliveries/", DeliveryListView.as_view()),
    path("deliveries/<uuid:id>/replay/", non_atomic_requests(ReplayView.as_view())),
    path("usage/", UsageView.as_view()),
    path("acknowledgements/", non_atomic_requests(AcknowledgementListView.as_view())),
]
