"""Attributions of invented news: each rule with its counter-examples."""

from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from copydesk.records import Entity, Family, Mention, Span
from copydesk.stages.attribution import find_attributions, find_pile_outlets
from copydesk.stages.attribution.merging import merge_sources
from tests.build import article, draft, parse


def people(one, *names):
    """Return an entity for each "Full Name|Alias", mentioned wherever one of its forms stands."""
    made = []
    for number, forms in enumerate(names):
        kind, _, rest = forms.rpartition(":")
        first, *others = rest.split("|")
        spans = {}
        for form in (first, *others):
            start = one.text.find(form)
            while start >= 0:
                if not any(s.contains(Span(start, start + len(form))) for s in spans):
                    spans[Span(start, start + len(form))] = None
                start = one.text.find(form, start + 1)
        mentions = tuple(Mention(article=one.id, span=span) for span in sorted(spans))
        made.append(
            Entity(
                id=f"e-{number}",
                kind=kind or "person",
                name=first,
                aliases=tuple(others),
                roles=(),
                relations=(),
                mentions=mentions,
                rule="test",
            )
        )
    return tuple(made)


def told(text, *names, outlets=(), **fields):
    """Return (source, cue, content, stance, via) of each attribution of a text."""
    one = article(text, **fields)
    known = {name.casefold(): name for name in outlets}
    sources, attributions = find_attributions(one, parse(one), people(one, *names), known)
    by_id = {source.id: source for source in sources}
    return [
        (
            (by_id[a.source].name or by_id[a.source].description) if a.source else None,
            one.words_of(a.cue_span) if a.cue_span else None,
            " / ".join(one.words_of(span) for span in a.content_spans),
            a.stance,
            [by_id[v].name for v in a.via],
        )
        for a in attributions
    ]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "Mayor Ann Bell said that the bridge would close on Monday.",
            ("Ann Bell", "said", "that the bridge would close on Monday", "says", []),
        ),
        ("“The bridge is closed,” Ann Bell said.", ("Ann Bell", "said", "The bridge is closed,", "says", [])),
        ("“The bridge is closed,” said Ann Bell.", ("Ann Bell", "said", "The bridge is closed,", "says", [])),
        (
            "“The bridge,” Ann Bell said, “is closed for good.”",
            ("Ann Bell", "said", "The bridge, / is closed for good.", "says", []),
        ),
        (
            "The bridge is closed, according to Ann Bell.",
            ("Ann Bell", "according to", "The bridge is closed", "says", []),
        ),
        (
            "Ann Bell denied that the bridge was unsafe.",
            ("Ann Bell", "denied", "that the bridge was unsafe", "denies", []),
        ),
        (
            "Ann Bell confirmed that the bridge was unsafe.",
            ("Ann Bell", "confirmed", "that the bridge was unsafe", "confirms", []),
        ),
        (
            "Ann Bell declined to say whether the bridge was safe.",
            ("Ann Bell", "declined to say", "whether the bridge was safe", "declines", []),
        ),
        ("Ann Bell declined to comment.", ("Ann Bell", "declined", "to comment", "declines", [])),
        (
            "Ann Bell would not say whether the bridge was safe.",
            ("Ann Bell", "would not say", "whether the bridge was safe", "declines", []),
        ),
        (
            "Ann Bell did not respond to a request for comment.",
            ("Ann Bell", "did not respond", "a request for comment", "declines", []),
        ),
        (
            "Ann Bell told Reuters that the bridge was safe.",
            ("Ann Bell", "told", "that the bridge was safe", "says", ["Reuters"]),
        ),
        (
            "“The bridge is closed,” Ann Bell said, according to the Harbour Gazette.",
            ("Ann Bell", "said", "The bridge is closed,", "says", ["Harbour Gazette"]),
        ),
        (
            "Ann Bell said the bridge was closed, the Harbour Gazette reports.",
            ("Ann Bell", "said", "the bridge was closed", "says", ["Harbour Gazette"]),
        ),
        (
            "“The bridge is closed,” Ann Bell wrote in a letter, obtained by the Harbour Gazette.",
            ("Ann Bell", "wrote", "The bridge is closed,", "says", ["Harbour Gazette"]),
        ),
        (
            "Ann Bell declined to comment on the bridge when emailed by the Harbour Gazette.",
            ("Ann Bell", "declined", "to comment on the bridge", "declines", ["Harbour Gazette"]),
        ),
        (
            "The Harbour Gazette first reported that the bridge would close.",
            ("Harbour Gazette", "reported", "that the bridge would close", "says", []),
        ),
        (
            "Ann Bell took to Twitter again: “The bridge will never close.”",
            ("Ann Bell", "took to Twitter", "The bridge will never close.", "says", []),
        ),
        (
            "Ann Bell would neither confirm nor deny the report.",
            ("Ann Bell", "neither confirm nor deny", "the report", "declines", []),
        ),
        (
            "Ann Bell rejected the claims as “malicious gossip”.",
            ("Ann Bell", "rejected", "the claims as “malicious gossip”", "denies", []),
        ),
        (
            "Ann Bell has been quoted as saying that the bridge was safe.",
            ("Ann Bell", "saying", "that the bridge was safe", "says", []),
        ),
        (
            "Asked by Sky News whether the bridge was safe, Ann Bell said: “No.”",
            ("Ann Bell", "said", "whether the bridge was safe / No.", "denies", ["Sky News"]),
        ),
        (
            "According to papers obtained by the Harbour Gazette, the bridge was rotten.",
            (
                "papers obtained by the Harbour Gazette",
                "According to",
                "the bridge was rotten",
                "says",
                ["Harbour Gazette"],
            ),
        ),
    ],
)
def test_a_sentence_yields_its_attribution(text, expected):
    assert told(text, "Ann Bell") == [expected]


