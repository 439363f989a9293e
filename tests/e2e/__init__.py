"""The system as people meet it: the page in a browser, the commands in a terminal."""
