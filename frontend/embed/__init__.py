"""The embed: an article on somebody else's page, as a frame or as a custom element, from plain files."""

from frontend.embed.data import data, script, stylesheet
from frontend.embed.frame import embedded, frame

__all__ = ["data", "embedded", "frame", "script", "stylesheet"]
