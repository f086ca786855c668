"""Databases of released versions, each as a dump that a test restores, upgrades and looks at."""
