"""Parts joined as in production: real databases, real HTTP and WebSocket on the loopback address."""
