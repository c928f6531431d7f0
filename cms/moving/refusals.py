"""Why a hub is not moved, in words for the operator."""


class MoveRefused(Exception):
    """Nothing was changed. The message says why, and what to do."""
