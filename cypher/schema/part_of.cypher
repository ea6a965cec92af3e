// A ring's campaign.
CREATE REL TABLE PART_OF(FROM Ring TO Campaign)
