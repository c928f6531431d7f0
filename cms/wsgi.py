"""The WSGI application that granian serves."""

import gc
import os

from django.core.wsgi import get_wsgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "cms.settings")
application = get_wsgi_application()

from django.conf import settings  # noqa: E402

from api.handler import ReadHandler  # noqa: E402
from api.stopping import close_when_told_to_stop  # noqa: E402
from api.waiting import room  # noqa: E402

close_when_told_to_stop(room)

if settings.ROLE == "delivery":
    application = ReadHandler()
    # What is there now stays: otherwise the collector looks through all of it now and then, and reads wait.
    gc.collect()
    gc.freeze()
