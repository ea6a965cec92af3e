// Membership of an account in a ring.
CREATE REL TABLE MEMBER_OF(FROM Account TO Ring, score DOUBLE, core BOOL)
