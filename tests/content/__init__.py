"""What the shipped knowledge has to hold."""
