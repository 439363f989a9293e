"""Official catalogues of matters: their files read into subjects, kept, and laid over knowledge/."""
