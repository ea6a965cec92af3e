"""Query files."""


class Query: ...
