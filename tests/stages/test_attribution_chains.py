"""Through whom something came, to whom and in what it was said: each case is a text of the Tarn Weekly."""

import pytest

from copydesk.stages.attribution import find_attributions, find_pile_outlets
from copydesk.stages.entities import resolve_entities
from tests.build import article, parse


def chains(
    text: str, form: str = "article", *, outlet: str = "Tarn Weekly"
) -> list[tuple[str, str, list[str], bool, str | None, str | None]]:
    """Return source, content, outlets (nearest to the speaker first), whether within another, addressee and medium."""
    one = article(text, outlet=outlet, form=form)
    entities = resolve_entities((one,), {one.id: parse(one)})
    sources, found = find_attributions(one, parse(one), entities, find_pile_outlets((one,), entities), road="rules")
    names = {source.id: source.name for source in sources}
    return [
        (
            text[slice(*a.source_span)] if a.source_span else "",
            " … ".join(text[slice(*span)] for span in a.content_spans),
            [names[name] for name in a.via],
            a.within is not None,
            a.addressee,
            a.medium,
        )
        for a in found
    ]


@pytest.mark.parametrize(
    ("text", "source", "content", "via"),
    [
        ("Ada Holm told Sky News that the bell was cracked.", "Ada Holm", "bell", ["Sky News"]),
        ("Ada Holm told the Wexmoor Packet that the bell was cracked.", "Ada Holm", "bell", ["Wexmoor Packet"]),
        ("Ada Holm told Parliament that the bell was cracked.", "Ada Holm", "bell", []),
        ("Two founders told Der Spiegel and Reuters that it was cracked.", "Two founders", "it", ["Reuters", "Der Spiegel"]),
        ("LIMA (Reuters) - Ada Holm said the bell was cracked.", "Ada Holm", "bell", ["Reuters"]),
        ("Ada Holm said the bell was cracked. — Reuters", "Ada Holm", "bell", ["Reuters"]),
        ("“Sky News reported that the bell was cracked,” Ada Holm said.", "Sky News", "the bell", []),
        ("A draft, reviewed by Sky News, would ban the bell.", "draft", "bell", ["Sky News"]),
        ("Once a columnist for Le Monde, Ada Holm told Sky News the bell was cracked.", "Ada Holm", "bell", ["Sky News"]),
        ("The bell was sold. The deal was first reported by Nikkei.", "Nikkei", "bell was sold", []),
        ("Sky News understands from two founders that the bell was cracked.", "two founders", "bell", ["Sky News"]),
        ("As Sky News first reported, two founders say the bell was cracked.", "two founders", "bell", ["Sky News"]),
        ("According to Sky News, which spoke to two founders, the bell was cracked.", "two founders", "bell", ["Sky News"]),
        ("“It is cracked,” Ada Holm was quoted by Sky News as saying.", "Ada Holm", "cracked", ["Sky News"]),
        ("Two founders who spoke to Sky News said the bell was cracked.", "founders", "bell", ["Sky News"]),
        ("Ada Holm said the bell was cracked. (Reuters)", "Ada Holm", "bell", ["Reuters"]),
        ("Ada Holm, the editor of The Guardian, said the bell was cracked.", "Ada Holm", "bell", []),
        ("Speaking to Sky News, Ada Holm said the bell was cracked.", "Ada Holm", "bell", ["Sky News"]),
        ("“It is cracked,” Ada Holm said when she called in to Radio Nine.", "Ada Holm", "cracked", ["Radio Nine"]),
        ("Ada Holm wrote in an op-ed in the Harbour Gazette that it was cracked.", "Ada Holm", "it", ["Harbour Gazette"]),
        ("A memo leaked to Sky News says the bell was cracked.", "memo", "bell", ["Sky News"]),
        ("The Guardian quoted Ada Holm as telling Sky News that the bell was cracked.", "Ada Holm", "bell", ["Sky News", "The Guardian"]),
        ("The Guardian, citing two founders, said that the bell was cracked.", "two founders", "bell", ["The Guardian"]),
        ("The Guardian, citing Reuters, reported that two founders said the bell was cracked.", "two founders", "bell", ["Reuters", "The Guardian"]),
        ("Sky News and the Guardian reported, citing two founders, that it was cracked.", "two founders", "it", ["The Guardian", "Sky News"]),
        ("The bell was cracked, Ada Holm said, the Guardian reported on Monday.", "Ada Holm", "bell", ["The Guardian"]),
        ("The Guardian has a recording in which the sexton says the bell was cracked.", "the sexton", "bell", ["The Guardian"]),
        ("The Guardian has learned from two founders that the bell was cracked.", "two founders", "bell", ["The Guardian"]),
        ("The Guardian relayed a claim by Ada Holm that the bell was cracked.", "Ada Holm", "bell", ["The Guardian"]),
        ("Bell Is Cracked, Sexton Tells Reuters", "Sexton", "Bell", ["Reuters"]),
        ("Ada Holm told Sky News that the dean had said the bell was cracked.", "the dean", "bell", ["Sky News"]),
        ("Ada Holm told Sky News, whose owner is suing her, that the bell was cracked.", "Ada Holm", "bell was", ["Sky News"]),
        ("Ada Holm told Jane Roe of the Guardian that the bell was cracked.", "Ada Holm", "bell", ["The Guardian"]),
        ("Ada Holm told Jane Roe, a reporter for the Guardian, that it was cracked.", "Ada Holm", "it", ["The Guardian"]),
        ("The dean went on Radio Nine to say that the bell was cracked.", "The dean", "bell", ["Radio Nine"]),
        ("The bell was cracked, according to a Guardian interview with its founder, Ada Holm.", "Ada Holm", "bell", ["The Guardian"]),
        ("A copy of the memo seen by Sky News shows that the bell was cracked.", "copy", "bell", ["Sky News"]),
        ("The bell was cracked, Sky News has learned.", "Sky News", "bell", []),
        ("Reuters cited a Sky News interview in which the dean said that the bell was cracked.", "the dean", "bell", ["Sky News", "Reuters"]),
        ("Reuters cited a Sky News report that the bell was cracked.", "Sky News", "bell", ["Reuters"]),
        ("The bell was cracked, Reuters reported, citing two founders who spoke to Sky News.", "two founders", "bell", ["Sky News", "Reuters"]),
        ("The bell was cracked, says a letter that Sky News has seen.", "a letter", "bell", ["Sky News"]),
        ("Bell was cracked, dean tells Sky News – Reuters", "dean", "Bell", ["Sky News", "Reuters"]),
        ("Ada Holm told listeners of Radio Nine that the bell was cracked.", "Ada Holm", "bell", ["Radio Nine"]),
        # no links
        ("Ada Holm told Sky News's lawyers that the bell was cracked.", "Ada Holm", "bell", []),
        ("Sky News's owner, Ada Holm, said the bell was cracked.", "Ada Holm", "bell", []),
        ("Ada Holm, a columnist for the Guardian, told the parish that the bell was cracked.", "Ada Holm", "bell", []),
        ("The New York Times Company told its staff that the bell was cracked.", "Company", "bell", []),
        ("In Times Square, Ada Holm said the bell was cracked.", "Ada Holm", "bell", []),
        ("Ada Holm told the Tarn Weekly that the bell was cracked.", "Ada Holm", "bell", []),
        ("Ada Holm told the Weekly that the bell was cracked.", "Ada Holm", "bell", []),
        ("The dean said the sexton had told Sky News that the bell was cracked.", "the sexton", "bell", []),
        ("The Guardian reported that the bell was cracked.", "The Guardian", "bell", []),
    ],
)  # fmt: skip
def test_a_chain_lists_the_outlets_between_the_source_and_the_page(text, source, content, via):
    found = [told for who, what, told, *_ in chains(text) if source in who and content in what]
    assert found[-1:] == [via]


