"""The server as a program: where it listens, what it prints, and how it ends. Story file -> served until stopped"""

from __future__ import annotations

import ipaddress
import socket
from pathlib import Path

import uvicorn

from copydesk.errors import UnreadableInput
from copydesk.web.server.application import make_application
from copydesk.web.server.desk import Desk
from copydesk.web.server.guard import Guard


class Server:
    """A story that is served at `address` once `run` is called; the address holds a token where other machines may ask."""

    def __init__(self, story: Path, *, host: str = "127.0.0.1", port: int = 0) -> None:
        self._socket = _listen(host, port)
        self.is_open = not _is_loopback(host)
        guard = Guard(names=_names(host), any_address=host in ("0.0.0.0", "::"), needs_token=self.is_open)
        self.form_token = guard.form_token
        try:
            self.desk = Desk(story)
        except BaseException:
            self._socket.close()
            raise
        name = f"[{host}]" if ":" in host else host
        token = f"?token={guard.token}" if self.is_open else ""
        self.address = f"http://{name}:{self._socket.getsockname()[1]}/{token}"
        self._server = uvicorn.Server(
            uvicorn.Config(
                make_application(self.desk, guard),
                log_level="error",
                access_log=False,
                server_header=False,
                timeout_keep_alive=5,
                timeout_graceful_shutdown=3,
                limit_concurrency=512,
                ws="none",
                lifespan="off",
                proxy_headers=False,
            )
        )

    def run(self) -> None:
        """Serve until Ctrl-C or `stop`."""
        try:
            self._server.run(sockets=[self._socket])
        except KeyboardInterrupt:
            pass
        finally:
            self._socket.close()

    def stop(self) -> None:
        """End `run`, from any thread."""
        self._server.should_exit = True


def _listen(host: str, port: int) -> socket.socket:
    try:
        family = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)[0][0]
        return socket.create_server((host, port), family=family, backlog=256)
    except OSError as error:
        raise UnreadableInput(
            f"{host}:{port}: cannot be listened at ({error.strerror or error}); choose another --port, or 0 for a free one"
        ) from error


def _is_loopback(host: str) -> bool:
    if host == "localhost":
        return True
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return False


def _names(host: str) -> frozenset[str]:
    """Return the names that other machines may call this one by."""
    if _is_loopback(host):
        return frozenset((host.lower(),))
    return frozenset(name.lower() for name in (host, socket.gethostname()))
