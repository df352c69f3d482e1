"""What the server tells open pages: that the site was built anew, or that the data has problems."""

from __future__ import annotations

from dataclasses import dataclass, field
from threading import Condition
from typing import Final

KEEP_ALIVE: Final = 15.0
"""Seconds after which a silent stream sends a comment, so that a closed page is noticed."""

SCRIPT_PATH: Final = "/-/live.js"
EVENTS_PATH: Final = "/-/live"
TAG: Final = f'<script src="{SCRIPT_PATH}" defer></script>'.encode()
SCRIPT: Final = b"""// From `kg serve`: reloads the page when the site was built anew, and shows problems of the data.
(function () {
  "use strict";
  var events = new EventSource("/-/live");
  events.addEventListener("built", function () { location.reload(); });
  events.addEventListener("problems", function (event) {
    var box = document.getElementById("kg-live") || document.createElement("pre");
    box.id = "kg-live";
    box.setAttribute("role", "alert");
    box.style.cssText = "position:fixed;inset:auto 0 0 0;max-height:50vh;overflow:auto;margin:0;" +
      "padding:1rem;background:Canvas;color:CanvasText;border-top:4px solid;z-index:9";
    box.textContent = JSON.parse(event.data);
    document.body.appendChild(box);
  });
})();
"""


@dataclass(slots=True)
class Announcements:
    """The newest thing to tell, numbered, so that each open page hears it once."""

    number: int = 0
    kind: str = ""
    words: str = ""
    changed: Condition = field(default_factory=Condition)

    def announce(self, kind: str, words: str = "") -> None:
        """Tell every open page: `kind` is "built" or "problems"."""
        with self.changed:
            self.number += 1
            self.kind, self.words = kind, words
            self.changed.notify_all()

    def after(self, heard: int, timeout: float = KEEP_ALIVE) -> tuple[int, str, str]:
        """Return number, kind and words of the newest thing, waiting while it is the one already `heard`."""
        with self.changed:
            self.changed.wait_for(lambda: self.number != heard, timeout)
            return self.number, self.kind, self.words


def with_live_script(page: bytes) -> bytes:
    """Return a page that also loads the live script; its own policy allows scripts of the same origin."""
    head, end, rest = page.partition(b"</head>")
    return head + TAG + end + rest if end else page
