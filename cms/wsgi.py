"""The WSGI application that granian serves."""

import os

from django.core.wsgi import get_wsgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "cms.settings")
application = get_wsgi_application()

from api.stopping import close_when_told_to_stop  # noqa: E402
from api.waiting import room  # noqa: E402

close_when_told_to_stop(room)
