"""Modules and functions that a newcomer reads in one go."""

import ast

from django.conf import settings

LONGEST_FUNCTION = 30
LONGEST_MODULE = 300


def modules():
    """What we wrote ourselves: `{path: text}`."""
    rooms = ["clinic", "faq", "home"]
    found = [path for room in rooms for path in sorted((settings.BASE_DIR / room).rglob("*.py"))]
    return {
        str(path.relative_to(settings.BASE_DIR)): path.read_text() for path in found if "migrations" not in path.parts
    }


def functions(text):
    return [node for node in ast.walk(ast.parse(text)) if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef)]


def length(function):
    return function.end_lineno - function.lineno + 1


def test_there_is_something_to_measure():
    assert len(modules()) > 200


def test_no_module_grows_too_long():
    lines = {path: len(text.splitlines()) for path, text in modules().items()}
    assert {path: count for path, count in lines.items() if count > LONGEST_MODULE} == {}


def test_no_function_grows_too_long():
    lengths = {f"{path}: {found.name}": length(found) for path, text in modules().items() for found in functions(text)}
    assert {name: count for name, count in lengths.items() if count > LONGEST_FUNCTION} == {}
