"""How long it takes from a save to the new page: everyleaf watch, as a person runs it.

python tools/bench_watch.py [ROUNDS]   (in the repository; works on a copy)
"""

from __future__ import annotations

import http.client
import os
import shutil
import signal
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from urllib.parse import urlsplit

ROOT = Path(__file__).parent.parent
LEAFLET, LANGUAGE = "treatments-for-secondary-breast-cancer", "ar"
SAVED_TWICE = 0.5  # seconds between rounds: longer than saves are waited for


def get(host: str, path: str) -> str:
    """A page of the server."""
    connection = http.client.HTTPConnection(host, timeout=30)
    connection.request("GET", path)
    return connection.getresponse().read().decode()


def time_of_round(host: str, path: str, catalogue: Path, word: str, before: str) -> float:
    """Seconds from the save until the page that a told browser fetches has the new word."""
    listening = http.client.HTTPConnection(host, timeout=30)
    listening.request("GET", "/events")
    events = listening.getresponse()
    while not events.readline().startswith(b":"):
        pass
    text = catalogue.read_text(encoding="utf-8").replace(before, word)
    start = time.perf_counter()
    catalogue.write_text(text, encoding="utf-8")
    while events.readline().strip() != b"event: saved":
        pass
    if word not in get(host, path):
        sys.exit(f"The page does not show {word}.")
    return time.perf_counter() - start


def main(rounds: int) -> None:
    """Save ``rounds`` times, and say how long it took."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        for part in ("source", "translations", "layouts"):
            shutil.copytree(ROOT / part, folder / part)
        shutil.copy(ROOT / "everyleaf.toml", folder)
        catalogue = folder / f"translations/{LANGUAGE}/LC_MESSAGES/{LEAFLET}.po"
        text = catalogue.read_text(encoding="utf-8")
        head, mark, rest = text.partition('\nmsgid "Treatments')
        first, quote, rest = rest.partition('msgstr "')
        catalogue.write_text(f"{head}{mark}{first}{quote}SAVED0 {rest}", encoding="utf-8")
        command = [sys.executable, "-m", "everyleaf", "watch", LEAFLET, "--language", LANGUAGE]
        started = time.perf_counter()
        with subprocess.Popen(
            [*command, "--port", "0"], cwd=folder, stdout=subprocess.PIPE, text=True,
            stderr=subprocess.DEVNULL, env={**os.environ, "PYTHONPATH": str(ROOT)},
        ) as server:  # fmt: skip
            assert server.stdout is not None
            address = urlsplit(server.stdout.readline().strip())
            print(f"start: {time.perf_counter() - started:.2f} s")
            times = []
            for number in range(1, rounds + 1):
                time.sleep(SAVED_TWICE)
                words = f"SAVED{number} ", f"SAVED{number - 1} "
                times.append(time_of_round(address.netloc, address.path, catalogue, *words))
            server.send_signal(signal.SIGINT)
        pages = f"{len(text.splitlines())} lines of catalogue"
        print(f"from save to page ({pages}): median {statistics.median(times) * 1000:.0f} ms,")
        print(f"worst {max(times) * 1000:.0f} ms of {rounds}; Ctrl-C gave {server.returncode}")


main(int(sys.argv[1]) if len(sys.argv) > 1 else 10)
