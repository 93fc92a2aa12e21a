"""Which files inputs stand for, local or on S3, and how large ones are cut between two records."""

import gzip
import io
import json
import os

import pytest

from copydesk.crawl import inputs as crawl_inputs
from copydesk.crawl import pages_of_group
from copydesk.crawl.inputs import list_pieces, open_piece
from copydesk.errors import UnreadableInput
from copydesk.records import SavedPage
from copydesk.stages.pages import PageSettings
from copydesk.stages.pages.files import read_stream
from tests.crawl.conftest import rows_of, run_here, tables_of
from tests.engines import absent

TEXT = "The council of Norwick met on Monday and talked for hours about item {n} of its list, and about little else."


def names_of(*given) -> list[str]:
    return [piece.name for piece in list_pieces([str(one) for one in given])]


@pytest.fixture
def tree(tmp_path):
    for name in ("2020/a.html", "2020/b.txt", "2021/deep/a.html", "2021/c.htm"):
        path = tmp_path / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(f"<p>{name}</p>")
    return tmp_path


@pytest.mark.parametrize(
    ("given", "found"),
    [
        ("", ["2020/a.html", "2020/b.txt", "2021/c.htm", "2021/deep/a.html"]),
        ("2020", ["a.html", "b.txt"]),
        ("2020/a.html", ["a.html"]),
        ("*/a.html", ["2020/a.html"]),
        ("**/a.html", ["2020/a.html", "2021/deep/a.html"]),
        ("202?/*.[ht]*", ["2020/a.html", "2020/b.txt", "2021/c.htm"]),
        ("2021/**", ["c.htm", "deep/a.html"]),
    ],
)
def test_globs_and_folders(tree, given, found):
    assert names_of(tree / given) == found


def test_a_file_given_twice_is_read_once_and_two_of_one_name_are_told_apart(tree):
    assert names_of(tree, tree / "2020" / "a.html", f"{tree}/2020/*") == names_of(tree)
    names = names_of(tree / "2020" / "a.html", tree / "2021" / "deep" / "a.html")
    assert len(set(names)) == 2
    assert all(name.endswith("/a.html") for name in names)


def test_a_file_with_a_star_in_its_name_is_meant_as_it_stands(tmp_path):
    (tmp_path / "what*.txt").write_text("A page.")
    assert names_of(tmp_path / "what*.txt") == ["what*.txt"]


@pytest.mark.parametrize("given", ["nowhere/*.html", "nowhere", "*.pdf"])
def test_an_input_that_names_nothing_is_told(tree, given):
    with pytest.raises(UnreadableInput, match=r"no (such )?file"):
        names_of(tree / given)


# --- pieces ---------------------------------------------------------------------------------------------


def write_warc(path, count: int, *, packed: bool):
    warcio = pytest.importorskip("warcio.warcwriter")
    from warcio.statusandheaders import StatusAndHeaders

    with path.open("wb") as out:
        writer = warcio.WARCWriter(out, gzip=packed)
        for n in range(count):
            page = f"<html><title>Item {n}</title><p>{TEXT.format(n=n)}</p><p>{os.urandom(300).hex()}</p></html>"
            headers = StatusAndHeaders("200 OK", [("Content-Type", "text/html")], protocol="HTTP/1.1")
            payload = io.BytesIO(page.encode())
            writer.write_record(
                writer.create_warc_record(f"https://n.example/{n}", "response", payload=payload, http_headers=headers)
            )
    return path


def write_rows(path, count: int):
    rows = [
        json.dumps({"text": TEXT.format(n=n) + " " + "x" * (n % 50), "url": f"https://n.example/{n}"})
        for n in range(count)
    ]
    path.write_text("\n".join(rows) + "\n")
    return path


MAKERS = {
    "pages.warc.gz": lambda path, count: write_warc(path, count, packed=True),
    "pages.warc": lambda path, count: write_warc(path, count, packed=False),
    "pages.jsonl": write_rows,
}


def read(piece) -> list[SavedPage]:
    with open_piece(piece) as stream:
        reads = list(read_stream(piece.uri, stream, PageSettings(), name=piece.name))
    assert all(isinstance(one, SavedPage) for one in reads), reads
    return reads


@pytest.mark.parametrize("name", MAKERS)
@pytest.mark.parametrize("size", [700, 5000, 20_011])
def test_pieces_hold_every_record_once(tmp_path, monkeypatch, name, size):
    path = MAKERS[name](tmp_path / name, 60)
    (whole,) = list_pieces([path])
    monkeypatch.setattr(crawl_inputs, "PIECE", size)
    pieces = list(list_pieces([path]))
    assert len(pieces) > 1 or path.stat().st_size <= size
    assert [piece.end for piece in pieces[:-1]] == [piece.start for piece in pieces[1:]]
    found = [page for piece in pieces for page in read(piece)]
    assert [page.content for page in found] == [page.content for page in read(whole)]
    assert len({page.page.uri for page in found}) == len(found) == 60


