"""Who may do what with a member."""
