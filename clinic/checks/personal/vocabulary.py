"""The patterns of patterns.toml with the words of vocabulary.toml, made ready when the program starts."""

from pathlib import Path

from clinic.checks.text.pattern_files import patterns_in, toml

HERE = Path(__file__)
PATTERNS = patterns_in(HERE.with_name("patterns.toml"), toml(HERE.with_suffix(".toml")))
