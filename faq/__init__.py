"""The library: topics with their questions and statements, references, the glossary, importing documents."""
