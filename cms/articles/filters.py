"""How editors narrow the lists of articles and guides down."""

import django_filters
from wagtail.admin.filters import WagtailFilterSet

from cms.library.filters import ReviewFilter
from cms.library.models import Topic

from .models import ArticlePage, GuidePage


class PublicPageFilterSet(WagtailFilterSet):
    review = ReviewFilter()
    topic = django_filters.ModelChoiceFilter(
        field_name="topics__topic",
        queryset=Topic.objects.select_related("locale").order_by("name"),
        label="Topic",
    )


class ArticleFilterSet(PublicPageFilterSet):
    class Meta:
        model = ArticlePage
        fields = ["live"]


class GuideFilterSet(PublicPageFilterSet):
    class Meta:
        model = GuidePage
        fields = ["live"]
