"""One folder per feature; they never import each other."""
