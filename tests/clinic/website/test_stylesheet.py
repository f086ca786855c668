from clinic.website.stylesheet import bare, joined


def parts(**texts):
    return lambda name: texts[name.removesuffix(".css").replace("/", "_")]


def test_a_part_is_written_in_place_inside_its_layer():
    css = joined('@layer a, b;\n\n@import "one.css" layer(a);\n', parts(one="p {\n  margin: 0;\n}\n"))
    assert css == "@layer a, b;\n\n@layer a {\np {\n  margin: 0;\n}\n}\n"


def test_parts_keep_their_order():
    css = joined('@import "one.css" layer(a);\n@import "two.css" layer(b);\n', parts(one="i {}\n", two="b {}\n"))
    assert css.index("i {}") < css.index("b {}")


def test_an_address_in_a_part_holds_from_the_folder_above():
    css = joined('@import "parts/one.css" layer(a);\n', parts(parts_one='p { background: url("../../img/a.svg"); }\n'))
    assert 'url("../img/a.svg")' in css


def test_an_address_beside_the_stylesheet_stays():
    css = joined('@import "one.css" layer(a);\n', parts(one='@font-face { src: url("../fonts/a.woff2"); }\n'))
    assert 'url("../fonts/a.woff2")' in css


def test_what_only_people_read_is_not_sent():
    assert bare("/* Why:\n   so. */\n\n.a,\n.b {\n  margin: 0 auto;\n}\n") == ".a,\n.b {\nmargin: 0 auto;\n}"


def test_rules_keep_the_spaces_that_mean_something():
    assert bare(".a\n  .b { width: calc(1px + 2px); }") == ".a\n.b { width: calc(1px + 2px); }"
