"""What Wagtail's editors and moderators may do in the library, a group of reviewers, and moderation of parts."""

from typing import Any

from django.db import migrations

PARTS = ("benefit", "disclaimer", "topic", "person")
WRITE = ("add", "change")
PUBLISH = ("publish", "lock", "unlock")


def give_permissions(apps: Any, schema_editor: Any) -> None:
    """Only once: what an administrator changes afterwards stays changed."""
    Group = apps.get_model("auth", "Group")
    translate = _permission(apps, "simple_translation", "simpletranslation", "submit_translation")
    write = [_permission(apps, "library", part, f"{verb}_{part}") for part in PARTS for verb in WRITE]
    publish = [_permission(apps, "library", part, f"{verb}_{part}") for part in PARTS for verb in (*PUBLISH, "delete")]
    clinic = [_permission(apps, "library", "siteprofile", f"{verb}_siteprofile") for verb in ("change", *PUBLISH)]
    moderate = _permission(apps, "comments", "comment", "change_comment")
    Group.objects.get_or_create(name="Editors")[0].permissions.add(translate, *write)
    moderators = Group.objects.get_or_create(name="Moderators")[0]
    moderators.permissions.add(translate, moderate, *write, *publish, *clinic)
    _make_reviewers(apps, Group.objects.get_or_create(name="Reviewers")[0])


def _make_reviewers(apps: Any, group: Any) -> None:
    """They read and change everything that is reviewed; somebody else publishes it."""
    reviewed = (("library", "benefit"), ("library", "disclaimer"), ("articles", "articlepage"))
    group.permissions.add(
        _permission(apps, "wagtailadmin", "admin", "access_admin"),
        *(_permission(apps, label, model, f"review_{model}") for label, model in reviewed),
        *(_permission(apps, "library", part, f"change_{part}") for part in ("benefit", "disclaimer")),
    )
    apps.get_model("wagtailcore", "GroupPagePermission").objects.get_or_create(
        group=group,
        page=apps.get_model("wagtailcore", "Page").objects.get(depth=1),
        permission=_permission(apps, "wagtailcore", "page", "change_page"),
    )


def moderate_parts(apps: Any, schema_editor: Any) -> None:
    """Parts go the way of articles: who may not publish submits to the moderators."""
    workflow = apps.get_model("wagtailcore", "Workflow").objects.filter(name="Moderators approval").first()
    if workflow is None:
        return
    for part in (*PARTS, "siteprofile"):
        apps.get_model("wagtailcore", "WorkflowContentType").objects.get_or_create(
            content_type=_content_type(apps, "library", part), defaults={"workflow": workflow}
        )


def _permission(apps: Any, label: str, model: str, codename: str) -> Any:
    """Django makes permissions after all migrations; those that it finds made, it leaves."""
    named = dict(apps.get_model(label, model)._meta.permissions) if label != "wagtailadmin" else {}
    verb = codename.partition("_")[0]
    permission, _ = apps.get_model("auth", "Permission").objects.get_or_create(
        content_type=_content_type(apps, label, model),
        codename=codename,
        defaults={"name": named.get(codename, f"Can {verb} {model}")},
    )
    return permission


def _content_type(apps: Any, label: str, model: str) -> Any:
    return apps.get_model("contenttypes", "ContentType").objects.get_or_create(app_label=label, model=model)[0]


class Migration(migrations.Migration):
    dependencies = [
        ("articles", "0002_article_tree"),
        ("comments", "0001_initial"),
        ("library", "0002_clinic_profile"),
        ("simple_translation", "0001_initial"),
        ("wagtailadmin", "0006_formstate"),
        ("wagtailcore", "0098_apitoken"),
    ]

    operations = [
        migrations.RunPython(give_permissions, migrations.RunPython.noop),
        migrations.RunPython(moderate_parts, migrations.RunPython.noop),
    ]
