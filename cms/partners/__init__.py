"""Partner practices: who they are, the keys they read by, what they may read, and what they have read."""
