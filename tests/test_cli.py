"""Every command, called as a person would."""

import json
import sys

import pytest

from copydesk import cli


@pytest.fixture
def call(monkeypatch, capsys):
    """Run the command line and return its exit code, what it printed and what it said beside."""

    def run(*arguments: object) -> tuple[int, str, str]:
        monkeypatch.setattr(sys, "argv", ["copydesk", *map(str, arguments)])
        try:
            cli.main()
            code = 0
        except SystemExit as end:
            code = int(end.code or 0)
        printed = capsys.readouterr()
        return code, printed.out, printed.err

    return run


def rows(text: str) -> list[dict]:
    return [json.loads(line) for line in text.splitlines()]


@pytest.fixture
def documents(tmp_path):
    path = tmp_path / "docs.jsonl"
    first = "Mayor Ada Example resigned on Tuesday, her spokesman Bo Sample said. “I have done nothing wrong,” she told reporters."
    second = first + " The council of the harbour city will meet next week to choose another mayor."
    docs = [{"doc": "one", "text": first, "dct": "2024-03-14"}, {"doc": "two", "text": second, "date": "2024-03-15"}]
    path.write_text("".join(json.dumps(doc) + "\n" for doc in docs))
    return path


def test_build_prints_the_brief_and_the_summary_beside_it(call, example_pages, tmp_path):
    code, out, err = call("build", example_pages, "-o", tmp_path / "story.db")
    assert code == 0
    assert 3 <= len(out.splitlines()) <= 15
    assert "written to" in err
    assert "set aside" in err


@pytest.mark.parametrize(
    "view", ["brief", "timeline", "quotes", "sources", "copies", "claims", "cast", "articles", "stats", "problems"]
)
def test_show_prints_each_view_and_its_rows(call, example_file, view):
    code, out, _ = call("show", example_file, view)
    assert code == 0
    assert out.strip()
    code, out, _ = call("show", example_file, view, "--json")
    assert code == 0
    assert all(json.loads(line) is not None for line in out.splitlines())


def test_show_can_be_limited(call, example_file):
    assert len(rows(call("show", example_file, "claims", "--limit", 2, "--json")[1])) == 2
    assert "more" in call("show", example_file, "claims", "--limit", 2)[1].splitlines()[-1]


def test_why_tells_the_rule_and_the_evidence(call, example_file, example_story):
    claim = example_story.records.claims[0]
    code, out, _ = call("why", example_file, claim.id)
    assert code == 0
    assert claim.rule in out
    code, out, _ = call("why", example_file, claim.id, "--json")
    assert rows(out)[0]["id"] == claim.id


def test_search_finds_words(call, example_file, example_story):
    word = example_story.records.entities[0].name.split()[-1]
    code, out, _ = call("search", example_file, word)
    assert code == 0
    assert f"[{word}]".casefold() in out.casefold()
    assert rows(call("search", example_file, word, "--json")[1])
    assert call("search", example_file, "xyzzyx")[1:] == ("", "no paragraph holds all these words\n")


def test_report_and_export_write_files(call, example_file, tmp_path):
    assert call("report", example_file, "-o", tmp_path / "report.html")[0] == 0
    assert (tmp_path / "report.html").read_text().casefold().startswith("<!doctype html>")
    assert call("export", example_file, "--format", "json", "-o", tmp_path / "story.json")[0] == 0
    assert json.loads((tmp_path / "story.json").read_text())["schema"] == "copydesk/story/1"
    assert json.loads(call("export", example_file)[1])["schema"] == "copydesk/story/1"


def test_a_story_file_is_never_written_over(call, example_file):
    before = example_file.read_bytes()
    code, out, err = call("report", example_file, "-o", example_file)
    assert (code, out) == (2, "")
    assert "not to be written over" in err
    assert example_file.read_bytes() == before


def test_nothing_to_read_is_told_with_its_reason(call, tmp_path):
    (tmp_path / "pages").mkdir()
    (tmp_path / "pages" / "empty.txt").touch()
    code, _, err = call("build", tmp_path / "pages", "-o", tmp_path / "story.db")
    assert code == 2
    assert "empty.txt: an empty file" in err
    assert not (tmp_path / "story.db").exists()


def test_demo_says_where_the_report_is(call, tmp_path):
    code, out, _ = call("demo", "-o", tmp_path / "demo")
    assert code == 0
    assert str(tmp_path / "demo" / "report.html") in out
    assert (tmp_path / "demo" / "report.html").is_file()


def test_doctor_finds_what_is_needed(call):
    code, out, _ = call("doctor")
    assert code == 0
    assert "language model" in out
    assert "MISSING" not in out


