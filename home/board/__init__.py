"""The publishing board: where every text stands, on one screen."""
