// The key of the nodes of one label is unique; its index finds them.
CREATE CONSTRAINT `linkage_{label}_id` IF NOT EXISTS FOR (n:`{label}`) REQUIRE n.id IS UNIQUE
