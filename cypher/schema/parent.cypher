// Table of the nodes behind identifiers, for example the networks of IP addresses.
CREATE NODE TABLE `{parent}`(id STRING PRIMARY KEY)
