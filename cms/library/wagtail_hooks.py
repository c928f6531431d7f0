"""What editors see of the library: a menu of five lists, and an editor for each kind of part."""

from typing import Any

from django.contrib.auth.models import Permission
from django.db.models import QuerySet
from django.http import HttpRequest
from wagtail import hooks
from wagtail.admin.ui.tables import LiveStatusTagColumn, LocaleColumn
from wagtail.models import ReferenceIndex
from wagtail.permission_policies import ModelPermissionPolicy
from wagtail.permissions import register_permission_policy
from wagtail.snippets.models import register_snippet
from wagtail.snippets.views.snippets import SnippetViewSet, SnippetViewSetGroup

from . import choosers, panels
from .columns import ReviewColumn, UsedColumn
from .filters import BenefitFilterSet, DisclaimerFilterSet
from .image_operations import WithoutMetadata
from .models import Benefit, Disclaimer, Person, SiteProfile, Topic


class KeptPolicy(ModelPermissionPolicy):
    """Each language has its one clinic profile: it is translated and edited, never added or deleted."""

    def user_has_permission(self, user: Any, action: str) -> bool:
        return action not in ("add", "delete") and bool(super().user_has_permission(user, action))


register_permission_policy(SiteProfile, KeptPolicy(SiteProfile))


class PartViewSet(SnippetViewSet):
    """What the lists and editors of all kinds share."""

    chooser_viewset_class = choosers.PartChooserViewSet
    copy_view_enabled = False
    # The library is small and its search index is updated in the background: ask the tables themselves.
    search_backend_name = None

    def get_queryset(self, request: HttpRequest) -> QuerySet[Any]:
        parts = self.model.objects.select_related("latest_revision").defer("latest_revision__content")
        return parts.annotate(usage_count=ReferenceIndex.usage_count_subquery(self.model))


class BenefitViewSet(PartViewSet):
    model = Benefit
    icon = "check"
    edit_handler = panels.BENEFIT
    chooser_viewset_class = choosers.BenefitChooserViewSet
    list_display = ["title", LiveStatusTagColumn(), ReviewColumn(), UsedColumn(), LocaleColumn()]
    filterset_class = BenefitFilterSet
    search_fields = ["title", "body"]
    ordering = "title"


class DisclaimerViewSet(PartViewSet):
    model = Disclaimer
    icon = "warning"
    edit_handler = panels.DISCLAIMER
    list_display = [
        "title",
        "purpose",
        LiveStatusTagColumn(),
        ReviewColumn(),
        UsedColumn(),
        LocaleColumn(),
    ]
    filterset_class = DisclaimerFilterSet
    search_fields = ["title", "body"]
    ordering = "title"


class TopicViewSet(PartViewSet):
    model = Topic
    icon = "tag"
    edit_handler = panels.TOPIC
    chooser_viewset_class = choosers.TopicChooserViewSet
    list_display = ["name", "description", LiveStatusTagColumn(), UsedColumn(), LocaleColumn()]
    list_filter = ["live"]
    search_fields = ["name", "description"]
    ordering = "name"


class PersonViewSet(PartViewSet):
    model = Person
    icon = "user"
    edit_handler = panels.PERSON
    chooser_viewset_class = choosers.PersonChooserViewSet
    list_display = ["name", "credentials", "role", LiveStatusTagColumn(), UsedColumn(), LocaleColumn()]
    list_filter = ["live"]
    search_fields = ["name", "role"]
    ordering = "name"


class SiteProfileViewSet(PartViewSet):
    model = SiteProfile
    icon = "home"
    edit_handler = panels.SITE_PROFILE
    menu_label = "Clinic profile"
    list_display = ["name", "phone", LiveStatusTagColumn(), LocaleColumn()]
    search_fields = ["name"]
    ordering = "name"


@register_snippet
class LibraryViewSetGroup(SnippetViewSetGroup):
    menu_label = "Library"
    menu_icon = "folder-open-inverse"
    menu_order = 200
    items = (BenefitViewSet, DisclaimerViewSet, TopicViewSet, PersonViewSet, SiteProfileViewSet)


@hooks.register("register_permissions")
def register_review_permissions() -> QuerySet[Permission]:
    return Permission.objects.filter(
        content_type__app_label="library", codename__in=["review_benefit", "review_disclaimer"]
    )


@hooks.register("register_image_operations")
def register_clean() -> list[tuple[str, type[WithoutMetadata]]]:
    return [("clean", WithoutMetadata)]
