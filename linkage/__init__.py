"""Find rings of linked accounts, and explain each."""
