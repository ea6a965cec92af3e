// Table of the identifiers of one kind; all but the first two are known after a discovery run.
CREATE NODE TABLE `{label}`(
  id STRING PRIMARY KEY, kind STRING, accounts INT64, bits DOUBLE, hub BOOL, nature STRING,
  hub_reason STRING, nature_reason STRING, in_rings DOUBLE)
