"""What holds for the whole code, checked instead of remembered."""
