"""What Wagtail's image filters lack."""

from typing import Any

from wagtail.images.image_operations import FilterOperation
from willow.plugins.pillow import PillowImage


class WithoutMetadata(FilterOperation):
    """`clean`: nothing that the camera wrote survives, such as where the photograph was taken.

    Colours stay what they are: their profile is kept.
    """

    def construct(self) -> None:
        """It takes nothing."""

    def run(self, willow: Any, image: Any, env: dict[str, Any]) -> Any:
        picture = willow.get_pillow_image().copy()
        picture.info = {key: picture.info[key] for key in ("icc_profile",) if key in picture.info}
        return PillowImage(picture)
