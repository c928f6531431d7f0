"""How editors narrow the list of articles down."""

import django_filters
from wagtail.admin.filters import WagtailFilterSet

from cms.library.filters import ReviewFilter
from cms.library.models import Topic

from .models import ArticlePage


class ArticleFilterSet(WagtailFilterSet):
    review = ReviewFilter()
    topic = django_filters.ModelChoiceFilter(
        field_name="topics__topic",
        queryset=Topic.objects.select_related("locale").order_by("name"),
        label="Topic",
    )

    class Meta:
        model = ArticlePage
        fields = ["live"]
