"""The default language's articles: a folder in the place of Wagtail's page of welcome."""

from typing import Any

from django.conf import settings
from django.db import migrations

WELCOME = {"slug": "home", "depth": 2, "numchild": 0, "content_type__model": "page"}


def plant_tree(apps: Any, schema_editor: Any) -> None:
    """Models of migrations know nothing of trees: the folder takes the very place of the welcome page."""
    Page, Site = apps.get_model("wagtailcore", "Page"), apps.get_model("wagtailcore", "Site")
    welcome = Page.objects.filter(**WELCOME).first()
    if welcome is None:
        return
    place, locale_id, sites = welcome.path, welcome.locale_id, Site.objects.filter(root_page=welcome)
    hosts = list(sites.values_list("pk", flat=True))
    root = Page.objects.get(depth=1)
    Site.objects.filter(pk__in=hosts).update(root_page=root)
    welcome.delete()
    folder = _create_folder(apps, path=place, locale_id=locale_id)
    Site.objects.filter(pk__in=hosts).update(root_page=folder.page_ptr, site_name=settings.CLINIC_NAME)


def _create_folder(apps: Any, **attributes: Any) -> Any:
    ArticleIndexPage = apps.get_model("articles", "ArticleIndexPage")
    ContentType = apps.get_model("contenttypes", "ContentType")
    kind, _ = ContentType.objects.get_or_create(app_label="articles", model="articleindexpage")
    return ArticleIndexPage.objects.create(
        title="Articles",
        draft_title="Articles",
        slug="articles",
        url_path="/articles/",
        depth=2,
        content_type=kind,
        **attributes,
    )


class Migration(migrations.Migration):
    dependencies = [("articles", "0001_initial")]

    operations = [migrations.RunPython(plant_tree, migrations.RunPython.noop)]
