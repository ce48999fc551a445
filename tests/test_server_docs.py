"""The calls of docs/api.md, run as they stand."""

import json
import os
import re
import subprocess
import sys
from pathlib import Path

import pytest
from served import PASSWORD, served
from waiting import SLOW_S

from heard.server.problems import STATUS
from heard.server.signing import headers

API = Path("docs/api.md").read_text("utf-8")
BLOCKS = "\n".join(re.findall(r"```console\n(.*?)```", API, re.DOTALL))
CALLS = re.split(r"^\$ ", BLOCKS, flags=re.MULTILINE)[1:]


@pytest.fixture(scope="module")
def desk(tmp_path_factory):
    with served(str(tmp_path_factory.mktemp("docs") / "heard.db")) as up:
        yield up


def test_server_docs_every_call_of_the_api_page_works(desk, tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    desk.store.accounts.create("root", "admin", password=PASSWORD)
    known = {"HEARD_KEY": desk.key("admin"), "HEARD_URL": desk.address, "HEARD_NAME": "root",
             "HEARD_PASSWORD": PASSWORD, "HEARD_DB": f"{tmp_path}/heard.db",
             "PATH": f"{Path(sys.executable).parent}:{os.environ['PATH']}"}  # fmt: skip
    answers, printed = [], []
    for call in CALLS:
        done = subprocess.run(
            ["bash", "-c", call.replace("curl -s", "curl -sS --fail-with-body", 1)],
            capture_output=True, check=False, text=True, env=os.environ | known, timeout=SLOW_S,
        )  # fmt: skip
        assert done.returncode == 0, call + done.stdout + done.stderr
        if call.startswith("curl"):
            answers.append(json.loads(done.stdout))
        else:
            printed.append(done.stdout)

    assert (len(CALLS), len(printed)) == (len(answers) + 3, 3)
    assert len(answers) >= 19
    assert "crm  read" in printed[1]
    assert printed[2].endswith("crm opens nothing any more\n")
    assert [one["held_by"] for one in answers if "held_by" in one][-2:] == ["admin", None]
    assert answers[-2]["broken_at"] is None
    assert "delete customer" in {entry["did"] for entry in answers[-2]["entries"]}
    assert answers[0]["safe"] is False
    assert answers[1]["decision"] == "hand over"
    assert answers[3]["told"]["signals"]


def test_server_docs_the_verifying_snippet_verifies():
    snippet = re.search(r"```python\n(.*?)```", API, re.DOTALL)[1]
    names = {}
    exec(snippet, names)
    secret, body = "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw", b'{"type":"heard.alert"}'
    sent = headers(secret, "msg_1", 1_700_000_000, body)

    assert names["genuine"](secret, sent, body)
    assert not names["genuine"](secret, sent, body + b" ")


def test_server_docs_name_every_problem_with_its_status():
    rows = re.findall(r"^\| (`[a-z`, -]+`) \| (\d{3}) \|", API, re.MULTILINE)
    told = {
        name: int(status) for names, status in rows for name in re.findall(r"`([a-z-]+)`", names)
    }

    assert told == STATUS


def test_server_docs_security_names_tests_that_are_there():
    page = Path("docs/security.md").read_text("utf-8")
    tests = "\n".join(path.read_text("utf-8") for path in Path("tests").glob("test_*.py"))
    named = re.findall(r"…([a-z_0-9]+)`", page)

    assert len(named) >= 20
    for name in named:
        assert re.search(rf"def test_server_\w*{name}", tests), name
    for file in re.findall(r"`(test_\w+\.py)", page):
        assert Path("tests", file).exists(), file
