"""What wrk says is read rightly."""

import pytest

from bench.api import Measured, parse_wrk

SAID = """
  Latency Distribution
     50%    1.21ms
     99%    {p99}
  12345 requests in 3.00s, 45.67MB read
Requests/sec:   4115.20
"""


@pytest.mark.parametrize(("p99", "milliseconds"), [("850.00us", 0.85), ("4.20ms", 4.2), ("1.50s", 1500.0)])
def test_rate_and_percentile_are_read(p99, milliseconds):
    rate, percentile = parse_wrk(SAID.format(p99=p99))
    assert (rate, percentile) == (4115.2, pytest.approx(milliseconds))


def test_median_and_spread_of_rounds():
    measured = Measured([90.0, 110.0, 100.0], [4.0, 40.0, 5.0])
    assert (measured.rate, measured.spread, measured.p99) == (100.0, "90 to 110", 5.0)
