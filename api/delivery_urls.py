"""What the delivery role serves: the API alone."""

from django.urls import include, path, re_path

from .views.keys import KeySetView
from .views.unknown import UnknownView

handler400 = "api.views.unknown.answer_bad_request"
urlpatterns = [
    path("api/v1/", include("api.urls")),
    path(".well-known/jwks.json", KeySetView.as_view()),
    re_path(r"", UnknownView.as_view()),
]
