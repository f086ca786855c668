"""What a dump holds besides the example content, so that the test can look for it."""

TITLE = "How many people were seen?"
FIRST = "Signed a first time:"
SECOND = "Signed a second time."
DRAFT = "How many people have been seen?"
