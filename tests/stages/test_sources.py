"""Who a source is, on invented sentences: each rule with its counter-examples."""

import pytest

from copydesk.records import Family
from copydesk.stages.attribution import find_attributions
from copydesk.stages.attribution.merging import merge_sources
from copydesk.stages.entities import resolve_entities
from tests.build import article, draft, parse


def read(text, name="one", **fields):
    one = article(text, name=name, **fields)
    parsed = parse(one)
    return find_attributions(one, parsed, resolve_entities((one,), {one.id: parsed}), road="rules")


def last(text, **fields):
    """Return the source of the last attribution of a text."""
    sources, attributions = read(text, **fields)
    by_id = {source.id: source for source in sources}
    return by_id[attributions[-1].source]


MEETING = "Senator Ann Bell met the dockers of Harrow on Monday. "
CAMPAIGN = "Carl Hale opened Hale’s campaign in Harrow on Monday. "


@pytest.mark.parametrize(
    ("text", "identification", "who"),
    [
        (MEETING + "The senator said that the bridge was safe.", "named", "Ann Bell"),
        ("A senator said that the bridge was safe.", "anonymous", "A senator"),
        ("The senator said that the bridge was safe.", "role", "The senator"),
        ("Carl Hale, a businessman, came to Harrow. The businessman said that the bridge was safe.", "named", "Carl Hale"),
        ("Carl Hale came to Harrow. The mogul said that the bridge was safe.", "named", "Carl Hale"),
        ("Carl Hale came to Harrow. A mogul said that the bridge was safe.", "anonymous", "A mogul"),
        ("Carl Hale came to Harrow. The official said that the bridge was safe.", "anonymous", "The official"),
        ("The spokesman, Tom Reed, was late. The spokesman said that the bridge was safe.", "named", "Tom Reed"),
        ("A spokesman for the port said that the bridge was safe.", "role", "A spokesman for the port"),
        ("“No,” said Tom Reed, a Harrow Port spokesman. A spokesman for Harrow Port said that the bridge was safe.", "named", "Tom Reed"),
        ("“No,” said Ann Reed, a Harrow Port spokeswoman. A spokesman for Harrow Port said that it was safe.", "role", "A spokesman for Harrow Port"),
        ("“No,” said Tom Reed, a Tarn Port spokesman. A spokesman for Harrow Council said that it was safe.", "role", "A spokesman for Harrow Council"),
        ("“No,” said Tom Reed, a lawyer for Hale. Hale’s attorney said that the bridge was safe.", "named", "Tom Reed"),
        ("Hale’s lawyers said that the bridge was safe.", "role", "Hale’s lawyers"),
        ("Several lawyers said that the bridge was safe.", "anonymous", "Several lawyers"),
        ("Her mother said that the bridge was safe.", "role", "Her mother"),
        ("Party leaders said that the bridge was safe.", "anonymous", "Party leaders"),
        ("Democrats said that the bridge was safe.", "anonymous", "Democrats"),
        ("A federal judge said that the bridge was safe.", "role", "A federal judge"),
        ("A radio host said that the bridge was safe.", "anonymous", "A radio host"),
        ("Tom Reed and two aides said that the bridge was safe.", "anonymous", "Tom Reed and two aides"),
        ("The mayor and candidate for governor said that the bridge was safe.", "role", "The mayor and candidate for governor"),
    ],
)  # fmt: skip
def test_people_are_named_known_by_role_or_one_of_many(text, identification, who):
    source = last(text)
    assert (source.identification, source.name or source.description) == (identification, who)


@pytest.mark.parametrize(
    ("text", "identification", "kind"),
    [
        ("The police said that the bridge was safe.", "role", "organization"),
        ("Harrow police said that the bridge was safe.", "named", "organization"),
        ("A group of dockers said that the bridge was safe.", "anonymous", "person"),
        ("A group backing the bridge said that it was safe.", "role", "organization"),
        ("Many unions said that the bridge was safe.", "anonymous", "organization"),
        ("The company said that the bridge was safe.", "role", "organization"),
        ("Hale Industries built it. The company said that the bridge was safe.", "named", "organization"),
        (CAMPAIGN + "The campaign said that the bridge was safe.", "named", "organization"),
        ("The campaign said that the bridge was safe.", "role", "organization"),
        ("The report states that the bridge is rotten.", "role", "document"),
        ("A Hale report states that the bridge is rotten.", "named", "document"),
        ("A report by Ann Bell states that the bridge is rotten.", "named", "document"),
        ("A report about Ann Bell states that the bridge is rotten.", "role", "document"),
        ("Ann Bell wrote a Bell report in May. The report states that the bridge is rotten.", "named", "document"),
    ],
)
def test_bodies_and_documents_go_by_their_owner_issuer_or_kind(text, identification, kind):
    source = last(text)
    assert (source.identification, source.kind) == (identification, kind)


@pytest.mark.parametrize(
    ("text", "who"),
    [
        ("Ann Bell met Tom Reed on Monday. He said that the bridge was safe.", "Tom Reed"),
        ("Tom Reed spoke after Carl Hale. “It is shut,” he said. “It stays shut,” he added.", "Tom Reed"),
        ("When Carl Hale spoke, Tom Reed left. “It is shut,” he said.", "Tom Reed"),
        ("“Carl Hale knew of it,” said Tom Reed. “It is shut,” he said.", "Tom Reed"),
        ("A spokeswoman of the port came with Tom Reed. She said that the bridge was safe.", "A spokeswoman of the port"),
        ("Voters cheered Tom Reed. They said that the bridge was safe.", "Voters"),
    ],
)  # fmt: skip
def test_a_pronoun_means_who_agrees_and_weighs_most(text, who):
    source = last(text)
    assert (source.name or source.description) == who


