"""The three rooms of the house: imports go home → faq → clinic and never up, wherever in a module they stand."""

import ast
from pathlib import Path

import pytest
from django.conf import settings

# What a room may import of the house besides itself.
DOWNSTAIRS = {"clinic": set(), "faq": {"clinic"}, "home": {"clinic", "faq"}}
ROOMS = set(DOWNSTAIRS)
# The roof: the only modules that see every room.
ROOF = {"clinic/urls/site.py", "clinic/urls/staff.py"}
LONGEST_FUNCTION = 40
LONGEST_MODULE = 300


def modules():
    return [
        path.relative_to(settings.BASE_DIR)
        for room in sorted(ROOMS)
        for path in sorted((settings.BASE_DIR / room).rglob("*.py"))
    ]


def tree_of(path):
    return ast.parse((settings.BASE_DIR / path).read_text(), filename=str(path))


def rooms_imported(tree, path):
    """Rooms that a module imports from, those of function-level imports and of import_module("…") too."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            yield from (name.name.split(".")[0] for name in node.names)
        elif isinstance(node, ast.ImportFrom):
            yield path.parts[0] if node.level else (node.module or "").split(".")[0]
        elif isinstance(node, ast.Call) and getattr(node.func, "id", getattr(node.func, "attr", "")) == "import_module":
            yield from (
                str(argument.value).split(".")[0] for argument in node.args if isinstance(argument, ast.Constant)
            )


def steps_up(tree, path):
    room = path.parts[0]
    return sorted((set(rooms_imported(tree, path)) & ROOMS) - DOWNSTAIRS[room] - {room})


def test_no_module_imports_from_upstairs():
    found = {str(path): steps_up(tree_of(path), path) for path in modules() if str(path) not in ROOF}
    assert {path: rooms for path, rooms in found.items() if rooms} == {}


def test_the_roof_is_where_it_is_said_to_be():
    assert {str(path) for path in modules()} >= ROOF


@pytest.mark.parametrize(
    ("written", "found"),
    [
        ("import faq.models", ["faq"]),
        ("from home import search", ["home"]),
        ("def f():\n    from faq.models import TopicPage", ["faq"]),
        ("class A:\n    def f(self):\n        import home.models as h", ["home"]),
        ("import_module('faq.models')", ["faq"]),
        ("importlib.import_module('home.models')", ["home"]),
        ("from clinic.models import User\nfrom . import prose\nimport wagtail.models", []),
    ],
)
def test_a_step_up_is_found_wherever_it_hides(written, found):
    assert steps_up(ast.parse(written), Path("clinic/pages/models/clinic_page.py")) == found


def test_settings_name_apps_as_text():
    for path in modules():
        if "settings" in path.parts:
            assert not set(rooms_imported(tree_of(path), path)) & {"home", "faq"}, path


@pytest.mark.parametrize("path", [path for path in modules() if path.name == "wagtail_hooks.py"], ids=str)
def test_wagtail_hooks_only_registers(path):
    """No classes and no decisions: the functions there are hooks that answer straight away."""
    tree = tree_of(path)
    assert not [node.name for node in tree.body if isinstance(node, ast.ClassDef)]
    functions = [node for node in tree.body if isinstance(node, ast.FunctionDef)]
    assert [function.name for function in functions if not function.decorator_list] == []
    branching = (ast.If, ast.For, ast.While, ast.Try, ast.With)
    assert [f.name for f in functions if any(isinstance(node, branching) for node in ast.walk(f))] == []


def written_by_us():
    return [path for path in modules() if "migrations" not in path.parts]


def test_no_module_grows_too_long():
    lines = {str(path): len((settings.BASE_DIR / path).read_text().splitlines()) for path in written_by_us()}
    assert {path: count for path, count in lines.items() if count > LONGEST_MODULE} == {}


def test_no_function_grows_too_long():
    too_long = [
        f"{path}: {node.name}"
        for path in written_by_us()
        for node in ast.walk(tree_of(path))
        if isinstance(node, ast.FunctionDef) and node.end_lineno - node.lineno >= LONGEST_FUNCTION
    ]
    assert too_long == []


def test_only_settings_import_by_star():
    stars = [
        str(path)
        for path in written_by_us()
        for node in ast.walk(tree_of(path))
        if isinstance(node, ast.ImportFrom) and any(name.name == "*" for name in node.names)
    ]
    assert [path for path in stars if not path.startswith("clinic/settings/")] == []
