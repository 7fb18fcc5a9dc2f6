"""Pages that exist in a demo only: be anybody, and read anybody's mail."""