def test_a_paste_in_a_forum_is_no_page_of_its_outlet():
    assert chains("Ada Holm told the Tarn Weekly that it was cracked.", form="quoted")[0][2] == ["Tarn Weekly"]


@pytest.mark.parametrize(
    ("text", "source", "within"),
    [
        ("Ada Holm told Sky News that the dean had said the bell was cracked.", "the dean", True),
        ("The Guardian reported that the dean had said the bell was cracked.", "the dean", False),
        ("The Guardian reported that Ada Holm said the dean had said the bell was cracked.", "the dean", True),
    ],
)
def test_what_somebody_is_said_to_have_said_stands_within_and_what_an_outlet_passes_on_does_not(text, source, within):
    assert [inside for who, _, _, inside, *_ in chains(text) if who == source] == [within]


@pytest.mark.parametrize(
    ("text", "addressee", "medium"),
    [
        ("Ada Holm told reporters in Tarn on Friday that the bell was cracked.", "reporters in Tarn", None),
        ("Ada Holm told Sky News that the bell was cracked.", "Sky News", None),
        ("Ada Holm confirmed the crack to Sky News on Friday.", "Sky News", None),
        ("Asked by a reporter whether it rang, Ada Holm said: “It is cracked.”", "a reporter", None),
        ("The parish told the dean in a letter that the bell was cracked.", "the dean", "letter"),
        ("Ada Holm said in footage broadcast by Sky News that the bell was cracked.", None, "footage"),
        ("Ada Holm said on Friday that the bell was cracked.", None, None),
    ],
)
def test_who_is_told_and_in_what_is_read_where_it_is_stated(text, addressee, medium):
    assert chains(text)[0][4:] == (addressee, medium)


