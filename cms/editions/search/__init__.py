"""Search: what is published, in words, kept by the ledger in the transaction that publishes.

The databases' own full-text engines do the finding: tsvector on PostgreSQL, FTS5 on SQLite. Words are folded
and stemmed here before they are stored and before they are looked for, so that both find the same.
"""
