"""Campaigns: rings that one operator seems to run.

What rings hold in common (`shared`) is worth as many bits as its holders have independent things
in common beyond chance (`weighing`); rings are joined while the mean evidence between them is
enough (`joining`), and joined ones are weighed again as one. So what a vendor sells to several
operators, a kit of scripts or a pool of phone numbers, joins nobody: its buyers share nothing else.
"""

from linkage.discovery.campaigns.find import Joined, alone, find_campaigns

__all__ = ["Joined", "alone", "find_campaigns"]