@pytest.mark.parametrize(
    ("text", "outlets"),
    [
        ("A memo seen by Klarin says the bell was cracked.", ["Klarin"]),
        ("Klarin has seen a draft letter about the bell.", ["Klarin"]),
        ("Klarin, citing the Guardian, said that the bell was cracked.", ["Klarin"]),
        ("Klarin, citing Dovrebladet, said that the bell was cracked.", ["Dovrebladet", "Klarin"]),
        ("Klarin quoted the sexton as saying that the bell was cracked.", ["Klarin"]),
        ("Klarin reprints a letter in which the sexton says the bell was cracked.", ["Klarin"]),
        ("Ada Holm told Reuters, Klarin and Solvik that the bell was cracked.", ["Klarin", "Reuters", "Solvik"]),
        ("Ada Holm told Die Glocke that it was cracked.", ["Die Glocke"]),
        ("The Guardian, quoting Il Campanile, said that it was cracked.", ["Il Campanile"]),
        ("“It is cracked,” Ada Holm said in remarks relayed by Klarin.", ["Klarin"]),
        ("In an interview with Yellowbox, the sexton said the bell was cracked.", ["Yellowbox"]),
        ("The bell was cracked, Novy Obzor has learned.", ["Novy Obzor"]),
        ("The bell was cracked, the sexton told Campus Wire.", ["Campus Wire"]),
        ("The bell was cracked, the sexton told Bellfry.com on Monday.", ["Bellfry.com"]),
        ("Writing in the Ostwind, the sexton said the bell was cracked.", ["Ostwind"]),
        ("The sexton told Klarin, the Tarn weekly, that the bell was cracked.", ["Klarin"]),
        ("The bell was cracked, according to Pennyfarthing, a cycling blog.", ["Pennyfarthing"]),
        ("Dala-Kuriren quoted the sexton as saying that the bell was cracked.", ["Dala-Kuriren"]),
        ("The sexton told a reporter from the Skerry Voice on Monday that the bell was cracked.", ["Skerry Voice"]),
        ("KOBX reported that the sexton had said the bell was cracked.", ["KOBX"]),
        ("The sexton told KOBX’s morning show that the bell was cracked.", ["KOBX"]),
        ("The sexton told Sky & Orbit magazine that the bell was cracked.", ["Sky & Orbit"]),
        ("“It is cracked,” the sexton told Agro24, the Harbour Gazette said.", ["Agro24"]),
        ("As Klarin reported, the bell was cracked.", ["Klarin"]),
        ("The sexton revealed on Loud Attic that the bell was cracked.", ["Loud Attic"]),
        # hardly anything else is named so
        ("The sexton told Ilse Framm that the bell was cracked.", []),
        ("The sexton told Ada Holm, a reporter, that the bell was cracked.", []),
        ("Zincor reported that sales had doubled.", []),
        ("The sexton told the Tarn Inquiry that the bell was cracked.", []),
        ("The sexton told Voltaro, the battery maker, that the bell was cracked.", []),
        ("The sexton told Brantwood Steel that the bell was cracked.", []),
        ("The sexton told Parliament that the bell was cracked.", []),
        ("The sexton told Harwick that it was cracked. Harwick’s mayor wept.", []),
        ("The sexton said on Tuesday that the bell was cracked.", []),
        ("In an interview with Inspector Ada Holm, the sexton said it was cracked.", []),
        ("Prosecutors quoted the sexton as saying that the bell was cracked.", []),
        ("Klarin, citing the weather, closed the tower.", []),
        ("The Ministry of Bells, citing the Guardian, closed the tower.", []),
        ("The tower seen by Ada Holm was built by Klarin.", []),
        ("The Express stopped at Cypress.", []),
        ("Ada Holm met Reuters and Klarin.", []),
    ],
)
def test_the_way_a_name_is_used_tells_an_outlet(text, outlets):
    one = article(text, outlet="Tarn Weekly")
    entities = resolve_entities((one,), {one.id: parse(one)})
    assert sorted(find_pile_outlets((one,), entities).values()) == sorted([*outlets, "Tarn Weekly"])


