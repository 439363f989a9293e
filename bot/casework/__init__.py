"""Rules about people and cases, without I/O."""
