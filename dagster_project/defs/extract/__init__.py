"""Text becomes claims, one extractor version over the whole lake."""
