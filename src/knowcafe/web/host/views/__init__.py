"""The hosts' pages: this week, who came, the chapter's people, its settings."""
