"""What the pages of the hour answer."""