@pytest.mark.parametrize(
    ("text", "source", "content", "via"),
    [
        ("The Guardian, citing Sky News, quoted a nurse as saying that it was cracked.", "nurse", "it", ["Sky News", "The Guardian"]),
        ("The Guardian, whose owner is suing Sky News, quoted a nurse as saying that it was cracked.", "nurse", "it", ["The Guardian"]),
        ("A report obtained by Sky News and cited by Reuters says the bell was cracked.", "report", "bell", ["Sky News", "Reuters"]),
        ("The bell was cracked, Reuters said, quoting Sky News, which cited the Guardian, which credited Le Monde.", "Monde", "bell", ["The Guardian", "Sky News", "Reuters"]),
        ("Ada Holm told Sky News, the Guardian and Reuters that the bell was cracked.", "Ada Holm", "bell", ["Reuters", "The Guardian", "Sky News"]),
        ("In an interview with Sky News that was carried by Reuters, Ada Holm said it was cracked.", "Ada Holm", "it", ["Sky News", "Reuters"]),
        ("Channel 8, citing Sky News, said that the dean had told Reuters that it was cracked.", "the dean", "it was", ["Reuters", "Sky News", "Channel 8"]),
        ("The Guardian cited Sky News as saying that a nurse told Reuters it was cracked.", "nurse", "it was", ["Reuters", "Sky News", "The Guardian"]),
        ("“It is cracked,” a nurse told Sky News in an interview quoted by Reuters and picked up by Channel 8.", "nurse", "It", ["Sky News", "Reuters", "Channel 8"]),
        ("The nurse told the court, Sky News reported, that the bell was cracked.", "nurse", "bell", ["Sky News"]),
        ("On Telegram, Ada Holm wrote that the bell was cracked.", "Ada Holm", "bell", []),
        ("Ada Holm told colleagues at Sky News that the bell was cracked.", "Ada Holm", "bell", []),
        ("Responding to a report in the Guardian, Ada Holm said the bell was cracked.", "Ada Holm", "bell", []),
        ("After months of leaks to the Guardian, Ada Holm told Sky News that it was cracked.", "Ada Holm", "it", ["Sky News"]),
    ],
)  # fmt: skip
def test_outlets_that_cite_each_other_stand_in_their_order(text, source, content, via):
    assert [told for who, what, told, *_ in chains(text) if source in who and content in what] == [via]


def test_several_outlets_are_told_together():
    text = "Ada Holm told Sky News, the Guardian and Reuters that the bell was cracked."
    assert chains(text)[0][4] == "Sky News, the Guardian and Reuters"


