"""What members say about themselves."""
