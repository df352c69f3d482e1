"""What every test may count on, and what is made once for all: a browser, the sites in a folder, a server of them."""

from __future__ import annotations

import signal
import threading
from functools import partial
from http.server import ThreadingHTTPServer
from typing import TYPE_CHECKING

import pytest
from hypothesis import settings
from site_browser import ARGUMENTS, Quiet, chromium

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from playwright.sync_api import Browser

settings.register_profile("patient", deadline=None)  # no time limit: the machine may be busy
settings.load_profile("patient")


def pytest_configure() -> None:
    """Let Ctrl-C reach the commands that tests start: a shell's background job passes on that it is ignored."""
    signal.signal(signal.SIGINT, signal.default_int_handler)


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        running = playwright.chromium.launch(executable_path=chromium(), args=list(ARGUMENTS))
        yield running
        running.close()


@pytest.fixture(scope="session")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a folder with the site of our own data and the one of hostile data, in `some/sub path`."""
    from site_workspace import hostile_files
    from test_site_pages import real_files

    from kg.output import write_tree

    place = tmp_path_factory.mktemp("sites")
    write_tree(place / "some" / "sub path" / "real", real_files().items())
    write_tree(place / "some" / "sub path" / "hostile", hostile_files().items())
    return place


@pytest.fixture(scope="session")
def server(folder: Path) -> Iterator[str]:
    """Return the address of a server of that folder, with the path to the sites."""
    running = ThreadingHTTPServer(("127.0.0.1", 0), partial(Quiet, directory=str(folder)))
    thread = threading.Thread(target=running.serve_forever, daemon=True)
    thread.start()
    yield f"http://127.0.0.1:{running.server_address[1]}/some/sub%20path/"
    running.shutdown()
    running.server_close()
    thread.join()
