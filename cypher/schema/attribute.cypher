// A property of the identifiers of one kind.
ALTER TABLE `{label}` ADD `{attribute}` STRING
