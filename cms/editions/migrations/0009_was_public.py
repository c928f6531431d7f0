from django.db import migrations, models


def note_what_was_public(apps, schema_editor):
    editions = apps.get_model("editions", "Edition").objects.filter(audience="public")
    things = apps.get_model("editions", "Thing").objects
    things.filter(pk__in=editions.values("thing")).update(was_public=True)


class Migration(migrations.Migration):

    dependencies = [("editions", "0008_redaction")]

    operations = [
        migrations.AddField(
            model_name="thing", name="was_public", field=models.BooleanField(default=False)
        ),
        migrations.RunPython(note_what_was_public, migrations.RunPython.noop),
    ]
