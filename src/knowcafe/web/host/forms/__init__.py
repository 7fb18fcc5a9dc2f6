"""The shape of what hosts type and press."""
