"""The whole path as its users meet it: the command line, Dagster, releases, the README."""
