"""Who signs in."""

from django.contrib.auth.models import AbstractUser


class User(AbstractUser):
    """A member of staff. Our own from the first migration, so that it can grow a field."""
