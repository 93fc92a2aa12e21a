"""The same tables on every engine, a worker's death and a layer included."""

from functools import partial

import pytest

from copydesk.crawl import CrawlSettings, crawl
from tests.crawl.conftest import rows_of, tables_of
from tests.crawl.test_crawl import die_once, read_with
from tests.engines import crawl_engine


@pytest.mark.parametrize("name", ["daft", "ray"])
def test_an_engine_gives_the_tables_of_this_process_though_a_worker_dies(pile, crawled, tmp_path, monkeypatch, name):
    engine = crawl_engine(name)
    monkeypatch.setattr("copydesk.crawl.run.read_shard", partial(read_with, partial(die_once, tmp_path / "died")))
    crawl([pile], tmp_path / "out", engine=engine)
    assert (tmp_path / "died").exists()
    assert tables_of(tmp_path / "out") == tables_of(crawled)


def test_who_is_quoted_is_told_once_for_all_copies(pile, tmp_path):
    from copydesk.engines.local import LocalEngine

    settings = CrawlSettings(layers=("attribution",), road="rules")
    crawl([pile], tmp_path / "out", settings=settings, engine=LocalEngine(1))
    quoted = {row["name"]: row for row in rows_of(tmp_path / "out", "quoted")}
    assert quoted["Edda Lind"]["carried"] == 3, "in the original and two copies"
    assert quoted["Edda Lind"]["content"] == [
        "Engineers had found cracks in eleven of the forty piles that carry the quay"
    ]
    assert quoted["Omar Quill"]["carried"] == 1
    assert len([row for row in rows_of(tmp_path / "out", "quoted") if row["name"] == "Edda Lind"]) == 1
