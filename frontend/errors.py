"""What can go wrong between the site and its hub, each told in one sentence."""


class FrontendError(Exception):
    """A sentence for the person at the terminal; the command ends with it."""


class HubAwayError(FrontendError):
    """The hub did not answer, or answered that it cannot just now: worth trying again."""


class CursorRefusedError(FrontendError):
    """The hub does not know our place in its feed (it was restored): the mirror must start again."""
