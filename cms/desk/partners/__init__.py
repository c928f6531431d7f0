"""Partners in the admin: who they are, their keys, and what the hub knows of how current they are."""
