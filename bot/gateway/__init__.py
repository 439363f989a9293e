"""The public face of the service: HTTP and WebSocket."""
