"""The local server: loopback only, every page carries the live script, open pages hear of a new build."""

from __future__ import annotations

import http.client
import json
import queue
import re
import signal
import subprocess
import sys
import threading
from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from kg.cli.serve import reload
from kg.serve.held import Held
from kg.serve.live import EVENTS_PATH, SCRIPT_PATH, TAG, Announcements, with_live_script
from kg.serve.server import LOOPBACK, SiteServer
from kg.workspace import Read, open_workspace

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path


FILES = {
    "index.html": b"<html><head><title>t</title></head><body>home</body></html>",
    "404.html": b"<html><head></head><body>nothing here</body></html>",
    "claim/rest/index.html": b"<html><head></head>rest</html>",
    "claim/rest.ttl": b"<a> <b> <c> .",
}


def read(path: str) -> bytes | None:
    if path == "faulty.html":
        raise ValueError("site/templates/faulty.html:1: no <end>")
    return FILES.get(path)


@pytest.fixture
def server() -> Iterator[SiteServer]:
    running = SiteServer(read, 0, Announcements())
    thread = threading.Thread(target=running.serve_forever, kwargs={"poll_interval": 0.01})
    thread.start()
    yield running
    running.shutdown()
    running.server_close()
    thread.join()


def ask(server: SiteServer, path: str, host: str = "localhost", method: str = "GET") -> tuple[int, str, bytes]:
    connection = http.client.HTTPConnection(LOOPBACK, server.server_address[1], timeout=10)
    connection.request(method, path, headers={"Host": host})
    answer = connection.getresponse()
    found = (answer.status, answer.getheader("Content-Type", ""), answer.read())
    connection.close()
    return found


def test_a_page_carries_the_live_script_in_its_head(server: SiteServer) -> None:
    status, kind, body = ask(server, "/")
    assert (status, kind) == (200, "text/html; charset=utf-8")
    assert TAG + b"</head>" in body
    assert b"home" in body
    assert ask(server, "/claim/rest/")[2].count(TAG) == 1


def test_a_folder_without_a_slash_leads_to_the_page(server: SiteServer) -> None:
    assert ask(server, "/claim/rest")[0] == 301


def test_rdf_has_its_own_media_type(server: SiteServer) -> None:
    assert ask(server, "/claim/rest.ttl") == (200, "text/turtle; charset=utf-8", b"<a> <b> <c> .")


@pytest.mark.parametrize("path", ["/nothing", "/../index.html", "/%2e%2e/index.html", "/claim/%00"])
def test_what_is_not_in_the_site_gets_the_sites_own_page(server: SiteServer, path: str) -> None:
    status, _, body = ask(server, path)
    assert status == 404
    assert b"nothing here" in body


def test_a_fault_in_a_template_is_shown_on_the_page_that_needs_it(server: SiteServer) -> None:
    status, kind, body = ask(server, "/faulty.html")
    assert (status, kind) == (500, "text/html; charset=utf-8")
    assert b"faulty.html:1: no &lt;end&gt;" in body
    assert TAG in body


def test_before_there_is_a_site_problems_are_the_page() -> None:
    running = SiteServer(Held().read, 0, Announcements())
    running.announcements.announce("problems", "line 3: <broken>")
    thread = threading.Thread(target=running.serve_forever, kwargs={"poll_interval": 0.01})
    thread.start()
    status, _, body = ask(running, "/")
    running.shutdown()
    running.server_close()
    thread.join()
    assert status == 404
    assert b"line 3: &lt;broken&gt;" in body
    assert TAG in body


def test_a_head_request_has_no_body(server: SiteServer) -> None:
    assert ask(server, "/", method="HEAD")[2] == b""


def test_a_name_that_is_not_loopback_is_refused(server: SiteServer) -> None:
    assert ask(server, "/", host="evil.example")[0] == 421


def test_the_server_listens_on_loopback_only(server: SiteServer) -> None:
    assert server.server_address[0] == "127.0.0.1"
    assert server.address == f"http://127.0.0.1:{server.server_address[1]}/"


def test_the_live_script_is_served(server: SiteServer) -> None:
    status, kind, body = ask(server, SCRIPT_PATH)
    assert (status, kind) == (200, "text/javascript; charset=utf-8")
    assert b"EventSource" in body


def test_an_open_page_hears_of_a_build_and_of_problems(server: SiteServer) -> None:
    connection = http.client.HTTPConnection(LOOPBACK, server.server_address[1], timeout=10)
    connection.request("GET", EVENTS_PATH)
    stream = connection.getresponse()
    assert stream.getheader("Content-Type") == "text/event-stream"
    server.announcements.announce("built")
    assert [stream.readline() for _ in range(3)] == [b"event: built\n", b'data: ""\n', b"\n"]
    server.announcements.announce("problems", "line 1\nline 2")
    assert stream.readline() == b"event: problems\n"
    assert json.loads(stream.readline().removeprefix(b"data: ")) == "line 1\nline 2"
    connection.close()


