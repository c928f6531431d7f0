"""What the API serves."""
