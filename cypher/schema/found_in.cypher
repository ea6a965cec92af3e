// The run that found a ring.
CREATE REL TABLE FOUND_IN(FROM Ring TO Run)
