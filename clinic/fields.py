from wagtail.fields import StreamField


class UnfrozenStreamField(StreamField):
    """A StreamField whose blocks are not written into migrations.

    Otherwise every reworded help text is a migration. The price: a data migration over a stream cannot read the
    blocks from the historical model and has to import them (docs/decisions/0002-blocks-stay-out-of-migrations.md).
    """

    def deconstruct(self):
        name, path, args, kwargs = super().deconstruct()
        kwargs.pop("block_lookup", None)
        return name, path, [[]], kwargs