@pytest.mark.parametrize(
    ("text", "source", "content", "via"),
    [
        # ways from an outlet's name to what was said
        ("In emails released to the Wexmoor Packet, the dean said the bell was cracked.", "the dean", "bell", ["Wexmoor Packet"]),
        ("The dean used an interview with Sky News to accuse the parish of neglect.", "The dean", "neglect", ["Sky News"]),
        ("Sky News aired an interview with Ada Holm, who said the bell was cracked.", "Ada Holm", "bell", ["Sky News"]),
        ("Ada Holm gave Sky News an interview in which she said the bell was cracked.", "she", "bell", ["Sky News"]),
        ("The dean, whom Sky News interviewed on Monday, said the bell was cracked.", "The dean", "bell", ["Sky News"]),
        ("A memo that Sky News has reviewed says the bell was cracked.", "memo", "bell", ["Sky News"]),
        ("In a recording aired by Sky News, the dean is heard saying that the bell was cracked.", "the dean", "bell", ["Sky News"]),
        ("“It is cracked,” the dean was quoted as saying by Sky News.", "the dean", "cracked", ["Sky News"]),
        ("“It is cracked,” the dean said in the latest issue of Grain Monthly.", "the dean", "cracked", ["Grain Monthly"]),
        ("As Ada Holm told Sky News on Monday, the bell was cracked.", "Ada Holm", "bell", ["Sky News"]),
        ("The dean let slip to Sky News that the bell was cracked.", "The dean", "bell", ["Sky News"]),
        ("Dean to Sky News: the bell is cracked", "Dean", "bell", ["Sky News"]),
        ("The dean told Sky News in a long interview that the bell was cracked.", "The dean", "bell", ["Sky News"]),
        ("Sky News has learned that the bell was cracked.", "Sky News", "bell", []),
        ("A local newspaper, The Wexmoor Gazette, reported on Monday that the bell had been cracked, citing a nurse of the parish.", "a nurse", "bell", ["Wexmoor Gazette"]),
        # in order
        ("The bell was cracked, according to letters seen by Reuters and Sky News.", "letters", "bell", ["Sky News", "Reuters"]),
        ("The dean said the bell was cracked, Reuters reported, according to Sky News.", "dean", "bell", ["Reuters", "Sky News"]),
        ("Reuters reported that, according to Sky News, the dean had said the bell was cracked.", "dean", "bell was", ["Sky News", "Reuters"]),
        ("Reuters, citing Sky News, said that the dean had blamed the parish for the crack.", "dean", "parish", ["Sky News", "Reuters"]),
        ("“It is cracked,” the dean said, according to Reuters, which was cited by Sky News.", "dean", "It", ["Reuters", "Sky News"]),
        # told of in the sentence before
        ("Ada Holm spoke to Sky News on Sunday. “It is cracked,” she said.", "she", "cracked", ["Sky News"]),
        ("Ada Holm appeared on Sky News. She said that the bell was cracked.", "She", "bell", ["Sky News"]),
        ("Sky News has obtained several emails. The emails show that the bell was cracked.", "The emails", "bell", ["Sky News"]),
        # blocked
        ("The dean, a photographer for the Sky News agency, said the bell was cracked.", "The dean", "bell", []),
        ("After Sky News reported that the bell was cracked, the dean said it was whole.", "the dean", "it was whole", []),
        ("Denying a story in the Guardian, the dean said that it was whole.", "the dean", "it was whole", []),
        ("The dean, speaking at a dinner sponsored by Sky News, said the bell was cracked.", "The dean", "bell", []),
        ("The dean won a prize from Sky News. He said that the bell was cracked.", "He", "bell", []),
        ("The parish told Sky News that the bell was cracked, the dean said.", "The parish", "bell", []),
    ],
)  # fmt: skip
def test_what_an_outlet_had_in_its_hands_came_through_it_and_nothing_else(text, source, content, via):
    assert [told for who, what, told, *_ in chains(text) if source in who and content in what][-1:] == [via]


@pytest.mark.parametrize(
    ("text", "source", "content", "via"),
    [
        ("The dean put the number of bells at 12 in comments to Sky News.", "dean", "the number of bells at 12", ["Sky News"]),
        ("Two founders told Sky News of cracks in the bell.", "founders", "cracks in the bell", ["Sky News"]),
        ("The dean told Radio Nine about how the bell had been sold.", "dean", "how the bell", ["Radio Nine"]),
        ("That the bell was cracked was disclosed to Reuters by two founders.", "founders", "bell was cracked", ["Reuters"]),
        ("What the dean told Reuters was that the bell had been sold.", "dean", "bell had been sold", ["Reuters"]),
        ("The Guardian was told by two founders that the bell had been sold.", "two founders", "bell", ["The Guardian"]),
        ("It was to Sky News that the dean admitted the bell was cracked.", "dean", "bell", ["Sky News"]),
        ("It was Reuters that the dean told that the bell was cracked.", "dean", "bell", ["Reuters"]),
        ("Ada Holm, in the Guardian, called the bell “a bucket”.", "Ada Holm", "bell", ["The Guardian"]),
        ("A memo that Sky News was able to view says the bell was cracked.", "memo", "bell", ["Sky News"]),
        ("Papers that came into the possession of Sky News show the bell was cracked.", "Papers", "bell", ["Sky News"]),
        ("A founder, who asked Sky News not to name her, said the bell was cracked.", "founder", "bell", ["Sky News"]),
        ("The dean has confirmed to Sky News the bell was cracked.", "dean", "the bell was cracked", ["Sky News"]),
        ("Sky News had the dean telling friends that the bell was cracked.", "dean", "bell", ["Sky News"]),
        ("“It is cracked,” Ada Holm wrote in a letter that Sky News has read.", "Ada Holm", "It is cracked,", ["Sky News"]),
        ("Sky News published the recording on Thursday. In it, Ada Holm is heard saying that it was cracked.", "Ada Holm", "it", ["Sky News"]),
        ("Sky News asked Ada Holm whether it was cracked. “It rings,” she replied.", "she", "rings", ["Sky News"]),
        ("It was cracked, the dean told Sky News in an interview that Reuters reprinted.", "dean", "It was cracked", ["Sky News", "Reuters"]),
        ("A dean quoted in the Guardian, which credits Sky News, said it was cracked.", "dean", "it", ["Sky News", "The Guardian"]),
        ("Ada Holm raised the alarm in the Guardian, where she wrote that it was cracked.", "she", "it", ["The Guardian"]),
        ("Le Monde, Sky News and the broadcaster NRK reported that the dean said it was cracked.", "dean", "it", ["NRK", "Sky News", "Le Monde"]),
        # no links, and no statements
        ("Ada Holm cancelled her interview with Sky News and said the bell was cracked.", "Ada Holm", "bell", []),
        ("Asked about a report in the Guardian, the dean said the bell was cracked.", "dean", "bell", []),
        ("Ada Holm, a former Sky News presenter, said the bell was cracked.", "Ada Holm", "bell", []),
        ("The dean, who asked Sky News to apologise, said the bell was cracked.", "dean", "bell", []),
    ],
)  # fmt: skip
def test_rare_constructions_lead_to_the_speaker_and_the_outlet(text, source, content, via):
    found = [one for one in chains(text) if source in one[0] and content in one[1]]
    assert [one[2] for one in found] == [via]


