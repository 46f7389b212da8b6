#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Node data that Halftone writes, opened in the real Model Explorer and Netron: overlays.py BENCH_NODE_DATA MODEL

Needs chromium and, from PyPI, playwright, netron, ai-edge-model-explorer and model-explorer-onnx. Every number and word that was
written must be listed by Model Explorer beside its node, and Netron must show those of the first convolution in its side panel.
--pictures FOLDER keeps screenshots."""

import argparse
import json
import socket
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from urllib.parse import unquote, urlencode

import netron
from model_explorer.config import ModelExplorerConfig
from playwright.sync_api import sync_playwright

PATIENCE = 60_000


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


def results(path: Path) -> list[str]:
    [data] = json.loads(path.read_text()).values()
    return [f"{entry['value']:g}" if isinstance(entry["value"], float) else str(entry["value"]) for entry in data["results"].values()]


def in_model_explorer(browser, model: Path, files: list[Path], picture: Path | None) -> int:
    """How many of the written values the table of nodes does not have."""
    port = free_port()
    server = subprocess.Popen([sys.executable, "-m", "model_explorer", str(model), "--extensions=model_explorer_onnx",
                               "--no_open_in_browser", "--skip_health_check", "--port", str(port)],
                              stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    try:
        config = ModelExplorerConfig()
        config.add_model_from_path(str(model))
        for file in files:
            config.add_node_data_from_path(str(file))
        for _ in range(100):
            with socket.socket() as probe:
                if probe.connect_ex(("127.0.0.1", port)) == 0:
                    break
            time.sleep(0.2)
        page = browser.new_page(viewport={"width": 1400, "height": 2400})
        page.goto(f"http://localhost:{port}/?" + urlencode({"data": unquote(config.to_url_param_value())}))
        page.get_by_text("Root-level nodes stats").wait_for(timeout=PATIENCE)
        page.wait_for_timeout(1500)
        cells = page.locator("td").all_inner_texts()
        if picture:
            page.screenshot(path=picture)
        missing = 0
        for file in files:
            wanted = results(file)
            missing += sum(max(0, wanted.count(value) - cells.count(value)) for value in set(wanted))
            print(f"Model Explorer, {file.name}: {len(wanted)} values, shown: {len(wanted) - missing}")
        return missing
    finally:
        server.terminate()


def in_netron(browser, model: Path, file: Path, picture: Path | None) -> int:
    metrics = json.loads(file.read_text())["metrics"]
    address = ("127.0.0.1", free_port())
    netron.start(None, address=address, browse=False)
    try:
        context = browser.new_context(viewport={"width": 1400, "height": 900})
        context.add_cookies([{"name": "consent", "value": str(int(time.time() * 1000)), "url": f"http://{address[0]}:{address[1]}"}])
        page = context.new_page()
        page.goto(f"http://{address[0]}:{address[1]}/")
        # Opened by hand: a page that is served with a model takes no second file.
        page.locator("#open-file-dialog").wait_for(state="attached", timeout=PATIENCE)
        page.wait_for_timeout(1000)
        page.set_input_files("#open-file-dialog", [str(model)])
        node = page.locator(".node", has_text="Conv").first
        node.wait_for(timeout=PATIENCE)
        page.set_input_files("#open-file-dialog", [str(file)])
        page.wait_for_timeout(1000)
        node.click(position={"x": 20, "y": 8}, force=True)
        page.get_by_text("Node Properties", exact=False).first.wait_for(timeout=PATIENCE)
        page.wait_for_timeout(500)
        text = page.locator("#sidebar").inner_text()
        if picture:
            page.screenshot(path=picture)
        name = next(m["target"] for m in metrics if m["target"] in text)
        metric = next(m for m in metrics if m["target"] == name)
        value = f"{metric['value']:g}" if isinstance(metric["value"], float) else str(metric["value"])
        # Names of fields are the values of inputs, which are not text.
        found = value in text.upper().partition("METRICS")[2].lower()
        print(f"Netron, {file.name}: {name}: {metric['name']} = {value}{'' if found else ' is not shown'}")
        return 0 if found else 1
    finally:
        netron.stop(address)


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("writer", type=Path, help="bench_node_data of the build")
    parser.add_argument("model", type=Path)
    parser.add_argument("--pictures", type=Path)
    arguments = parser.parse_args()
    failures = 0
    with tempfile.TemporaryDirectory() as folder, sync_playwright() as play:
        numbers, words = Path(folder) / "macs", Path(folder) / "words"
        subprocess.run([arguments.writer, arguments.model, numbers], check=True)
        subprocess.run([arguments.writer, arguments.model, words, "words"], check=True)
        picture = lambda name: arguments.pictures / name if arguments.pictures else None
        browser = play.chromium.launch(executable_path="/usr/bin/chromium", args=["--no-sandbox", "--disable-gpu"])
        failures += in_model_explorer(browser, arguments.model.resolve(), [numbers.with_suffix(".json"), words.with_suffix(".json")],
                                      picture("model_explorer.png"))
        for file in (numbers, words):
            failures += in_netron(browser, arguments.model.resolve(), file.with_suffix(".attachment.json"), picture(f"netron_{file.name}.png"))
        browser.close()
    print("all of it is read" if failures == 0 else f"{failures} failures")
    return 1 if failures else 0


if __name__ == "__main__":
    sys.exit(main())
