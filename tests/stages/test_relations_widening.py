from copydesk.stages.passages.compare import compare_words
from copydesk.stages.passages.make import PassageSettings, Reading
from copydesk.stages.relations.widening import join_reworded
from tests.build import article
from tests.stages.test_relations import GOATS, SAME_EVENT, STORY, related

FIRST, *MIDDLE, LAST = STORY.split("\n")


def spun(text, every=3):
    """The text with every so-manieth word another; of every third, hardly a phrase is left."""
    return " ".join(f"{word}ish" if n % every == 1 else word for n, word in enumerate(text.split()))


def test_reworded_text_between_what_was_kept_counts():
    copy = "\n".join([spun(FIRST, 6), *map(spun, MIDDLE), spun(LAST, 6)])
    (found,), _ = related(article(STORY, "one"), article(copy, "two"))
    assert found.kind == "spun"
    assert min(found.a_coverage, found.b_coverage) > 0.9


def test_what_one_side_has_from_elsewhere_does_not():
    one, two = Reading(article(STORY, "one")), Reading(article("\n".join([FIRST, GOATS, spun(LAST, 6)]), "two"))
    goats = two.article.text.index(GOATS)
    found = join_reworded(one, two, compare_words(one, two, PassageSettings()))
    assert len(found) == 2
    assert all(p.b_span.end <= goats or p.b_span.start >= goats + len(GOATS) for p in found)


def test_a_page_reworded_everywhere_is_found_by_a_few_phrases():
    reworded = " ".join(f"{word}ish" if n % 8 in (0, 5, 7) else word for n, word in enumerate(STORY.split()))
    (found,), _ = related(article(STORY, "one"), article(reworded, "two"))
    assert (found.kind, found.rule) == ("spun", "relations.spun")
    fewer = "\n".join([reworded[:500], GOATS, SAME_EVENT])
    assert related(article(STORY, "one"), article(fewer, "two")) == ((), ())
