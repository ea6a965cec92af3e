// Version of Graph Data Science; fails where it is not installed.
RETURN gds.version()
