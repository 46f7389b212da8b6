#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""How long Netron takes from the start of the navigation until the graph is shown, in Chromium: netron_opening.py MODEL...

Needs chromium and, from PyPI, playwright and netron. The browser and the server are running already; ours starts its process."""

import argparse
import contextlib
import re
import socket
import sys
import time
from pathlib import Path

VIEW = {"width": 1400, "height": 900}
PATIENCE_S = 150
# The page leaves its spinner when the graph is laid out and drawn. (Netron forbids eval, with which playwright waits for functions.)
SHOWN = "body.default .node"


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


def resident(root: int) -> float:
    """MiB of the browser and its children, shared pages counted once for all."""
    parents, total = {}, 0
    for status in Path("/proc").glob("[0-9]*/status"):
        with contextlib.suppress(OSError):
            parents[int(status.parent.name)] = int(re.search(r"PPid:\s+(\d+)", status.read_text())[1])
    def ours(pid: int) -> bool:
        while pid > 1:
            if pid == root:
                return True
            pid = parents.get(pid, 0)
        return False
    for pid in filter(ours, list(parents)):
        with contextlib.suppress(OSError, TypeError):
            total += int(re.search(r"^Pss:\s+(\d+)", Path(f"/proc/{pid}/smaps_rollup").read_text(), re.M)[1])
    return total / 1024


class Netron:
    """A running browser; open() may be asked for one model after the other."""

    def __enter__(self):
        import netron
        from playwright.sync_api import Error, sync_playwright
        self.errors = (Error,)
        self.netron, self.version = netron, netron.__version__
        self.play = sync_playwright().start()
        self.browser = self.play.chromium.launch(executable_path="/usr/bin/chromium", args=["--no-sandbox", "--disable-gpu"])
        return self

    def __exit__(self, *_):
        self.browser.close()
        self.play.stop()

    def open(self, model: Path) -> dict[str, float] | None:
        """Milliseconds until the graph is shown and MiB of all of the browser then; None when it is not within 150 s, or never."""
        address = ("127.0.0.1", free_port())
        self.netron.start(str(model.resolve()), address=address, browse=False)
        url = f"http://{address[0]}:{address[1]}/"
        context = self.browser.new_context(viewport=VIEW)
        try:
            context.add_cookies([{"name": "consent", "value": str(int(time.time() * 1000)), "url": url}])
            page = context.new_page()
            start = time.monotonic()
            page.goto(url)
            page.wait_for_selector(SHOWN, timeout=PATIENCE_S * 1000, state="attached")
            return {"ms": (time.monotonic() - start) * 1000, "MiB": resident(self.process())}
        except self.errors as error:
            print(f"{model.stem}: {str(error).splitlines()[0]}", file=sys.stderr)
            return None
        finally:
            with contextlib.suppress(*self.errors):
                context.close()
            self.netron.stop(address)

    def process(self) -> int:
        for status in Path("/proc").glob("[0-9]*/cmdline"):
            with contextlib.suppress(OSError):
                command = status.read_bytes()
                if b"chromium" in command and b"--type=" not in command and b"--headless" in command:
                    return int(status.parent.name)
        return -1


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("models", type=Path, nargs="+")
    with Netron() as viewer:
        for model in parser.parse_args().models:
            shown = viewer.open(model)
            figures = "no picture within 150 s" if shown is None else f"{shown['ms']:8.0f} ms {shown['MiB']:8.0f} MiB"
            print(f"{model.stem:20} {figures}", flush=True)


if __name__ == "__main__":
    main()
