"""What runs inside the Rasa environment (Python 3.10): graph components and the channel."""
