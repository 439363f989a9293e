"""Whole conversations with the whole real system, through its REST channel."""
