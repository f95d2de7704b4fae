"""The marts become a release, put in place by one link."""
