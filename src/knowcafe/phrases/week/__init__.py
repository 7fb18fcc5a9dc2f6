"""A planned week told to its host: the same words and pictures on a file's page and a served one."""
