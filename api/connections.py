"""The database connection that reads use: what it can do, and whether it is lost."""

from django.db import DatabaseError, NotSupportedError, connection


def binds_on_server() -> bool:
    """Whether PostgreSQL takes values apart from the query, so that it can keep the query's plan."""
    return connection.vendor == "postgresql" and "server_side_binding" in connection.settings_dict["OPTIONS"]


def is_lost(error: DatabaseError) -> bool:
    """Whether a new connection would answer where this one failed.

    The server may have closed it while it was idle. One that is older than a migration may know a plan that
    fits the tables no more, which PostgreSQL calls not supported.
    """
    if connection.connection is None or connection.in_atomic_block:
        return False
    return isinstance(error, NotSupportedError) or not connection.is_usable()