@pytest.mark.parametrize(
    "text",
    [
        "The bridge closed on Monday and the ferry ran all night.",
        "She starred in “The Long Bridge” at the town theatre.",
        "The so-called “iron bridge” is made of steel.",
        "Ann Bell supports the bridge and plans to cross it.",
        "The ferry found out late that the port had closed.",
        "Ann Bell had not disclosed the contract at the hearing.",
        "It is too early to tell whether the bridge will hold.",
        "Anger grew over reports that the bridge was rotten.",
        "The transport committee was to question her.",
    ],
)
def test_no_attribution_where_nobody_is_reported(text):
    assert told(text, "Ann Bell") == []


def test_a_quotation_runs_on_without_a_cue_of_its_own():
    text = "“The bridge is closed,” Ann Bell said. “It was rotten. We had no choice.”\n“Nobody will miss it.”"
    assert [content for _, _, content, _, _ in told(text, "Ann Bell")] == [
        "The bridge is closed, / It was rotten. We had no choice. / Nobody will miss it."
    ]


def test_a_quotation_does_not_run_on_past_another_speaker():
    text = "“The bridge is closed,” Ann Bell said.\n“It was safe,” Tom Reed replied."
    assert [(who, content) for who, _, content, _, _ in told(text, "Ann Bell", "Tom Reed")] == [
        ("Ann Bell", "The bridge is closed,"),
        ("Tom Reed", "It was safe,"),
    ]


def test_two_voices_in_one_sentence_stay_apart():
    text = (
        "The port's engineers said the bridge “had been rotten for years”, and two sailors said it “creaked all night”."
    )
    assert [(who, content.strip("”")) for who, _, content, _, _ in told(text)] == [
        ("The port's engineers", "the bridge “had been rotten for years"),
        ("two sailors", "it “creaked all night"),
    ]


