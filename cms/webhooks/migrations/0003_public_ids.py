import uuid

from django.db import migrations, models



def name_webhooks(apps, schema_editor):
    """One id for each: a default would give all rows the same."""
    for webhook in apps.get_model("webhooks", "Webhook").objects.iterator():
        webhook.public_id = uuid.uuid4()
        webhook.save(update_fields=["public_id"])


class Migration(migrations.Migration):

    dependencies = [
        ("partners", "0001_initial"),
        ("webhooks", "0002_guides"),
    ]

    operations = [
        migrations.AddField(
            model_name="webhook",
            name="public_id",
            field=models.UUIDField(null=True, editable=False),
        ),
        migrations.RunPython(name_webhooks, migrations.RunPython.noop),
        migrations.AlterField(
            model_name="webhook",
            name="public_id",
            field=models.UUIDField(default=uuid.uuid4, editable=False, unique=True),
        ),
    ]
