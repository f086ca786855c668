from django.db import migrations


class Migration(migrations.Migration):
    dependencies = [("review", "0007_remark")]

    operations = [migrations.RemoveField(model_name="review", name="remarks")]
