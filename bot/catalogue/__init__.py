"""What a service matter is, and the checked content of knowledge/."""
