"""unittest cases run by the Rasa environment's own Python 3.10, where there is no pytest."""
