"""What the hub serves: admin, API, and, in development, images."""

from django.conf import settings
from django.conf.urls.static import static
from django.urls import include, path, re_path
from django.views.generic import RedirectView
from wagtail.admin import urls as admin_urls

from api.views.keys import KeySetView
from api.views.unknown import UnknownView

handler400 = "api.views.unknown.answer_bad_request"
urlpatterns = [
    path("", RedirectView.as_view(pattern_name="wagtailadmin_home")),
    path("admin/", include(admin_urls)),
    path("api/v1/", include("api.urls")),
    path(".well-known/jwks.json", KeySetView.as_view()),
    re_path(r"^api/", UnknownView.as_view()),
    *static("/media/", document_root=settings.MEDIA_ROOT),
]