@pytest.mark.parametrize(
    ("text", "outlets"),
    [
        ("Quillon was told by a porter that the bell was cracked.", ["Quillon"]),
        ("Plexa says one juror told it the bell was cracked.", ["Plexa"]),
        ("“It is cracked,” the dean said (via Quillon).", ["Quillon"]),
        ("The notice stood in Thursday’s Quillon.", ["Quillon"]),
        ("It was translated from the Dutch by Quillon.", ["Quillon"]),
        ("Quillon was sold by a porter.", []),
        ("The dean spoke in Thursday’s rain.", []),
    ],
)
def test_opaque_names_that_are_used_as_outlets_are(text, outlets):
    assert sorted(find_pile_outlets((article(text, outlet=None),), ()).values()) == outlets


@pytest.mark.parametrize(
    ("text", "via"),
    [
        ("The vicar complained to beIN Vexla late on Sunday that the bell was cracked.", ["beIN Vexla"]),
        ("The dean emailed the Courier-Vexla late on Sunday: “The bell is cracked.”", ["Courier-Vexla"]),
        ("Asked by the regional daily Vexlapost about the tower, the dean said the bell was cracked.", ["Vexlapost"]),
        ("“The bell is cracked,” the dean says in a podcast by Vexla.", ["Vexla"]),
        ("The dean told the whaler Odd Vexla that the bell was cracked.", []),
        ("The dean told Vexla Bank that the bell was cracked.", []),
        ("The dean asked Vexla whether the bell was cracked and said the bell was old.", []),
        ("The dean, who works for Vexla, said the bell was cracked.", []),
        ("The ferry went to Vexla Island. On Vexla, the dean said the bell was cracked.", []),
    ],
)  # fmt: skip
def test_a_name_of_which_no_list_knows_is_an_outlets_by_what_stands_around_it(text, via):
    assert {tuple(one[2]) for one in chains(text) if "bell" in one[1]} == {tuple(via)}


@pytest.mark.parametrize(
    ("text", "source", "content", "via"),
    [
        ("The bell is cracked, the Harrow Herald reports, quoting the porter.", "porter", "The bell is cracked", ["Harrow Herald"]),
        ("The bell was never rung, Sky News quoted sexton Ada Holm as saying.", "Ada Holm", "The bell was never rung", ["Sky News"]),
        ("Sky News said the dean had called the sale “theatre”.", "dean", "the sale “theatre”", ["Sky News"]),
        ("The dean was more blunt in an interview with Sky News: “It is cracked.”", "dean", "It is cracked.", ["Sky News"]),
        ("The dean called Ada Holm in the evening: she was out.", "dean", "", None),
        ("Police sources said the bell was cracked, the Guardian and Sky News reported on Monday.", "Police", "the bell was cracked", ["Sky News", "The Guardian"]),
        ("The dean said the bell was cracked, a day after the Guardian reported the theft.", "dean", "the bell", []),
        ("The Guardian, citing Reuters, which in turn quoted a porter, said the bell was cracked.", "porter", "the bell", ["Reuters", "The Guardian"]),
        ("As we reported in May, citing Sky News, the dean has said that the bell is cracked.", "dean", "bell", ["Sky News"]),
        ("“The bell is cracked, a porter told me,” tweeted Sky News correspondent Ada Holm.", "a porter", "The bell", ["Sky News"]),
    ],
)  # fmt: skip
def test_statements_whose_verb_the_parse_loses(text, source, content, via):
    found = [one for one in chains(text) if source in one[0] and content in one[1]]
    assert [one[2] for one in found] == ([] if via is None else [via])