def test_an_outlet_that_cites_others_is_a_link_of_their_chain():
    text = "The bridge will close, the Harbour Gazette reported on Monday, citing two officials close to the mayor."
    assert told(text) == [
        ("two officials close to the mayor", "reported", "The bridge will close", "says", ["Harbour Gazette"])
    ]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "The Harbour Gazette reported last month that four bolts had gone missing, citing two former employees.",
            ("two former employees", "that four bolts had gone missing", ["Harbour Gazette"]),
        ),
        (
            "The Harbour Gazette, citing two people briefed on the plan, said on Tuesday that the bridge was rotten.",
            ("two people briefed on the plan", "that the bridge was rotten", ["Harbour Gazette"]),
        ),
        (
            "Divers found 18 more bolts from the MV Nyota, county engineer Moses Kirwa told The Harbour Gazette.",
            ("Moses Kirwa", "Divers found 18 more bolts from the MV Nyota", ["Harbour Gazette"]),
        ),
        (
            "The mayor was alerted about the bolts in May, as per two people at the port.",
            ("two people at the port", "The mayor was alerted about the bolts in May", []),
        ),
        (
            "Ms. Bell wrote to the mayor on May 7, 2023, one of them said, and received no answer.",
            ("one of them", "Ms. Bell wrote to the mayor on May 7, 2023 / and received no answer", []),
        ),
    ],
)
def test_who_speaks_is_told_from_who_passes_it_on(text, expected):
    found = [(who, content, via) for who, _, content, _, via in told(text, "Moses Kirwa")]
    assert expected in found
    assert len(found) == 1


def test_who_declines_is_who_spoke_before():
    text = (
        "A port spokeswoman, Ann Bell, said that the yard “has met every milestone” and declined to discuss the plan."
    )
    assert [(who, content, stance) for who, _, content, stance, _ in told(text, "Ann Bell")] == [
        ("Ann Bell", "that the yard “has met every milestone”", "says"),
        ("Ann Bell", "to discuss the plan", "declines"),
    ]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "Ann Bell promised on taking office to “put a lock on the public purse.”",
            ("Ann Bell", "put a lock on the public purse."),
        ),
        ("Ann Bell took to the stage: “The bridge will never close.”", ("Ann Bell", "The bridge will never close.")),
        (
            "The Harbour Gazette quoted two officials as putting the number of bolts at 180.",
            ("two officials", "putting the number of bolts at 180"),
        ),
        (
            "The Harbour Gazette quoted two officials as saying that the bridge was rotten.",
            ("two officials", "that the bridge was rotten"),
        ),
    ],
)
def test_quotations_without_a_verb_of_speech_beside_them(text, expected):
    assert [(who, content) for who, _, content, _, _ in told(text, "Ann Bell")] == [expected]


def test_a_report_of_more_than_words_stays_the_outlets_own():
    text = "The Harbour Gazette reported that the city offered to close the bridge."
    assert [who for who, *_ in told(text)] == ["Harbour Gazette"]


@pytest.mark.parametrize(
    ("text", "outlets"),
    [
        ("Ann Bell told The Harbour Lamp that it rained.", ["Harbour Lamp"]),
        ("It rained, the Harbour Lamp reports.", ["Harbour Lamp"]),
        ("The Harbour Lamp first reported the flood.", ["Harbour Lamp"]),
        ("PORT ELM (Lampwire) - It rained on Monday.", ["Lampwire"]),
        ("It rained, Ann Bell reported.", []),
        ("Ann Bell told the Harbour Board that it rained.", []),
        ("The Ministry of Ports first reported the flood.", []),
    ],
)
def test_names_used_as_outlets_are_outlets(text, outlets):
    one = article(text)
    assert list(find_pile_outlets([one], people(one, "Ann Bell")).values()) == outlets


