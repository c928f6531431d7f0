"""Apart from the migration before: PostgreSQL alters no table whose rows the same transaction has changed."""

import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('publishing', '0002_full_strength'),
    ]

    operations = [
        migrations.AlterField(
            model_name='pendingrecompile',
            name='cascade',
            field=models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='pending', to='publishing.cascade'),
        ),
    ]
