"""A partner's own account, under `partner/`: read and written by key alone, and kept by no cache."""
