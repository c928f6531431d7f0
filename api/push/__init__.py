"""Webhooks: the changes feed, brought to whoever asked for it (https://www.standardwebhooks.com)."""
