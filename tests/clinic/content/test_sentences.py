"""Rich text as words to be read without it: no item of a list, heading or paragraph runs into the next."""

import pytest

from clinic.content.prose import closed, plain, sentences


@pytest.mark.parametrize(
    ("html", "said"),
    [
        ("<p>One line</p>", "One line"),
        ("<p>Call if:</p><ul><li>chest pain, or worse</li><li>a drooping face</li></ul><p>Do not drive.</p>",
         "Call if: chest pain, or worse; a drooping face. Do not drive."),
        ("<h3>Rest</h3><p>Stop. (Breathe.)</p><ol><li>Lie down</li><li>Call</li></ol>",
         "Rest. Stop. (Breathe.) Lie down. Call."),
        ("<p>Dijo «sí.»</p><p>¿Y ahora?</p><ul><li>ánimo</li></ul>", "Dijo «sí.» ¿Y ahora? ánimo."),
        ("<p> </p><p></p>", ""),
    ],
)  # fmt: skip
def test_what_stands_on_a_line_of_its_own_ends(html, said):
    assert sentences(html) == said


def test_no_word_is_added_or_lost():
    html = "<p>these signs</p><ul><li>chest pain</li><li>trouble <b>breathing</b></li></ul>"
    assert sentences(html).replace(";", "").replace(".", "").split() == plain(html).split()


def test_lines_without_words_are_passed_over():
    assert closed(["", "one ", " ", "Two"]) == ["one.", "Two."]
