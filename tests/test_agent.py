"""The agent's door, asked by the SDK's own client over the real transport."""

import sys

import pytest

from copydesk.agent.answers import NOTE, Desk
from copydesk.agent.server import TOOLS
from copydesk.errors import UnknownRecord

pytest.importorskip("mcp", reason="the MCP SDK comes with copydesk[mcp]")

import anyio
from mcp import Client, StdioServerParameters, stdio_client


def ask(file, *questions):
    """Return the results of tool calls in one session, and the tools on offer."""

    async def talk():
        server = StdioServerParameters(command=sys.executable, args=["-m", "copydesk.cli", "mcp", str(file)])
        async with Client(stdio_client(server)) as client:
            tools = (await client.list_tools()).tools
            return tools, [await client.call_tool(name, arguments) for name, arguments in questions]

    return anyio.run(talk)


def test_every_tool_answers_and_says_what_it_does_not_cover(example_file, example_story):
    records = example_story.records
    person = max((one for one in records.entities if one.kind == "person"), key=lambda one: len(one.mentions)).name
    copy, claim, quotation = records.copies[0], records.claims[0], records.quotations[0]
    questions = [
        ("brief", {}),
        ("search", {"words": claim.text.split()[-1]}),
        ("timeline", {"person": person}),
        ("claims", {"limit": 3}),
        ("claim", {"claim": claim.id}),
        ("quotes", {"person": person}),
        ("compare", {"a": copy.a, "b": copy.b}),
        ("verify", {"quotation": quotation.variants[0].text}),
    ]
    tools, answers = ask(example_file, *questions)
    assert [tool.name for tool in tools] == list(TOOLS) == [name for name, _ in questions]
    assert all(tool.annotations.read_only_hint and tool.description for tool in tools)
    told = {name: answer.structured_content for (name, _), answer in zip(questions, answers, strict=True)}
    assert not any(answer.is_error for answer in answers)
    assert all(one["note"] == NOTE and "does_not_cover" in one for one in told.values())
    assert told["claim"]["quoted"] == claim.text and told["claim"]["assertions"][0]["span"]
    assert told["compare"]["copies"][0]["id"] == copy.id and told["compare"]["copies"][0]["passages"]
    assert told["verify"]["label"] == "exact"
    assert len(told["claims"]["claims"]) == 3 and told["claims"]["more"] == len(records.claims) - 3


@pytest.mark.parametrize(
    ("tool", "arguments", "told"),
    [
        ("claim", {"claim": "c-nothing"}, "no record bears that id"),
        ("quotes", {"person": "Nobody Known"}, "not found"),
        ("compare", {"a": "a-", "b": "a-"}, "ids begin so"),
        ("search", {}, "words"),
        ("timeline", {"limit": "many"}, "limit"),
    ],
)
def test_bad_arguments_are_refused_in_words(example_file, tool, arguments, told):
    _, (answer,) = ask(example_file, (tool, arguments))
    assert answer.is_error and told in answer.content[0].text


def test_what_pages_say_stands_under_quoted_alone(example_story):
    desk = Desk(example_story)
    claim = desk.claim(example_story.records.claims[0].id)
    assert {"quoted", "span", "page", "address"} <= set(claim["assertions"][0])
    with pytest.raises(UnknownRecord, match="is no claim"):
        desk.claim(example_story.records.articles[0].id)
