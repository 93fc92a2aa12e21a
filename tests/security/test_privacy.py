"""Nothing is asked of anybody without --fetch: a build, a report, an export and a check with every socket shut."""

import subprocess
import sys

GUARDED = """
import socket, sys
def shut(*arguments, **named):
    raise AssertionError(f"the network was asked: {arguments}")
for name in ("connect", "connect_ex", "sendto", "bind"):
    setattr(socket.socket, name, shut)
socket.getaddrinfo = socket.gethostbyname = socket.create_connection = shut
from pathlib import Path
from copydesk.story import Story
folder = Path(sys.argv[1])
(folder / "one.txt").write_text("Pier shut\\n\\nThe pier at Selby shut on Monday, Mayor Ida Moor said. http://trap.invalid/x\\n")
(folder / "two.html").write_text("<html><head><link rel=stylesheet href=http://trap.invalid/a.css></head><body><article>"
    "<p>“We know nothing,” the mayor said on Monday of the pier.</p><img src=http://trap.invalid/i.png></article></body></html>")
story = Story.build([folder / "one.txt", folder / "two.html"], out=folder / "story.db", processes=1)
story.report(), story.export("json"), story.search("pier"), story.verify("We know nothing"), story.brief()
for format in ("csv",):
    story.export_tables(format, folder / format)
print("nobody was asked")
"""


def test_no_command_asks_the_network(tmp_path):
    ran = subprocess.run([sys.executable, "-c", GUARDED, tmp_path], capture_output=True, text=True, check=False)
    assert ran.stdout == "nobody was asked\n", ran.stderr
