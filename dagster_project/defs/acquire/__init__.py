"""Somebody else's text and tables become articles in the lake, with a ledger row for every input."""
