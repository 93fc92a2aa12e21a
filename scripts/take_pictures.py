#!/usr/bin/env python3
"""Make the README's picture from the example story. Needs chromium; usage: take_pictures.py [CHROMIUM]"""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path
from tempfile import TemporaryDirectory

PICTURES = Path(__file__).resolve().parents[1] / "docs" / "pictures"
QUIET = [
    "--headless",
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
]


def main() -> None:
    chromium = sys.argv[1] if len(sys.argv) > 1 else "chromium"
    with TemporaryDirectory() as folder:
        subprocess.run(
            [sys.executable, "-m", "copydesk.cli", "demo", "-o", folder], check=True, stdout=subprocess.DEVNULL
        )
        page = (Path(folder) / "report.html").as_uri()
        shot = [
            f"--user-data-dir={folder}/browser",
            f"--screenshot={PICTURES / 'report.png'}",
            "--window-size=1180,1500",
        ]
        subprocess.run([chromium, *QUIET, *shot, page], check=True, stderr=subprocess.DEVNULL)


if __name__ == "__main__":
    main()
