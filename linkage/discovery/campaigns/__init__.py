"""Campaigns: rings that one operator seems to run.

What rings hold in common (`shared`) is worth as many bits as its holders have independent things
in common beyond chance (`weighing`); rings are joined while the mean evidence between them is
enough (`joining`), and joined ones are weighed again as one. So what a vendor sells to several
operators, a kit of scripts or a pool of phone numbers, joins nobody: its buyers share nothing else.
The flagged rings of a campaign vouch for its groups that are not (`vouching`).
"""

from linkage.discovery.campaigns.find import Joined, alone, find_campaigns
from linkage.discovery.campaigns.vouching import HOPED, vouched

__all__ = ["HOPED", "Joined", "alone", "find_campaigns", "vouched"]
