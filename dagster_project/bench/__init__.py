"""Made-up corpora of any size with known claims, and how the stages of the path fare on them."""

STAGES = ("acquire", "extract", "model", "publish")
