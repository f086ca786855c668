from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('review', '0008_remarks_are_rows'),
    ]

    operations = [
        migrations.AddField(
            model_name='review',
            name='own_hash',
            field=models.CharField(blank=True, max_length=64),
        ),
    ]
