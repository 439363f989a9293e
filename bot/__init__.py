"""接诉: the service beside Rasa — gateway, use cases, matching, storage."""
