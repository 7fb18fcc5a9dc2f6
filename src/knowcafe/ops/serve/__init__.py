"""`knowcafe serve`: the web and the timetable on one machine, with SQLite."""
