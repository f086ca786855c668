"""Data migrations of streams. Blocks stay out of our migrations, so the operation has to be told where they are."""

from typing import Any

from django.apps import apps as apps_of_today
from wagtail.blocks.migrations.migrate_operation import MigrateStreamData


class MigrateBlocks(MigrateStreamData):
    """Wagtail's MigrateStreamData, with the blocks of today's code in place of the historical model's, which has none.

    MigrateBlocks("faq", "topicpage", "questions", [(RenameStreamChildrenOperation("quiz", "picture"),
    "question.answer")]) goes over what is live and over all revisions.
    """

    def migrate_stream_data_forward(self, apps: Any, schema_editor: Any) -> None:
        field, today = (
            registry.get_model(self.app_name, self.model_name)._meta.get_field(self.field_name)
            for registry in (apps, apps_of_today)
        )
        field.stream_block = today.stream_block
        super().migrate_stream_data_forward(apps, schema_editor)