def test_a_mark_on_the_edge_of_two_windows_is_seen(tmp_path, monkeypatch):
    path = MAKERS["pages.warc.gz"](tmp_path / "pages.warc.gz", 40)
    monkeypatch.setattr(crawl_inputs, "PIECE", 1000)
    want = list(list_pieces([path]))
    for window in (64, 97, 600):
        monkeypatch.setattr(crawl_inputs, "_WINDOW", window)
        assert list(list_pieces([path])) == want


def test_what_cannot_be_cut_stays_whole(tmp_path, monkeypatch):
    monkeypatch.setattr(crawl_inputs, "PIECE", 100)
    (tmp_path / "rows.jsonl.gz").write_bytes(gzip.compress(write_rows(tmp_path / "rows", 20).read_bytes()))
    (tmp_path / "page.html").write_text("<p>" + TEXT * 20)
    assert len(list(list_pieces([tmp_path / "rows.jsonl.gz", tmp_path / "page.html"]))) == 2


def test_a_story_is_built_out_of_pieces_of_an_archive(tmp_path, monkeypatch):
    monkeypatch.setattr(crawl_inputs, "PIECE", 5000)
    run_here([MAKERS["pages.warc.gz"](tmp_path / "pages.warc.gz", 30)], tmp_path / "out")
    assert any("@" in row["uri"] for row in rows_of(tmp_path / "out", "pages"))
    largest = max(rows_of(tmp_path / "out", "groups"), key=lambda row: len(row["articles"]))
    found = pages_of_group(tmp_path / "out", largest["id"])
    assert len(found) == len(largest["articles"]) > 1
    assert all(isinstance(one, SavedPage) for one in found)


# --- S3 -------------------------------------------------------------------------------------------------


@pytest.fixture(scope="module")
def bucket():
    """A real S3 server on this machine, with a bucket; the variables that lead there are set while it runs."""
    try:
        from moto.server import ThreadedMotoServer
    except ImportError:
        absent("needs an S3 server: pip install 'moto[s3,server]'")
    from pyarrow.fs import S3FileSystem

    server = ThreadedMotoServer(port=0)
    server.start()
    with pytest.MonkeyPatch.context() as patch:
        host, port = server.get_host_and_port()
        patch.setenv("AWS_ENDPOINT_URL", f"http://{host}:{port}")
        for name, value in {
            "ACCESS_KEY_ID": "key",
            "SECRET_ACCESS_KEY": "secret",
            "DEFAULT_REGION": "us-east-1",
        }.items():
            patch.setenv(f"AWS_{name}", value)
        crawl_inputs._s3.cache_clear()
        store = S3FileSystem(endpoint_override=f"http://{host}:{port}", allow_bucket_creation=True)
        store.create_dir("news")
        yield store
    crawl_inputs._s3.cache_clear()
    server.stop()


def put(store, folder, prefix: str) -> None:
    for path in sorted(folder.iterdir()):
        with store.open_output_stream(f"news/{prefix}/{path.name}", compression=None) as out:
            out.write(path.read_bytes())


def test_pages_on_s3_give_the_tables_of_the_same_pages_here(bucket, pile, crawled, tmp_path):
    put(bucket, pile, "pile")
    run_here(["s3://news/pile"], tmp_path / "out")
    here, there = tables_of(crawled), tables_of(tmp_path / "out")
    for row in [*here["pages"], *there["pages"]]:
        row.pop("file_address")
    assert here == there


def test_s3_is_matched_listed_and_cut_as_files_are(bucket, tmp_path, monkeypatch):
    monkeypatch.setattr(crawl_inputs, "PIECE", 5000)
    (tmp_path / "pages").mkdir()
    for name, make in MAKERS.items():
        make(tmp_path / "pages" / name, 25)
    put(bucket, tmp_path / "pages", "cut/deep")
    here = [(piece.uri, piece.end) for piece in list_pieces([tmp_path / "pages"])]
    assert [(piece.uri, piece.end) for piece in list_pieces(["s3://news/cut/deep/"])] == here
    assert set(names_of("s3://news/cut/**/*.warc")) == {"deep/pages.warc"}
    assert set(names_of("s3://news/cut/deep/pages.jsonl")) == {"pages.jsonl"}
    assert sum(len(read(piece)) for piece in list_pieces(["s3://news/cut/deep/*.gz"])) == 25
    for nothing in ("s3://news/cut/*.jsonl", "s3://news/nowhere", "s3://nobody/x"):
        with pytest.raises(UnreadableInput):
            names_of(nothing)


def test_a_group_of_pages_on_s3_is_read_from_there(bucket, pile, tmp_path):
    put(bucket, pile, "group")
    run_here(["s3://news/group/*.txt"], tmp_path / "out")
    group = max(rows_of(tmp_path / "out", "groups"), key=lambda row: len(row["articles"]))
    assert len(pages_of_group(tmp_path / "out", group["id"])) == len(group["articles"])
