"""Keeps conversations in SQLite or PostgreSQL."""
