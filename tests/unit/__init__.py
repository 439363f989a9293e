"""Rules and wording by themselves: no server, no database."""
