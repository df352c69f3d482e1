"""What every test may count on, wherever the tests are run."""

import signal


def pytest_configure() -> None:
    """Let Ctrl-C reach the commands that tests start: a shell's background job passes on that it is ignored."""
    signal.signal(signal.SIGINT, signal.default_int_handler)
