// Relationship from an identifier to the node behind it.
CREATE REL TABLE `{link}`(FROM `{label}` TO `{parent}`)
