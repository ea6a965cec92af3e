// Functions of Neo4j that the embedded engine lacks, so that portable queries may use them.
// A macro with a comparison makes the graph file unreadable (ladybug 0.22), so there is none.
CREATE MACRO type(r) AS label(r);
CREATE MACRO toString(x) AS CAST(x AS STRING);
CREATE MACRO toInteger(x) AS CAST(x AS INT64);
CREATE MACRO toFloat(x) AS CAST(x AS DOUBLE);
CREATE MACRO toBoolean(x) AS CAST(x AS BOOL);
CREATE MACRO datetime(x) AS CAST(x AS TIMESTAMP);
CREATE MACRO head(x) AS x[1];
CREATE MACRO last(x) AS x[-1];
CREATE MACRO split(x, y) AS string_split(x, y);
CREATE MACRO elementId(x) AS id(x)
