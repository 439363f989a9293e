"""What the service does for people: one function or method a use, one transaction each."""
