"""The API is asked whatever its contract allows, and much that it does not, in sequences too."""

import subprocess
import sys
from pathlib import Path

import pytest

CONFIGURATION = Path(__file__).with_name("schemathesis.toml")
EXAMPLES, SEED = 60, 1


@pytest.mark.browser
def test_no_check_fails(aftercare):
    """It stands beside the browser tests, since it asks the same running program."""
    made = [sys.executable, "manage.py", "make_partner_key", "--new", "Harbour Practice"]
    key = subprocess.run(
        made, capture_output=True, text=True, cwd=aftercare.folder, env=aftercare.environment, check=True
    )
    environment = {**aftercare.environment, "PARTNER_KEY": key.stdout.strip()}
    command = [sys.executable, "-m", "schemathesis.cli", "--config-file", str(CONFIGURATION)]
    command += ["run", f"{aftercare.api}/openapi.json", "--checks", "all", "--no-color"]
    command += ["--phases", "examples,coverage,fuzzing,stateful", "--request-timeout", "20"]
    # Sent comments would wait in the desk that browser tests look at: test_comments.py sends them.
    command += ["--exclude-method", "POST"]
    command += ["--seed", str(SEED), "--max-examples", str(EXAMPLES)]
    done = subprocess.run(
        command, capture_output=True, text=True, cwd=aftercare.folder, env=environment, check=False
    )
    assert done.returncode == 0, done.stdout