def test_a_silent_stream_tells_that_it_is_still_there() -> None:
    announcements = Announcements()
    announcements.announce("built")
    assert announcements.after(0) == (1, "built", "")
    assert announcements.after(1, timeout=0.01) == (1, "built", "")


def test_a_page_without_a_head_is_left_as_it_is() -> None:
    assert with_live_script(b"<p>text") == b"<p>text"


@pytest.fixture
def workspace(tmp_path: Path) -> Path:
    """A workspace with only a topic, so that a build is quick."""
    root = tmp_path / "work"
    (root / "data").mkdir(parents=True)
    (root / "kg.toml").write_text('base = "https://example.org/w"\n', encoding="utf-8")
    (root / "data" / "topics.yaml").write_text(
        "topics:\n  - id: care\n    label: Care\n    description: Acute care.\n", encoding="utf-8"
    )
    return root


def test_problems_are_announced_and_the_last_good_site_stays(
    workspace: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    announcements, held, read = Announcements(), Held(), Read()
    opened = open_workspace(workspace)
    reload(opened, read, held, announcements)
    assert announcements.kind == "built"
    page = held.read("topic/care/index.html")
    assert page is not None
    topics = workspace / "data" / "topics.yaml"
    sound = topics.read_text(encoding="utf-8")
    topics.write_text(sound + "    colour: red\n", encoding="utf-8")
    capsys.readouterr()
    reload(opened, read, held, announcements)
    assert announcements.kind == "problems"
    assert "unknown key 'colour'" in announcements.words
    assert "unknown key 'colour'" in capsys.readouterr().err
    assert held.read("topic/care/index.html") == page
    topics.write_text(sound.replace("Acute care", "Other care"), encoding="utf-8")
    reload(opened, read, held, announcements)
    assert announcements.kind == "built"
    assert b"Other care" in (held.read("topic/care/index.html") or b"")
    assert not opened.output.exists()


def test_a_broken_template_or_query_is_announced_and_the_last_good_site_stays(workspace: Path) -> None:
    announcements, held, read = Announcements(), Held(), Read()
    opened = open_workspace(workspace)
    reload(opened, read, held, announcements)
    looked_at = held.read("topic/care/index.html")
    (workspace / "site" / "templates").mkdir(parents=True)
    (workspace / "site" / "templates" / "topic.html").write_text("{% if %}", encoding="utf-8")
    reload(opened, read, held, announcements)
    assert announcements.kind == "problems"
    assert "site/templates/topic.html:1" in announcements.words
    assert held.read("topic/care/index.html") == looked_at
    (workspace / "site" / "templates" / "topic.html").write_text("mended", encoding="utf-8")
    reload(opened, read, held, announcements)
    assert held.read("topic/care/index.html") == b"mended"
    (workspace / "queries").mkdir()
    (workspace / "queries" / "mine.rq").write_text("SELECT nothing", encoding="utf-8")
    again = replace(opened, queries=(workspace / "queries", *opened.queries))
    reload(again, read, held, announcements)
    assert announcements.kind == "problems"
    assert "mine.rq" in announcements.words
    assert held.read("topic/care/index.html") == b"mended"


def test_a_taken_port_is_named(server: SiteServer, workspace: Path) -> None:
    port = server.server_address[1]
    command = [sys.executable, "-m", "kg", "serve", "-C", str(workspace), "--port", str(port)]
    done = subprocess.run(command, capture_output=True, text=True, check=False, timeout=120)
    assert done.returncode == 2
    assert f"port {port} cannot be used" in done.stderr
    assert "(try --port 0)" in done.stderr


def test_a_saved_change_is_built_and_ctrl_c_ends_quietly(workspace: Path) -> None:
    command = [sys.executable, "-m", "kg", "serve", "-C", str(workspace), "--port", "0"]
    process = subprocess.Popen(command, stderr=subprocess.PIPE, text=True)
    lines: queue.Queue[str] = queue.Queue()
    stream = process.stderr
    assert stream is not None

    def read() -> None:
        for line in stream:
            lines.put(line)

    reader = threading.Thread(target=read)
    reader.start()
    try:
        while "open http" not in (line := lines.get(timeout=120)):
            continue
        address = re.search(r"127\.0\.0\.1:(\d+)", line)
        assert address is not None
        topics = workspace / "data" / "topics.yaml"
        fresh = workspace / "fresh.yaml"
        # The watcher may not yet listen when the address is printed, so the file is saved until it is noticed.
        for attempt in range(50):
            fresh.write_text(topics.read_text(encoding="utf-8") + f"# {attempt}\n", encoding="utf-8")
            fresh.replace(topics)
            try:
                while "built" not in lines.get(timeout=2):
                    continue
                break
            except queue.Empty:
                continue
        else:
            pytest.fail("no change was noticed")
    finally:
        process.send_signal(signal.SIGINT)
        code = process.wait(timeout=30)
        reader.join()
        stream.close()
    assert code == 0