@pytest.mark.parametrize(
    ("text", "source", "content", "via"),
    [
        ("The dean said in a talk with Sky News, quoted by Reuters, that the bell was cracked.", "dean", "the bell was cracked", ["Sky News", "Reuters"]),
        ("Three monks have since said on the record, to the student paper The Halyard, that the bell was cracked.", "monks", "the bell was cracked", ["Halyard"]),
        ("Reuters reported on Thursday, citing people with knowledge of the matter, that the abbey was preparing to sell the bell.", "people", "the abbey was preparing", ["Reuters"]),
        ("The bell is cracked, Sky News has learned from three porters who sleep there.", "there", "The bell is cracked", ["Sky News"]),
        ("Hong Kong's Sky News, relying on a Reuters report, quotes a porter as saying the bell was cracked.", "porter", "the bell", ["Reuters", "Sky News"]),
        ("The dean disputed a report in the Guardian that she had left, saying the bell was cracked.", "dean", "the bell was", []),
        ("The Guardian put the recording online, and Reuters distributed a translation. “It is cracked,” a monk says in the recording.", "monk", "It is", ["The Guardian", "Reuters"]),
    ],
)  # fmt: skip
def test_asides_and_second_hands_leave_the_statement_and_its_outlets(text, source, content, via):
    assert via in [one[2] for one in chains(text) if source in one[0] and content in one[1]]


def test_the_page_of_an_agency_is_its_own_under_its_short_name_too():
    assert [one[2] for one in chains("A porter told AFP by telephone that the bell was cracked.", outlet="AFP")] == [[]]


@pytest.mark.parametrize(
    ("text", "source", "content", "via"),
    [
        ("Speaking on ITV's Good Evening Norland, the dean said the bell was cracked.", "dean", "the bell", ["ITV News"]),
        ("“It is cracked,” the dean told RTÉ Radio 1's Morning Bells.", "dean", "It is", ["RTÉ Radio 1"]),
        ("The bell is cracked, Reuters reports with reference to the dean.", "dean", "The bell is", ["Reuters"]),
        ("Reuters reports, on the basis of a secret opinion, that the bell is cracked.", "opinion", "the bell is", ["Reuters"]),
        ("Reuters, citing the Interfax news agency, reported that the dean had said the bell was cracked.", "dean", "the bell was", ["Interfax", "Reuters"]),
        ("Research by Reuters and Sky News suggests that, according to two monks, the bell was cracked.", "two monks", "the bell was", ["Sky News", "Reuters"]),
        ("“It is cracked,” the dean said in remarks to Sky News that were picked up by Reuters.", "dean", "It is", ["Sky News", "Reuters"]),
        ("The dean told the Harl Reporting Service the bell was cracked.", "dean", "the bell", ["Harl Reporting Service"]),
        ("A monk told the German news agency dpa that the bell was cracked.", "monk", "the bell", ["Deutsche Presse-Agentur"]),
        ("The bell is cracked, state broadcaster KLUB reported, quoting the dean.", "dean", "The bell is", ["KLUB"]),
        ("The dean told the Storting that the bell was cracked.", "dean", "the bell", []),
        ("The Prime Minister told us that the bell was cracked.", "Minister", "the bell", []),
    ],
)  # fmt: skip
def test_programmes_agencies_and_those_who_are_referred_to_lead_to_the_outlet(text, source, content, via):
    assert via in [one[2] for one in chains(text) if source in one[0] and content in one[1]]


@pytest.mark.parametrize(
    ("text", "source"),
    [
        ("Government data showed that the bell was cracked.", "Government data"),
        ("The bell must be recast, Judge Ada Holm ruled.", "Judge Ada Holm"),
        ("Reuters says the auditors found cracks in the bell.", "Reuters"),
    ],
)  # fmt: skip
def test_what_data_show_and_judges_rule_is_said_and_what_people_find_is_not(text, source):
    assert [one[0] for one in chains(text)] == [source]


