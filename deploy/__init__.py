"""Starting Aftercare on one machine; and, beside this code, examples for real servers."""
