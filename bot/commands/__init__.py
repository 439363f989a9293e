"""The groups of commands of `jiesu`, one a file."""
