import pytest


@pytest.mark.parametrize(
    ("engine", "said"), [("gds", "--engine igraph"), ("igrahp", 'Did you mean "igraph"')]
)
def test_an_engine_that_is_not_there_is_a_usage_error(linkage, engine, said):
    done = linkage("discover", "--engine", engine)
    assert done.exit_code == 2
    assert said in done.stderr