@pytest.mark.parametrize(
    "text",
    [
        "“The bridge is closed,” Ann Bell said, according to Harbour Lamp.",
        "Ann Bell told the Harbour Lamp that the bridge is closed.",
        "The bridge is closed, Ann Bell told The Harbour Lamp.",
        "The bridge is closed, Ann Bell said in an interview with the Harbour Lamp.",
    ],
)
def test_what_is_said_comes_through_an_outlet_of_the_pile(text):
    assert [(who, via) for who, _, _, _, via in told(text, "Ann Bell", outlets=["Harbour Lamp"])] == [
        ("Ann Bell", ["Harbour Lamp"])
    ]


def test_a_passive_confirmation_gives_its_agent():
    text = "The story rests on a Harbour Gazette report, which was confirmed by the Island Times."
    assert ("Island Times", "confirmed", "a Harbour Gazette report", "confirms", []) in told(text)


def test_what_anyone_may_say_inside_a_quotation_is_nobodys_word():
    text = "“No matter what anyone says, the bridge will close,” Ann Bell said."
    assert [who for who, *_ in told(text, "Ann Bell")] == ["Ann Bell"]


def test_pronouns_lead_to_the_person_meant():
    text = "Ann Bell met Tom Reed on Monday. She said that the bridge would close."
    one = article(text)
    made = people(one, "Ann Bell|Ms. Bell", "Tom Reed|Mr. Reed")
    (source,), (attribution,) = find_attributions(one, parse(one), made)
    assert (source.name, attribution.source) == ("Ann Bell", source.id)


@pytest.mark.parametrize(
    ("pronoun", "who"), [("She", "A port spokeswoman"), ("He", "Tom Reed"), ("They", "A port spokeswoman")]
)
def test_a_pronoun_takes_up_who_spoke_last_if_it_fits(pronoun, who):
    text = f"Tom Reed was away. A port spokeswoman said that it rained. {pronoun} added that the bridge was safe."
    one = article(text)
    sources, attributions = find_attributions(one, parse(one), people(one, "Tom Reed"))
    by_id = {source.id: source for source in sources}
    last = by_id[attributions[-1].source]
    assert (last.name or last.description) == who


def test_a_speaker_inside_anothers_words_is_nested():
    text = "A harbour official said that Ann Bell had told sailors that the bridge was safe."
    one = article(text)
    _, attributions = find_attributions(one, parse(one), people(one, "Ann Bell"))
    outer, inner = attributions
    assert (outer.within, inner.within) == (None, outer.id)


@pytest.mark.parametrize(
    ("text", "identification", "kind", "count", "reason"),
    [
        ("Two people who saw the plan said that the bridge would close.", "anonymous", "person", 2, None),
        ("A source said that the bridge would close.", "anonymous", "person", 1, None),
        ("Officials said that the bridge would close.", "anonymous", "person", None, None),
        ("A port spokeswoman said that the bridge would close.", "role", "person", 1, None),
        ("The report states that the bridge is rotten.", "role", "document", None, None),
        (
            "An aide who spoke on condition of anonymity said that the bridge would close.",
            "anonymous",
            "person",
            1,
            "on condition of anonymity",
        ),
    ],
)
def test_unnamed_sources_tell_what_is_known_of_them(text, identification, kind, count, reason):
    one = article(text)
    (source,), _ = find_attributions(one, parse(one), ())
    if reason:
        assert (source.reason or "").startswith(reason)
    assert (source.identification, source.kind, source.count, source.name) == (identification, kind, count, None)


@pytest.mark.parametrize(
    ("text", "who"),
    [
        ("Ann Bell’s election campaign on Tuesday said that the bridge would close.", "Ann Bell’s election campaign"),
        ("Ann Bell, who keeps 90 cows near the port, said that the bridge would close.", "Ann Bell"),
    ],
)
def test_a_source_goes_by_its_name_alone(text, who):
    assert [found[0] for found in told(text)] == [who]


def test_the_same_unnamed_source_keeps_its_identity():
    text = "A harbour official said that the bridge was rotten. The official said that it would close."
    one = article(text)
    sources, attributions = find_attributions(one, parse(one), ())
    assert len(sources) == 1
    assert {a.source for a in attributions} == {sources[0].id}


