"""Tests, in folders after the parts of the program; `make test` runs them all."""
