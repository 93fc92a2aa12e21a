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


BAD = [
    ("claim", {"claim": "c-nothing"}, "no record bears that id"),
    ("quotes", {"person": "Nobody Known"}, "not found"),
    ("compare", {"a": "a-", "b": "a-"}, "ids begin so"),
    ("search", {}, "words"),
    ("timeline", {"limit": "many"}, "limit"),
    ("brief", {"words": "x"}, None),
    ("nothing", {}, "nothing"),
]
"""Questions with bad arguments, and what the refusal says; an argument too many is passed over."""


def test_bad_arguments_are_refused_in_words(example_file):
    _, answers = ask(example_file, *((tool, arguments) for tool, arguments, _ in BAD))
    for (tool, _, told), answer in zip(BAD, answers, strict=True):
        assert answer.is_error == (told is not None), tool
        assert told is None or told in answer.content[0].text


def test_what_pages_say_stands_under_quoted_alone(example_story):
    desk, records = Desk(example_story), example_story.records
    claim = desk.claim(records.claims[0].id)
    assert {"quoted", "span", "page", "address"} <= set(claim["assertions"][0])
    person = next(one for one in records.entities if one.kind == "person" and len(one.mentions) > 5)
    copy = next(one for one in records.copies if any(passage.edits for passage in one.passages))
    answers = [
        claim, desk.brief(), desk.search("ferries"), desk.timeline(), desk.claims(), desk.quotes(person.id),
        desk.compare(copy.a, copy.b), desk.verify(records.quotations[0].text),
    ]  # fmt: skip
    frame = ("covers", "does_not_cover", "note")
    own = {one for answer in answers for one in bare({k: value for k, value in answer.items() if k not in frame})}
    named = {one.outlet for one in records.articles if one.outlet} | {one.name for one in records.entities}
    assert own and not own & {*named, *example_story.brief(), *(one.verdict for one in records.claims)}
    pages = {one.uri for one in records.pages}
    assert not [one for one in own if " " in one and one not in pages]
    with pytest.raises(UnknownRecord, match="is no claim"):
        desk.claim(records.articles[0].id)


def test_every_place_has_the_address_of_its_page(example_story):
    known = {one.id: one.canonical for one in example_story.records.articles}
    assert any(known.values())
    for place in Desk(example_story).verify(example_story.records.quotations[0].text)["places"]:
        assert place["address"] == known[place["article"]] and place["page"] and place["span"]


def bare(value):
    """Yield the texts of an answer that stand under no `quoted`."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict):
        for name, item in value.items():
            yield from bare(item) if name != "quoted" else ()
    elif isinstance(value, list):
        for item in value:
            yield from bare(item)
