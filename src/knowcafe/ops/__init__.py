"""What an operator does: compose a week, show the demo."""
