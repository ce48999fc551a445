import json
import os
import signal
import socket
import subprocess
import sys
import urllib.request
from pathlib import Path

import pytest
from prometheus_client import generate_latest
from served import free_port
from waiting import SLOW_S, eventually
from websockets.exceptions import ConnectionClosed
from websockets.sync.client import connect

from heard.cli.doctoring import look
from heard.conversation import Speaker, Turn
from heard.errors import InputError
from heard.server.desk import Desk
from heard.server.ear import Ear
from heard.server.limits import Limit
from heard.server.metrics import Metrics
from heard.server.schemas import Opening
from heard.server.settings import Settings
from heard.store import Store

HEARD = str(Path(sys.executable).with_name("heard"))


def run(*words, **env):
    return subprocess.run(
        [HEARD, *words],
        capture_output=True,
        check=False,
        text=True,
        env=os.environ | env,
        timeout=SLOW_S,
    )


def healthy(port):
    try:
        return urllib.request.urlopen(f"http://127.0.0.1:{port}/healthz").status == 200
    except OSError:
        return False


def test_server_ops_serve_on_a_taken_port_says_so_and_makes_no_link(tmp_path):
    db = str(tmp_path / "heard.db")
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = taken.getsockname()[1]
        done = run("serve", "--db", db, "--port", str(port))

    assert done.returncode == 2
    assert done.stderr.startswith(f"heard: 127.0.0.1:{port} can't be used: address already in use")
    assert len(done.stderr.splitlines()) == 1
    assert not (tmp_path / "heard.db").exists()


def test_server_ops_serve_starts_prints_a_link_and_stops_when_asked(tmp_path):
    port, db = free_port(), str(tmp_path / "heard.db")
    process = subprocess.Popen(
        [HEARD, "serve", "--db", db, "--port", str(port)], stderr=subprocess.PIPE, text=True
    )
    said = []
    while not any('"ready"' in line for line in said):
        line = process.stderr.readline()
        assert line, "".join(said)
        said.append(line)
    token = run("key", "ops", "--scope", "read", "--db", db).stdout.strip()
    eventually(lambda: healthy(port), "".join(said))
    with connect(f"ws://127.0.0.1:{port}/v1/live", proxy=None) as ws:
        ws.send(json.dumps({"v": 1, "type": "hello", "token": token}))
        assert '"welcome"' in ws.recv(SLOW_S)
        process.send_signal(signal.SIGTERM)
        with pytest.raises(ConnectionClosed) as closed:
            ws.recv(SLOW_S)
    said += process.stderr.readlines()

    process.stderr.close()

    assert process.wait(SLOW_S) in (0, -signal.SIGTERM)
    assert closed.value.rcvd.code in (1001, 1012)
    assert any(f"http://127.0.0.1:{port}/link/" in line for line in said)
    assert any('"stopped"' in line for line in said)
    assert not any("Traceback" in line for line in said)


def test_server_ops_several_workers_need_postgresql(tmp_path):
    told = run("serve", "--db", str(tmp_path / "heard.db"), "--workers", "2")

    assert (told.returncode, told.stderr) == (
        2, "heard: several workers need PostgreSQL: --db postgresql://…\n",
    )  # fmt: skip


def test_server_ops_doctor_finds_all_well_and_says_what_is_not(tmp_path):
    with Store.open(str(tmp_path / "heard.db")) as store:
        store.accounts.create("ada", "admin")
    well = list(look(db=str(tmp_path / "heard.db"), port=free_port()))
    ill = {one.what: one for one in look(db=str(tmp_path / "no" / "heard.db"), host="203.0.113.7")}

    assert [one for one in well if one.state == "broken"] == []
    assert {"parts", "listener", "playbook", "database", "address"} <= {one.what for one in well}
    assert ill["database"].state == "broken"
    assert "make it first" in ill["database"].says
    assert ill["address"].state == "broken"


def test_server_ops_doctor_notices_a_changed_audit_log(tmp_path):
    import sqlite3

    place = tmp_path / "heard.db"
    with Store.open(str(place)) as store:
        store.accounts.create("ada", "admin")
        for number in range(3):
            store.audit.add(f"deed {number}", by="ada")
    with sqlite3.connect(place) as connection:
        connection.execute("UPDATE audit SET who = 'somebody' WHERE id = 2")
    connection.close()
    found = {one.what: one for one in look(db=str(place), port=free_port())}

    assert found["audit log"].state == "broken"
    assert "entry 2" in found["audit log"].says


def test_server_ops_doctor_says_what_is_wrong_with_the_environment(tmp_path):
    told = run("doctor", "--db", str(tmp_path / "heard.db"), HEARD_RATE="fast")

    assert told.returncode == 2
    assert 'HEARD_RATE must be a number, not "fast"' in told.stdout


