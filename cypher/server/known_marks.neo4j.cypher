// Which of these loads are known, whether done or on their way.
// param digests: list of string - digests of files
UNWIND $digests AS digest
MATCH (m:LinkageLoad {id: digest})
RETURN m.id, m.change
