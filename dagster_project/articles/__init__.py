"""Bytes → articles: one module per form, and the rules of identity, versions and near-duplicates. Files are opened here
only for reading; nothing is written, and nothing here knows the lake."""
