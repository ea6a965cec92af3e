"""Whatever the graph, the rings and the declarations: judging never fails, and keeps its tables."""

import itertools

from hypothesis import given, settings
from hypothesis import strategies as st

from linkage.config import NatureSettings
from linkage.discovery.judgement import judged
from linkage.discovery.natures import Data, exempt
from linkage.discovery.tokens import build_tokens
from linkage.kinds import KindTable
from linkage.networks import parse_network
from linkage.records import ATTRIBUTES, NATURES, WEIGHTS
from tests.discovery.frames import accounts, sightings
from tests.discovery.judgement.findings_of import findings_of

KINDS = KindTable().with_declared(["plate"])
NAMES = [f"a{i:02}" for i in range(14)]
ROWS = st.sets(
    st.tuples(
        st.sampled_from(NAMES),
        st.sampled_from(["device", "payment", "ip", "email", "email_domain", "template", "plate"]),
        st.sampled_from(["10.0.0.1", "10.0.0.2", "x", "y", "z"]),
    ),
    max_size=60,
)
RINGS = st.lists(st.integers(0, 13), max_size=4).map(lambda cuts: sorted({0, *cuts, 14}))
DECLARED = st.dictionaries(
    st.sampled_from(["10.0.0.1", "x", "device:y", "plate:z"]),
    st.sampled_from(["campus", "home", "vpn"]),
    max_size=3,
)


@given(ROWS, RINGS, DECLARED, st.booleans(), st.booleans())
@settings(deadline=None, max_examples=60)
def test_every_identifier_has_one_row_and_every_ring_a_verdict(rows, cuts, values, wide, timed):
    networks = (parse_network("10.0.0.0/30", "carrier", "here"),) if wide else ()
    declared = NatureSettings(values, networks)
    frame = sightings(sorted(rows), (1, 2) if timed else ())
    gone = exempt(frame, declared, KINDS)
    tokens = build_tokens(gone.sightings, accounts(NAMES), KINDS)
    rings = {f"R-{a}": NAMES[a:b] for a, b in itertools.pairwise(cuts)}
    data = Data(frame, accounts(NAMES), ATTRIBUTES.to_frame(), KINDS, declared)
    found = judged(findings_of(tokens, rings), tokens, data, gone)
    assert (found.weights.schema, found.natures.schema) == (WEIGHTS, NATURES)
    for table in (found.weights, found.natures):
        assert not table.select("kind", "value").is_duplicated().any()
    assert found.run.sightings == frame.height
    for ring in found.rings:
        assert ring.verdict_reason
        assert ring.significance is not None
        assert ring.significance.log10_p <= ring.significance.log10_any <= 0.0
        assert all(0.0 <= reading.fit <= 1.0 for reading in ring.hypotheses)
        assert all(place.members <= ring.accounts for place in ring.places)