def test_server_ops_doctor_names_a_playbook_that_is_not_there(tmp_path):
    told = run("doctor", "--db", str(tmp_path / "heard.db"), HEARD_PLAYBOOK="/no.toml")

    assert told.returncode == 2
    assert 'there is no playbook "/no.toml"' in told.stdout
    assert ".." not in told.stdout


def test_server_ops_settings_come_and_go_as_variables():
    given = Settings(db="postgresql://h/x", port=9, private_webhooks=True, rate=2.5, logs="text")

    assert Settings.from_environment(given.to_environment()) == given
    assert given.url == "postgresql+psycopg://h/x"
    with pytest.raises(InputError, match="true or false"):
        Settings.from_environment({"HEARD_PRIVATE_WEBHOOKS": "maybe"})


def test_server_ops_limits_forget_the_longest_unseen():
    limit = Limit(rate=1.0, burst=1, kept=2)
    for caller in ("a", "b", "c"):
        assert limit.wait_s(caller, now=0.0) == 0.0

    assert list(limit.buckets) == ["b", "c"]
    assert limit.wait_s("c", now=0.5) == 0.5


@pytest.mark.parametrize(
    ("given", "says"),
    [
        ({"HEARD_PORT": "99999"}, "HEARD_PORT must be 1 to 65535, not 99999"),
        ({"HEARD_SESSION_HOURS": "0"}, "HEARD_SESSION_HOURS must be 1 to 8,760, not 0"),
        ({"HEARD_RETENTION_DAYS": "-3"}, "HEARD_RETENTION_DAYS must be 0 to 36,500, not -3"),
        ({"HEARD_BURST": "0"}, "HEARD_BURST must be 1 to 1,000,000,000, not 0"),
        ({"HEARD_RATE": "nan"}, "HEARD_RATE must be 0.1 to 1,000,000,000.0, not nan"),
        (
            {"HEARD_PUBLIC_URL": "desk.example"},
            'HEARD_PUBLIC_URL must be like https://desk.example, not "desk.example"',
        ),
        (
            {"HEARD_RETENTION": "30"},
            "there is no setting HEARD_RETENTION. Did you mean HEARD_RETENTION_DAYS?",
        ),
    ],
)
def test_server_ops_settings_that_cannot_be_are_refused_by_name(given, says):
    with pytest.raises(InputError) as fault:
        Settings.from_environment(given)

    assert str(fault.value) == says


def test_server_ops_variables_of_other_parts_are_no_settings():
    others = {"HEARD_KEY": "hrd_x", "HEARD_URL": "http://h", "HEARD_MODEL": "swift", "PATH": "/"}

    assert Settings.from_environment(others) == Settings()


def test_server_ops_every_door_is_timed(tmp_path):
    with Store.open(str(tmp_path / "heard.db")) as store:
        metrics = Metrics()
        desk = Desk(store, settings=Settings(listener="swift"), metrics=metrics)
        desk.ear = Ear(desk.intake, metrics)
        desk.ear.start()
        desk.open(Opening(id="c1"))
        desk.hear("c1", Turn(Speaker.CUSTOMER, "Where is it?"), client_id="t1")
        desk.check("c1", "It will arrive soon.")
        desk.ear.stop()
        desk.stop()

    told = generate_latest(metrics.registry).decode()
    assert "heard_turn_seconds_count 1.0" in told
    assert "heard_check_seconds_count 1.0" in told


@pytest.mark.parametrize(
    ("name", "value", "says"),
    [
        ("KEPT_LIVE", "0", "HEARD_KEPT_LIVE must be 1 to 10,000,000, not 0"),
        ("PUBLIC_URL", "https://desk.example/heard", "must be like https://desk.example, not"),
        ("PUBLIC_URL", "https://desk.example:x", "must be like https://desk.example, not"),
        ("PUBLIC_URL", "ftp://desk.example", "must be like https://desk.example, not"),
        ("HOST", "", "HEARD_HOST must not be empty"),
        ("LOGS", "xml", 'HEARD_LOGS must be json or text, not "xml"'),
        ("TIMEZONE", "Europe/Berln", 'not "Europe/Berln". Did you mean "Europe/Berlin"?'),
        ("TIMEZONE", "", "HEARD_TIMEZONE must be the name of a zone"),
        ("TIMEZONE", "../etc", "HEARD_TIMEZONE must be the name of a zone"),
        ("SESION_HOURS", "9", "Did you mean HEARD_SESSION_HOURS?"),
    ],
)
def test_server_ops_settings_that_no_server_can_run_with_are_refused(name, value, says):
    with pytest.raises(InputError) as refused:
        Settings.from_environment({f"HEARD_{name}": value})

    assert says in str(refused.value)


