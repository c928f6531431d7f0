import subprocess
import sys

from tests.launching import ROOT

LINT = "from importlinter.cli import lint_imports_command; lint_imports_command()"


def test_every_import_points_the_right_way():
    run = subprocess.run([sys.executable, "-c", LINT, "--no-cache"], cwd=ROOT, capture_output=True, text=True)
    assert run.returncode == 0, run.stdout + run.stderr