def test_we_of_an_article_is_its_outlet_and_i_its_author():
    assert last("We said that the bridge was safe.", outlet="Harrow Post").name == "Harrow Post"
    assert last("I said that the bridge was safe.", byline=("Ann Bell",)).name == "Ann Bell"
    assert [a.source for a in read("I said that the bridge was safe.")[1]] == [None]


@pytest.mark.parametrize(
    ("who", "count"),
    [
        ("A source", 1),
        ("One aide", 1),
        ("One of the aides", 1),
        ("Two people", 2),
        ("A couple of aides", 2),
        ("A trio of aides", 3),
        ("A dozen officials", 12),
        ("Two dozen officials", 24),
        ("Two of the three aides", 2),
        ("Dozens of officials", None),
        ("Several officials", None),
        ("Officials", None),
        ("One in five voters", None),
        ("62 percent of voters", None),
        ("A majority of voters", None),
        ("His family", None),
    ],
)
def test_a_count_is_a_number_of_people_and_no_share(who, count):
    assert last(f"{who} said that the bridge was safe.").count == count


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("An aide who spoke on condition of anonymity said that it rained.", "on condition of anonymity"),
        (
            "It rained, said an aide, who asked not to be named because he feared for his job.",
            "asked not to be named because he feared for his job",
        ),
        (
            "An aide said that it rained. The aide asked for anonymity, citing fears of reprisals.",
            "asked for anonymity, citing fears of reprisals",
        ),
        (
            "Two aides said that it rained. They were not authorized to speak publicly.",
            "not authorized to speak publicly",
        ),
        ("An aide said that the crew asked not to be named.", None),
        ("An aide said that it rained. Ann Bell asked not to be named chair.", None),
    ],
)
def test_why_a_source_is_not_named(text, reason):
    sources, _ = read(text)
    assert [source.reason for source in sources if source.identification == "anonymous"] == [reason]


def test_a_named_source_has_no_reason():
    assert [source.reason for source in read("Ann Bell, who asked not to be named chair, said that it rained.")[0]] == [
        None
    ]


@pytest.mark.parametrize(
    ("again", "same"),
    [
        ("The official said that it would close.", True),
        ("That official said that it would close.", True),
        ("The port official said that it would close.", True),
        ("Another official said that it would close.", False),
        ("A second official said that it would close.", False),
        ("The union official said that it would close.", False),
        ("The engineer said that it would close.", False),
    ],
)
def test_the_official_is_the_one_before_and_another_is_not(again, same):
    _, (first, second) = read("A port official said that the bridge was rotten. " + again)
    assert (first.source == second.source) is same


def test_a_group_is_taken_up_by_its_noun_though_somebody_else_spoke_between():
    told = (
        "Two people who were briefed on the plan said that the bridge was rotten. Ann Bell said that she was not told. "
    )
    _, attributions = read(told + "The two people said that it would close.")
    assert attributions[2].source == attributions[0].source != attributions[1].source


@pytest.mark.parametrize(
    ("who", "speaks_for"),
    [
        ("A spokesman for Ann Bell", True),
        ("An aide to Ann Bell", True),
        ("A person close to Ann Bell", True),
        ("Ann Bell’s lawyers", True),
        ("A critic of Ann Bell", False),
        ("An aide", False),
    ],
)
def test_whom_a_source_speaks_for(who, speaks_for):
    assert (last(f"Ann Bell was away. {who} said that it rained.").speaks_for is not None) is speaks_for


def merged(*texts, outlets, family=False):
    """Return how many sources are left of the articles of some outlets."""
    articles = [article(text, name=str(n), outlet=outlets[n]) for n, text in enumerate(texts)]
    found = [find_attributions(one, parse(one), (), road="rules") for one in articles]
    families = [
        Family(id="f-1", articles=tuple(a.id for a in articles), original=None, origin_outlet=None, rule="test")
    ]
    _, said = merge_sources(
        draft(
            *articles,
            sources=tuple(source for made, _ in found for source in made),
            attributions=tuple(one for _, said in found for one in said),
            families=tuple(families if family else ()),
        )
    )
    return len({one.source for one in said})


ROTTEN = "said that the northern pillar of the bridge was rotten."
SUNK = "said that two ferries had sunk at Harrow in May."


@pytest.mark.parametrize(
    ("one", "two", "outlets", "family", "left"),
    [
        ("An aide " + ROTTEN, "An aide " + SUNK, ("Post", "Post"), False, 2),
        ("An aide " + ROTTEN, "An aide " + ROTTEN, ("Post", "Post"), False, 1),
        ("An aide " + ROTTEN, "An aide " + ROTTEN, ("Post", "Lamp"), False, 2),
        ("An aide " + ROTTEN, "An aide " + ROTTEN, ("Post", "Lamp"), True, 1),
        ("An aide " + ROTTEN, "An aide told the Harrow Post that the northern pillar of the bridge was rotten.", ("Harrow Post", "Lamp"), False, 1),
        ("Two people briefed on the recall plan " + ROTTEN, "Two people briefed on the recall plan " + SUNK, ("Post", "Post"), False, 1),
        ("Two people " + ROTTEN, "Two people " + SUNK, ("Post", "Post"), False, 2),
    ],
)  # fmt: skip
def test_an_unnamed_source_is_one_across_articles_where_wording_shows_it(one, two, outlets, family, left):
    assert merged(one, two, outlets=outlets, family=family) == left