class TestLayers:
    def test_extract(self, call, example_pages):
        code, out, _ = call("extract", example_pages)
        assert code == 0
        assert len(rows(out)) >= 9
        keys = ["doc", "article", "title", "byline", "outlet", "date", "published", "language", "metadata", "text"]
        assert all(list(row) == keys for row in rows(out))
        whole = rows(call("extract", "--whole-page", example_pages)[1])
        assert len({row["doc"] for row in whole}) == len(whole)

    def test_annotate_attribution(self, call, documents):
        code, out, _ = call("annotate", "--layer", "attribution", documents)
        assert code == 0
        texts = {json.loads(line)["doc"]: json.loads(line)["text"] for line in documents.read_text().splitlines()}
        found = rows(out)
        assert [row["doc"] for row in found] == ["one", "two"]
        contents = {texts[row["doc"]][s:e] for row in found for one in row["attributions"] for s, e in one["content"]}
        assert any("done nothing wrong" in content for content in contents)
        keys = {"source", "cue", "content", "kind", "stance", "identification"}
        assert all(set(one) == keys for row in found for one in row["attributions"])

    def test_annotate_time(self, call, documents):
        code, out, _ = call("annotate", "--layer", "time", documents)
        assert code == 0
        assert "2024-03-12" in {timex["value"] for row in rows(out) for timex in row["timexes"]}

    def test_annotate_people(self, call, documents):
        code, out, _ = call("annotate", "--layer", "people", documents)
        assert code == 0
        one, two = rows(out)
        assert {p["id"] for p in one["people"] if p["named"]} == {p["id"] for p in two["people"] if p["named"]}
        assert all(len(p["mentions"]) == len(p["forms"]) for p in [*one["people"], *two["people"]])
        assert "Ada Example" in {p["name"] for p in one["people"]}

    def test_reuse(self, call, documents, tmp_path):
        code, out, _ = call("reuse", documents)
        assert code == 0
        assert {(row["a"], row["b"]) for row in rows(out)} <= {("one", "two"), ("two", "one")} and rows(out)
        (tmp_path / "pairs.jsonl").write_text('{"a": "one", "b": "one"}\n')
        assert call("reuse", documents, "--pairs", tmp_path / "pairs.jsonl")[1] == ""

    def test_group(self, call, documents):
        code, out, _ = call("group", documents)
        assert code == 0
        assert len({row["cluster"] for row in rows(out)}) == 1

    def test_timeline(self, call, documents):
        code, out, _ = call("timeline", documents, "--start", "2024-03-01", "--end", "2024-03-31", "--days", 1)
        assert code == 0
        assert list(rows(out)[0]["timeline"]) == ["2024-03-12"]

    def test_a_bad_row_is_told_and_the_rest_is_read(self, call, documents):
        documents.write_text("not json\n" + documents.read_text())
        code, out, err = call("annotate", "--layer", "time", documents)
        assert code == 1
        assert len(rows(out)) == 2
        assert "line 1" in err


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        (["build", "no such folder", "-o", "x.db"], "no such folder"),
        (["show", "no such.db"], "no such story file"),
        (["build"], "Missing"),
        (["annotate", "--layer", "mood", "-"], "mood"),
        (["timeline", "-", "--start", "May 1", "--end", "2024-03-31"], "May 1"),
        (["extract", "no such page.html"], "no such page.html"),
        (["annotate", "--layer", "time", "--rules-only", "-"], "--layer attribution"),
        (["annotate", "--layer", "attribution", "--rules-only", "--accurate", "-"], "exclude each other"),
        (["build", "-", "-o", "x.db", "--rules-only", "--accurate"], "exclude each other"),
    ],
)
def test_bad_use_ends_with_2_and_one_clear_line(call, arguments, told, tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    code, out, err = call(*arguments)
    assert code == 2
    assert out == ""
    assert told in err
    assert "Traceback" not in err
    assert list(tmp_path.iterdir()) == []


def test_verify_says_whether_quotations_and_texts_stand_in_the_pile(call, example_file, tmp_path):
    exact, altered = "I am a sailor’s daughter", "I am a tailor’s daughter"
    code, out, _ = call("verify", example_file, "--quote", exact)
    assert code in (0, 1)
    assert out.split()[0] in ("EXACT", "ABSENT")
    code, out, _ = call("verify", example_file, "--quote", altered, "--quote", "zebra", "--format", "json")
    assert code == 1
    assert [row["quote"] for row in rows(out)] == [altered, "zebra"]
    draft = tmp_path / "draft.txt"
    draft.write_text("Zebras are nowhere in this pile.")
    code, out, _ = call("verify", example_file, "--text", draft)
    assert code == 1
    assert "0 of 6 words" in out
    code, _, err = call("verify", example_file)
    assert code == 2
    assert "--quote" in err