def test_an_unnamed_source_is_one_in_all_copies_of_a_story():
    text = "Two harbour officials said that the bridge was rotten."
    articles = [article(text, name=name) for name in ("one", "two", "three")]
    found = [find_attributions(one, parse(one), ()) for one in articles]
    family = Family(id="f-1", articles=(articles[0].id, articles[1].id), original=None, origin_outlet=None, rule="test")
    sources = tuple(source for made, _ in found for source in made)
    made = draft(
        *articles, sources=sources, attributions=tuple(a for _, said in found for a in said), families=(family,)
    )
    sources, attributions = merge_sources(made)
    assert [len({source.id for source in sources}), len(attributions)] == [2, 3]
    assert attributions[0].source == attributions[1].source != attributions[2].source


def test_a_spokesman_speaks_for_somebody():
    text = "A spokesman for Ann Bell declined to comment."
    one = article(text)
    (source,), _ = find_attributions(one, parse(one), people(one, "Ann Bell"))
    assert (source.identification, source.speaks_for) == ("role", "e-0")


def test_a_named_source_is_the_same_in_every_article():
    first, second = article("Ann Bell said that it rained."), article("“It rained,” Ann Bell said.", name="two")
    made = [find_attributions(one, parse(one), people(one, "Ann Bell"))[0] for one in (first, second)]
    assert made[0][0].id == made[1][0].id


@pytest.mark.parametrize(
    ("text", "names", "cue", "source"),
    [
        ("“She is furious,” a Bell aide told the Post, the Dunmore Post reports. “She thinks she was fooled.”", (), "told", "a Bell aide"),
        ("The memo said eleven pumps had failed in tests and recommended that work be paused.", (), "recommended", "memo"),
        ("HARROW, Dunmore – Hale NV announces that Ann Bell will step down.", ("organization:Hale NV",), "announces", "Hale NV"),
        ("The Dunmore Post reported that Hale was to stop. Hale denied it. “Nothing is decided,” it said.", (), "said", "Hale"),
        ("“Peter knew of it, Peter said so,” Ann Bell said.", ("Ann Bell", "Peter Hollow"), "said", "Ann Bell"),
        ("The Dunmore Post asked. The road cost 41 crowns in March, the Post reported Tuesday, citing two people.", (), "reported", "two people"),
        ("A port log seen by the Dunmore Post lists 38 searches.", (), "lists", "port log seen by the Dunmore Post"),
        ("The cut would cost the town 8 million crowns a year, the mayor of Sele, Ann Bell, said.", ("Ann Bell",), "said", "Ann Bell"),
        ("The Dunmore Post reported on Monday that the pier was closed, citing two people. It said that it had sunk.", (), "said", "Dunmore Post"),
        ("“You can’t fool a stock agent,” said Ann Bell, who buys lambs for the Selby works.", ("Ann Bell",), "said", "Ann Bell"),
    ],
)  # fmt: skip
def test_the_right_one_speaks(text, names, cue, source):
    assert (cue, source) in [(found, who) for who, found, *_ in told(text, *names, outlets=("Dunmore Post",))]


TRANSCRIPT = """JANE DOE: Two people told us that Carl Hale was sent home. Bruno, what does he say?
BRUNO ASH (reporter): He told the Post on Monday, and I am reading it out: “I will not go quietly, not this year.”
DOE: I see.
Ann BELL (Minister for Ports): I have not read it."""


def test_the_turns_of_a_transcript_are_those_of_whoever_is_named_before_them():
    one = article(TRANSCRIPT)
    sources, found = find_attributions(one, parse(one), people(one, "Carl Hale", "Ann Bell|Ann BELL"))
    called = {source.id: source.name for source in sources}
    turns = [a for a in found if a.rule == "attribution.speaker_line"]
    assert [called[a.source] for a in turns] == ["Jane Doe", "Bruno Ash", "Jane Doe", "Ann Bell"]
    assert {a.kind for a in turns} == {"direct"}
    read_out = [called[a.source] for a in found if one.words_of(a.content_spans[0]).startswith("I will not go")]
    assert read_out == ["Carl Hale"]


