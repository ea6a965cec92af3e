"""Everything that draws in the terminal. Nothing else imports rich."""
