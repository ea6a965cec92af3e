// Fill a table from columns in the order of the table.
// param rows: table - columns
COPY `{label}` FROM $rows
