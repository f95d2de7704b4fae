"""The forms articles come in: one module each, tied to file names by `registry`."""
