"""What granian serves."""

import os

from django.core.wsgi import get_wsgi_application

os.environ["DJANGO_SETTINGS_MODULE"] = "bench.peer_wagtail.settings"
application = get_wsgi_application()