def test_server_ops_settings_leave_what_is_not_theirs_alone():
    others = {"HEARD_MODEL": "keen", "HEARD_KEY": "hrd_1", "HEARD_TEST_POSTGRES": "x",
              "HEARD_PORT_8088_TCP": "tcp://10.0.0.1:8088", "HEARD_SERVICE_HOST": "10.0.0.1",
              "HEARD_IMAGE": "heard:1"}  # fmt: skip

    assert Settings.from_environment(others) == Settings()
    assert Settings.unknown(others) == ("HEARD_IMAGE",)


def test_server_ops_doctor_says_where_serve_will_refuse(tmp_path):
    db = str(tmp_path / "heard.db")
    told = run("doctor", "--db", db, "--host", "0.0.0.0", "--port", str(free_port()))
    broken = run("doctor", "--db", db, HEARD_PORT="99999")
    served = run("serve", "--db", db, "--host", "0.0.0.0", "--port", str(free_port()))

    assert told.returncode == 2
    assert "✗ accounts: heard serve will refuse to start: nobody has an account" in told.stdout
    assert (broken.returncode, broken.stderr) == (2, "")
    assert "✗ settings: HEARD_PORT must be 1 to 65535" in broken.stdout
    assert (served.returncode, served.stdout) == (2, "")
    assert served.stderr.startswith("heard: nobody has an account with a password yet")


def test_server_ops_keys_are_listed_and_revoked_by_name(tmp_path):
    db = str(tmp_path / "heard.db")
    token = run("key", "helpdesk", "--scope", "write", "--db", db).stdout.strip()
    listed = run("key", "--list", "--db", db).stdout
    revoked = run("key", "--revoke", "helpdesk", "--db", db)
    with Store.open(db) as store:
        did = [entry.did for entry in store.audit.list()]
        found = store.keys.find(token)

    assert "helpdesk  write  made" in listed
    assert token.split("_", 2)[2] not in listed
    assert revoked.stdout.endswith("helpdesk opens nothing any more\n")
    assert found is None
    assert did == ["revoked key", "new key"]
    assert "revoked 2" in run("key", "--list", "--db", db).stdout
    assert run("key", "--revoke", "nobody", "--db", db).stderr == 'heard: no key "nobody"\n'
    assert run("key", "--db", db).stderr.startswith("heard: give one of: the NAME of a new key")
    assert run("key", "a", "--list", "--db", db).returncode == 2
    assert run("key", "--list", "--scope", "read", "--db", db).returncode == 2


def test_server_ops_accounts_are_listed_and_given_another_team_or_role(tmp_path):
    db = str(tmp_path / "heard.db")
    with Store.open(db) as store:
        store.accounts.create("ada", "admin")
        store.accounts.create("noor", "agent", team="north")

    moved = run("account", "noor", "--team", "south", "--db", db)
    raised = run("account", "Noor", "--team", "", "--role", "lead", "--db", db)
    last = run("account", "ada", "--role", "agent", "--db", db)
    listed = run("account", "--list", "--db", db).stdout

    with Store.open(db) as store:
        did = [(one.did, one.about, one.detail) for one in store.audit.list()]
    assert moved.stdout == "noor  agent  team south\n"
    assert raised.stdout == "noor  lead  no team\n"
    assert last.stderr == "heard: ada is the only admin; make somebody else one first\n"
    assert listed == "ada  admin  no team\nnoor  lead  no team\n"
    assert did == [
        ("changed account", "noor", "role, team"),
        ("changed account", "noor", "team"),
    ]


@pytest.mark.parametrize(
    ("words", "says"),
    [
        ([], "give one of: a NAME with what changes, or --list"),
        (["noor"], "say what changes for noor: --team TEAM, --role ROLE or both"),
        (["--list", "--team", "x"], "--team and --role are for one account"),
        (["noor", "--team", "x"], 'no account "noor"'),
        (["ada", "--role", "agnt"], 'unknown role "agnt". Did you mean "agent"?'),
    ],
)
def test_server_ops_account_says_what_it_needs(tmp_path, words, says):
    db = str(tmp_path / "heard.db")
    with Store.open(db) as store:
        store.accounts.create("ada", "admin")
        store.accounts.create("root", "admin")

    told = run("account", *words, "--db", db)

    assert told.returncode == 2
    assert says in told.stderr


LEAVES = """
import atexit, sys, uvicorn
from heard.cli import serving

uvicorn.run = lambda *_, **__: print("workers ended", end="")
atexit.register(print, "taken apart")
serving.serve(serving.settings_of(db=sys.argv[1], port=int(sys.argv[2])), workers=2)
"""


def test_server_ops_goes_at_once_when_its_workers_have_ended(postgres_url):
    words = [sys.executable, "-c", LEAVES, postgres_url, str(free_port())]
    over = subprocess.run(words, check=False, capture_output=True, text=True, timeout=SLOW_S)

    assert (over.returncode, over.stdout) == (0, "workers ended")
