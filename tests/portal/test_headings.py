import pytest

from portal.core.headings import find_skipped


@pytest.mark.parametrize(
    ("levels", "skipped"),
    [
        ([], []),
        ([2], []),
        ([2, 3, 3, 2, 3], []),
        ([3], [0]),
        ([3, 2], [0]),
        ([3, 3, 2], [0]),
        ([2, 4], [1]),
    ],
)
def test_no_heading_is_two_levels_below_the_one_before(levels, skipped):
    assert find_skipped(levels) == skipped
