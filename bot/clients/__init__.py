"""What the service calls: Rasa, and the process it runs in."""