@pytest.mark.parametrize("text", ["NOTE: It rains.\nAnn Bell left.", "LONDON: It rains.\nPARIS: It snows."])
def test_a_line_in_capitals_alone_is_no_turn(text):
    assert not [rest for rest in told(text) if rest[1] == ":"]


def test_what_is_done_besides_denying_is_not_denied():
    text = "Ann Bell denied that her yard had been overpaid and put the sum it received for the ferries at 12 million crowns."
    assert [content for _, cue, content, *_ in told(text, "Ann Bell") if cue == "denied"] == [
        "that her yard had been overpaid"
    ]
    text = "Ann Bell denied that she had been paid and had left."
    assert [content for _, cue, content, *_ in told(text, "Ann Bell") if cue == "denied"] == [
        "that she had been paid and had left"
    ]


def test_what_is_refused_is_the_content():
    assert ("Hale NV", "declined", "to comment on the inquiry", "declines", []) in told(
        "Hale NV declined to comment on the inquiry.", "organization:Hale NV"
    )


def test_a_headline_gives_its_words_to_the_name_before_the_colon():
    one = article("Hale: Bell 'Will Not Last The Month'\nAnn Bell and Carl Hale met.")
    first, *others = one.blocks
    one = replace(one, blocks=(replace(first, role="headline"), *others))
    sources, found = find_attributions(one, parse(one), people(one, "Ann Bell", "Carl Hale"))
    assert [source.name for source in sources] == ["Carl Hale"] and len(found) == 1


def test_one_of_them_is_one_of_those_introduced_before():
    text = "It was closed, according to two people briefed on it. Bell signed it in March, one of them said, and left."
    one = article(text + " “It was luck,” the person said.")
    sources, found = find_attributions(one, parse(one), ())
    assert len(found) == 3
    assert sorted(source.count for source in sources) == [1, 2]


def test_nobody_in_particular_and_a_day_are_no_attribution():
    assert told("She is to report on May 5. No citizen should have to wonder whether the road is open.") == []


def test_a_thorough_reading_takes_attitudes_in():
    one = article("Ann Bell plans to build a new bridge.")
    assert find_attributions(one, parse(one), ())[1] == ()
    assert len(find_attributions(one, parse(one), (), thorough=True)[1]) == 1


WORDS = st.sampled_from(
    [
        "Ann Bell",
        "said",
        "“",
        "”",
        "the bridge",
        "closed",
        ",",
        ".",
        "that",
        "told",
        "according to",
        "two officials",
        "\n",
    ]
)


@settings(max_examples=40, deadline=None)
@given(st.lists(WORDS, min_size=1, max_size=14).map(" ".join))
def test_every_span_lies_in_the_text_and_is_not_empty(text):
    one = article(text)
    sources, attributions = find_attributions(one, parse(one), people(one, "Ann Bell"))
    known = {source.id for source in sources}
    for a in attributions:
        spans = [*a.content_spans, *filter(None, (a.source_span, a.cue_span))]
        assert a.content_spans
        assert all(0 <= s.start < s.end <= len(text) for s in spans)
        assert {a.source, *a.via} - {None} <= known


def test_no_two_attributions_hold_each_other():
    one = article("“He has paid,” she said he told the committee, “and he will pay again,” she said, he said.")
    found = {attribution.id: attribution for attribution in find_attributions(one, parse(one), ())[1]}
    for attribution in found.values():
        seen: set[str] = set()
        while attribution.within is not None:
            assert attribution.id not in seen
            seen.add(attribution.id)
            attribution = found[attribution.within]
