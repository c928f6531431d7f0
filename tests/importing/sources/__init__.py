"""Sources for tests, in the project's own words and in the forms that clinics' blogs have."""

from pathlib import Path

FOLDER = Path(__file__).parent
MOVING_AGAIN = FOLDER / "moving-again.txt"
VOLVER = FOLDER / "volver-a-moverse.txt"
TITLES = [
    "Less Pain",
    "Easier Movement",
    "A Stronger Middle",
    "Muscles That Keep Working",
    "Steadier Steps",
    "Better Posture",
    "A Lighter Mood",
]
