"""The words that the corpus is made of, and sentences made of them. No meaning is meant."""

from random import Random

SUBJECTS = (
    "A short walk", "Your care team", "A warm bath", "The first week", "A firm pillow", "Slow breathing",
    "A written plan", "Regular sleep", "The exercise sheet", "A quiet room", "Light housework",
    "A good chair",
    "Drinking water", "The follow-up visit", "A small meal", "Your physiotherapist", "The healing wound",
    "A change of position", "The evening routine", "A helping hand", "Steady practice", "The cold pack",
    "An honest diary", "The stair rail", "Gentle stretching", "A loose shirt", "The second month", "Patience",
)  # fmt: skip
VERBS = (
    "helps", "supports", "protects", "strengthens", "calms", "prepares", "reminds", "carries", "guides",
    "relieves", "steadies", "encourages", "reassures", "slows", "warms", "frees", "keeps", "brings back",
)  # fmt: skip
OBJECTS = (
    "the muscles along the back", "a stiff shoulder", "the joints of the hip", "your sense of balance",
    "the skin around the scar", "an anxious mind", "the blood in the legs", "a tired heart", "the whole body",
    "the nerves that were pressed", "your trust in the movement", "the bones that bear weight",
    "a swollen knee", "the lungs after rest", "the people who look after you", "your appetite",
)  # fmt: skip
ENDINGS = (
    "a little more each day", "without any hurry", "when the pain allows it", "before you lie down again",
    "as soon as you feel ready", "in the morning and in the evening", "for ten minutes at a time",
    "even when it seems too little", "and shows you what is possible", "until the next appointment",
    "while the tissue grows together", "long after the operation", "if you stop in good time",
    "with both feet on the floor", "at the pace that suits you", "so that tomorrow is easier",
    "and costs nothing but time", "as the weeks go by",
)  # fmt: skip
TITLES = (
    "Walking", "Sleeping", "Lifting", "Breathing", "Climbing stairs", "Washing", "Driving", "Working",
    "Stretching", "Resting", "Eating", "Travelling", "Swimming", "Sitting", "Caring for the wound",
)  # fmt: skip
PLACES = (
    "spine surgery", "a new hip", "a new knee", "a broken wrist", "a heart attack", "a stroke", "bed rest",
    "a sprained ankle", "an infection", "a long cough", "a fall", "shoulder surgery", "a difficult birth",
)  # fmt: skip
TOPICS = (
    "Recovery", "Movement", "Sleep", "Pain", "Nutrition", "Wounds", "Balance", "Breathing", "Medicines",
    "Work", "Family", "Travel", "Heart", "Bones", "Joints", "Nerves", "Skin", "Mood", "Tests", "Follow-up",
)  # fmt: skip


def sentence(random: Random) -> str:
    """About eighty characters that read like advice."""
    words = (random.choice(part) for part in (SUBJECTS, VERBS, OBJECTS, ENDINGS))
    return f"{' '.join(words)}."


def prose(random: Random, sentences: int) -> str:
    """Some sentences in a row."""
    return " ".join(sentence(random) for _ in range(sentences))


def paragraph(random: Random, sentences: int) -> str:
    """The same as rich text, with bold and slanted words now and then."""
    words = prose(random, sentences)
    first, _, rest = words.partition(" ")
    tag = random.choice(("b", "i", ""))
    return f"<p><{tag}>{first}</{tag}> {rest}</p>" if tag else f"<p>{words}</p>"
