// How many relationships of one kind there are; answered from the server's own counts.
MATCH (:Account)-[r:`{relationship}`]->()
RETURN count(r)
