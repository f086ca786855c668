"""A question as the index understands it. Pure words: no Django."""

from dataclasses import dataclass, field

from home.search.language.synonyms import Meant


@dataclass
class Asked:
    """`weights`: of the question's own stems, `synonyms`: as Synonyms.of() gives them."""

    words: list[str] = field(default_factory=list)
    weights: dict[str, float] = field(default_factory=dict)
    corrected: dict[str, list[str]] = field(default_factory=dict)  # {word as typed: [words that were meant]}
    synonyms: list[Meant] = field(default_factory=list)
    joined: dict[str, list[str]] = field(default_factory=dict)  # {word as typed: [the words it makes with a neighbour]}

    @property
    def meant(self) -> list[str]:
        """The words as they were typed, slips put right."""
        return [part for word in self.words for part in self.corrected.get(word, [word])]

    @property
    def suggestion(self) -> str:
        """The question with its words corrected; empty where none was."""
        return " ".join(self.meant) if self.corrected else ""

    @property
    def stems(self) -> set[str]:
        """Every stem that answers it, those of synonyms too."""
        return {*self.weights, *(stem for _, _, others in self.synonyms for _, other in others for stem in other)}
