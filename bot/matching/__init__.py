"""Which facts a citizen's words are about, how sure that is, and why."""
