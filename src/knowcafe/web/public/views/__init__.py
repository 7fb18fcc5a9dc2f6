"""The public pages: the door, feeds, the poster, hosting, and whether it helped."""
