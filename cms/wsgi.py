"""The WSGI application that granian serves."""

import gc
import os

import django

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "cms.settings")
django.setup(set_prefix=False)

from api.handler import ReadHandler  # noqa: E402
from api.stopping import close_when_told_to_stop  # noqa: E402
from api.waiting import room  # noqa: E402

application = ReadHandler()
close_when_told_to_stop(room)
# What is there now stays: otherwise the collector looks through all of it now and then, and reads wait.
gc.collect()
gc.freeze()
