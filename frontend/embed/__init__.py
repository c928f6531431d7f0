"""The embed: an article on somebody else's page, as a frame or as a custom element, from plain files."""

from frontend.embed.data import article_data, data_file, notice_data, script, stylesheet
from frontend.embed.frame import article_frame, frame_file, notice_frame

__all__ = [
    "article_data",
    "article_frame",
    "data_file",
    "frame_file",
    "notice_data",
    "notice_frame",
    "script",
    "stylesheet",
]
