"""The folder of uploads beside an export: which file there is which upload."""

from collections import defaultdict
from urllib.parse import unquote, urlsplit

from home.site_import.sources.found import Skipped
from home.site_import.sources.trees import Tree


class Media:
    """Files are told apart by as much of their path as both have: a folder of uploads, of all of WordPress, or none."""

    def __init__(self, tree: Tree | None) -> None:
        self.tree = tree
        self.by_name: dict[str, list[str]] = defaultdict(list)
        self.sizes: dict[str, int] = {}
        for entry in tree.entries() if tree else ():
            if not isinstance(entry, Skipped):
                self.by_name[last(entry.path)].append(entry.path)
                self.sizes[entry.path] = entry.size

    def path_of(self, address: str, attached: str) -> str:
        """`attached` is the path under uploads as WordPress knows it. The path in the folder, or ""."""
        for said in (attached, unquote(urlsplit(address).path)):
            candidates = self.by_name.get(last(said), [])
            alike = sorted(((common(path, said), path) for path in candidates), reverse=True)
            if len(alike) == 1 or (alike and alike[0][0] > alike[1][0]):
                return alike[0][1]
        return ""


def last(path: str) -> str:
    return path.rpartition("/")[2].lower()


def common(one: str, other: str) -> int:
    """How many steps both share, counted from the end."""
    pairs = zip(reversed(one.lower().split("/")), reversed(other.lower().split("/")), strict=False)
    number = 0
    for here, there in pairs:
        if here != there:
            break
        number += 1
    return number