def test_a_report_of_an_outlets_own_is_no_link_of_anothers():
    text = "The bell is cracked, the dean said. Reuters carried a similar report."
    assert [one[2] for one in chains(text) if "dean" in one[0]] == [[]]


@pytest.mark.parametrize(
    ("text", "source", "content", "via"),
    [
        ("South Korea's Yonhap news agency, citing two monks, said that the bell was cracked.", "two monks", "the bell", ["Yonhap"]),
        ("The Hindu quoted two monks as saying the bell was cracked.", "two monks", "the bell", ["The Hindu"]),
        ("The Kan public broadcaster and Channel 12 news both quote a monk as saying that the bell was cracked.", "a monk", "the bell", ["Channel 12", "Kan"]),
        ("“It was cracked,” says the monk Odd Bell in De Volkskrant.", "Odd Bell", "It was", ["de Volkskrant"]),
        ("Sky News reports that monks believe the bell is cracked, according to two porters.", "two porters", "monks believe", ["Sky News"]),
        ("The memo, obtained by Reuters and seen by Sky News, says the bell was cracked.", "memo", "the bell", ["Sky News", "Reuters"]),
        ("According to Reuters, via Sky News, the dean told the monks that the bell was cracked.", "dean", "the bell", ["Reuters", "Sky News"]),
        ("The painter, whose pictures have appeared in Sky News, said the bell was cracked.", "painter", "the bell", []),
        ("Two monks told the Kenyan paper Daily Nation that the bell was cracked.", "Two monks", "the bell", ["Daily Nation"]),
        ("The bell is cracked, according to a notice in the Guardian.", "a notice in the Guardian", "The bell", []),
    ],
)  # fmt: skip
def test_agencies_called_so_and_those_who_are_quoted_lead_to_who_said_it(text, source, content, via):
    assert via in [one[2] for one in chains(text) if source in one[0] and content in one[1]]


@pytest.mark.parametrize(
    ("text", "source", "content", "via"),
    [
        ("The dean said Sunday on NBC's “Meet the Press” that she would not sell the bell.", "dean", "sell the bell", ["NBC News"]),
        ("Reuters reported on Monday, citing Al Arabiya television, that a monk had said the bell was cracked.", "a monk", "the bell", ["Al Arabiya", "Reuters"]),
        ("The dean was a guest on Sky News on Monday. “It is cracked,” he said.", "he", "It is", ["Sky News"]),
        ("Sky News interviewed a dozen monks for its report. Most said they had seen the crack.", "Most", "they had seen", ["Sky News"]),
        ("At a news conference, the dean was asked by a Sky News reporter about the bell. He said it was cracked.", "He", "it was", []),
        ("The dean called the report in the Guardian “pure fiction” and said the bell was whole.", "dean", "the bell was", []),
        ("Defense attorney Gregory Post said a detective had told his client that the bell was cracked.", "a detective", "the bell", []),
    ],
)  # fmt: skip
def test_guests_programmes_and_occasions_lead_to_an_outlet_or_to_none(text, source, content, via):
    assert via in [one[2] for one in chains(text) if source in one[0] and content in one[1]]


@pytest.mark.parametrize(
    ("text", "source", "content", "via"),
    [
        ("It was “not a bell”, the dean told RTÉ's Liveline programme.", "dean", "It was", ["RTÉ"]),
        ("In her newsletter, The Long Run, the dean writes that the bell is cracked.", "dean", "the bell", ["Long Run"]),
        ("The dean, in an emailed response to questions from Reuters, said the bell was cracked.", "dean", "the bell", ["Reuters"]),
        ("In reply to questions from the Harl Leader, the dean said the bell was cracked.", "dean", "the bell", ["Harl Leader"]),
        ("Reuters, relying on three monks close to the dean, wrote that the bell was cracked.", "three monks", "the bell", ["Reuters"]),
        ("A monk said the bell had been sold, Lloyd's List reported.", "monk", "the bell", ["Lloyd's List"]),
        ("The dean told the Telegram channel Vexla that the bell was cracked.", "dean", "the bell", ["Vexla"]),
    ],
)  # fmt: skip
def test_programmes_newsletters_and_questions_lead_to_the_outlet(text, source, content, via):
    assert via in [one[2] for one in chains(text) if source in one[0] and content in one[1]]
