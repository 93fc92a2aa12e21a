"""The tools of the Model Context Protocol over standard input and output. Desk -> server"""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from importlib.metadata import version
from typing import Any

from copydesk.agent.answers import NOTE, Desk
from copydesk.errors import CopydeskError, MissingExtra
from copydesk.story import Story

TOOLS = ("brief", "search", "timeline", "claims", "claim", "quotes", "compare", "verify")


def make_server(story: Story) -> Any:
    """Return a server whose tools are the questions of `Desk`; raise `MissingExtra` where the SDK is not installed."""
    try:
        from mcp.server.mcpserver import MCPServer
        from mcp.server.mcpserver.exceptions import ToolError
        from mcp.types import ToolAnnotations
    except ImportError as error:
        raise MissingExtra("the agent's door needs the MCP SDK: pip install 'copydesk[mcp]'") from error
    server, desk = MCPServer("copydesk", version=version("copydesk"), instructions=NOTE), Desk(story)
    reads = ToolAnnotations(read_only_hint=True, destructive_hint=False, idempotent_hint=True, open_world_hint=False)
    for name in TOOLS:
        server.tool(annotations=reads)(_in_words(getattr(desk, name), ToolError))
    return server


def _in_words(question: Callable[..., Any], refusal: type[Exception]) -> Callable[..., Any]:
    """Return the question with errors that the asker can mend told in their own words."""

    @wraps(question)
    def ask(**arguments: Any) -> Any:
        try:
            return question(**arguments)
        except CopydeskError as error:
            raise refusal(str(error)) from error

    return ask
