"""The static site and the embed: a program of its own that knows the hub only by its JSON contract."""
