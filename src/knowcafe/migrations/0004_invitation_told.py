from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("knowcafe", "0003_walk_ins"),
    ]

    operations = [
        migrations.AddField(
            model_name="invitation",
            name="told_at",
            field=models.DateTimeField(null=True),
        ),
        migrations.AddIndex(
            model_name="message",
            index=models.Index(fields=["to", "written_at"], name="message_to"),
        ),
    ]
