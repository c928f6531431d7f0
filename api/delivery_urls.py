"""What the delivery role serves: the API alone."""

from django.urls import include, path, re_path

from .views.unknown import UnknownView

urlpatterns = [
    path("api/v1/", include("api.urls")),
    re_path(r"", UnknownView.as_view()),
]
