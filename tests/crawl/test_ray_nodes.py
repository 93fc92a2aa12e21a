"""A crawl on two nodes of Ray, which ask each other for a token, gives the tables of this process."""

import os
import secrets
import subprocess
import sys
from importlib.util import find_spec
from pathlib import Path

from tests.crawl.conftest import run_here, tables_of
from tests.engines import absent

CRAWL = """
import os
import sys
from functools import partial
from pathlib import Path
import ray
from ray.cluster_utils import Cluster
from copydesk.crawl import crawl, plan
from tests.crawl.test_ray_nodes import read_and_tell

nodes = Cluster(initialize_head=True, head_node_args={"num_cpus": 1})
nodes.add_node(num_cpus=1)
pile, out, told = sys.argv[1:]
plan.FILES = 2
crawl.__globals__["read_shard"] = partial(read_and_tell, Path(told))
os.environ["RAY_ADDRESS"] = nodes.address
try:
    crawl([pile], out, engine="ray")
finally:
    ray.shutdown()
    nodes.shutdown()
"""


def read_and_tell(told, shard, **settings):
    from copydesk.crawl.reading import read_shard

    (told / os.environ["RAY_RAYLET_PID"]).touch()
    return read_shard(shard, **settings)


def test_two_ray_nodes_give_the_tables_of_this_process(pile, tmp_path, monkeypatch):
    if not find_spec("ray"):
        absent("two nodes need Ray: pip install 'copydesk[ray]'")
    told = tmp_path / "nodes"
    told.mkdir()
    asked = {"RAY_AUTH_MODE": "token", "RAY_AUTH_TOKEN": secrets.token_hex(16), "RAY_raylet_start_wait_time_s": "120"}
    command = [sys.executable, "-c", CRAWL, str(pile), str(tmp_path / "out"), str(told)]
    root = Path(__file__).resolve().parents[2]
    subprocess.run(command, check=True, env={**os.environ, **asked}, cwd=root, timeout=600)
    assert len(list(told.iterdir())) == 2, "both nodes read pages"
    monkeypatch.setattr("copydesk.crawl.plan.FILES", 2)
    run_here([pile], tmp_path / "here")
    assert tables_of(tmp_path / "out") == tables_of(tmp_path / "here")
