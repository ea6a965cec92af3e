// The places at which transactions write; whoever has the turn owns all of them.
// param places: int - their number
UNWIND range(1, $places) AS place
MERGE (w:LinkageWriter {id: toString(place)})
