"""The process that brings the changes feed to webhooks."""

from api.push.sending import send_webhooks
from cms.looping import LoopingCommand


class Command(LoopingCommand):
    help = "Sends every webhook what it has not been told yet. Runs until it is stopped; any number may run."

    def look(self, until: float, *, once: bool) -> None:
        """Whoever has more to be told is told it at once."""
        while not self.stopped and send_webhooks():
            pass
