"""Official documents as a library of passages: read, cut along their structure, kept."""
