"""Every address of the API, as its pattern is: everybody's, and those of partners' accounts."""

from django.urls import URLPattern

import api.partner.urls
import api.urls

PUBLIC = [str(each.pattern) for each in api.urls.urlpatterns if isinstance(each, URLPattern)]
PARTNER = [f"partner/{each.pattern}" for each in api.partner.urls.urlpatterns]
EVERYTHING = [*PUBLIC, *PARTNER]
