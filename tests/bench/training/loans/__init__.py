"""Training worlds of loans: people own things, and others lend them things to use.

People own a line at home, phones, laptops, cards and habits. Organisations of two dozen sorts lend
offices, machines, cards and prompts to people, and operators of rings lend things of their pools
to accounts that are otherwise dressed like strangers'. An account is then seen with one or the
other thing, session by session, in the hours of its user. What is special: honest organisations
and rings are made by the same machinery and with the same wide range of characters, so that no
single rule parts them; operators differ in care, and a slip may be a small share of an account's
use; things pass on (leases, second-hand devices, sold and hijacked accounts, rented numbers).
"""

from .making import world

__all__ = ["world"]
