"""The floor: the least that a Django view with one indexed look-up can cost, on the hub's own database."""

import os

import django
from django.conf import settings
from django.core.wsgi import get_wsgi_application
from django.db import connection
from django.http import HttpRequest, HttpResponse
from django.urls import path

SQL = (
    "SELECT e.document FROM editions_route r JOIN editions_thing t ON t.id = r.thing_id "
    "JOIN editions_edition e ON e.id = t.current_id WHERE r.locale = %s AND r.path = %s"
)


def read(request: HttpRequest, name: str) -> HttpResponse:
    with connection.cursor() as cursor:
        cursor.execute(SQL, ("en", f"articles/{name}"))
        (document,) = cursor.fetchone()
    return HttpResponse(bytes(document), content_type="application/json")


urlpatterns = [path("<slug:name>/", read)]

if not settings.configured:
    from cms.environment import database

    settings.configure(
        ROOT_URLCONF=__name__,
        ALLOWED_HOSTS=["*"],
        DATABASES={"default": database(os.environ["DATABASE_URL"])},
        LOGGING_CONFIG=None,
    )
    django.setup()
application = get_wsgi_application()
