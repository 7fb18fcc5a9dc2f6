"""SQLite, with one lock beside the database around every write transaction.

SQLite's own waiting is a lottery: of many writers one may starve for seconds. The lock is the
operating system's, so waiters are served in turn, in every process and thread, and a process
that dies lets go of it.
"""
