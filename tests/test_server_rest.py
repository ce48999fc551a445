import json
import re
from datetime import datetime, timedelta

import pytest
import schemathesis
from hypothesis import HealthCheck, given, settings
from hypothesis.strategies import data, sampled_from
from schemathesis import GenerationMode
from served import served

from heard.coach import Coach
from heard.coach.grounds_wire import grounds_json
from heard.coach.wire import followed_json
from heard.conversation import Speaker, Turn
from heard.formats import load
from heard.server.desk import Desk
from heard.server.schemas import Opening, Whole
from heard.server.settings import Settings

HEATED = {"speaker": "customer", "text": "This is the third time I'm calling! Get your supervisor."}
PROBLEM = "application/problem+json"


@pytest.fixture(scope="module")
def desk(tmp_path_factory):
    with served(str(tmp_path_factory.mktemp("rest") / "heard.db")) as up:
        yield up


@pytest.fixture(scope="module")
def program(desk):
    with desk.program("admin") as client:
        yield client


def test_server_rest_follow_says_what_the_command_line_says(program):
    found = next(iter(load("heard/samples/third-call.txt"))).conversation
    turns = [{"speaker": one.speaker.value, "text": one.text} for one in found.turns]
    told = program.post("/v1/follow", json={"id": "x", "turns": turns}).json()["turns"]
    coach, expected = Coach.start(), []
    whole = type(found)("x", tuple(type(t)(t.speaker, t.text) for t in found.turns))
    for number, turn in enumerate(whole.turns, 1):
        advice = coach.hear(turn)
        shape = followed_json(whole, number, coach.reading, coach.moment, advice)
        expected.append(shape | grounds_json(whole, coach.moment))

    assert told == json.loads(json.dumps(expected))


def test_server_rest_lets_words_pass_that_somebody_else_reads(program):
    said = {
        "speaker": "customer",
        "text": "Wo bleibt mein Paket? Ich warte seit zwei Wochen darauf.",
    }
    asked = {
        "draft": "Das Paket ist unterwegs und kommt morgen bei Ihnen an.",
        "after": {"turns": [said]},
    }

    refused = program.post("/v1/guard", json=asked).json()
    one = program.post("/v1/guard", json=asked | {"let_pass": ["draft:unread"]}).json()
    both = asked | {"let_pass": ["draft:unread", "conversation:unread"]}
    wrong = program.post("/v1/guard", json=asked | {"let_pass": ["misstep:flat_no"]})

    assert {refused["rule"], *(found["rule"] for found in refused["also"])} == {
        "conversation:unread",
        "draft:unread",
    }
    assert (one["rule"], one["also"]) == ("conversation:unread", [])
    assert program.post("/v1/guard", json=both).json()["may_go"]
    assert (wrong.status_code, wrong.headers["content-type"]) == (422, PROBLEM)


def test_server_rest_takes_personal_details_out_before_it_hears_and_keeps(desk, program):
    name = desk.open()
    text = "My card is 4111 1111 1111 1111 and my mail kim@example.com, says Kim."
    turn = {"client_id": "t", "speaker": "customer", "text": text, "name": "Kim"}
    program.post(f"/v1/conversations/{name}/turns", json=turn).raise_for_status()
    kept = program.get(f"/v1/conversations/{name}").json()["turns"][0]

    assert kept["text"] == "My card is <card> and my mail <email>, says <name>."
    assert kept["name"] is None
    assert "Kim" not in json.dumps(desk.store.conversations.get(name).board)


def test_server_rest_draft_check_knows_the_conversation(desk, program):
    name = desk.open()
    program.post(f"/v1/conversations/{name}/turns", json={"client_id": "t"} | HEATED)
    checked = program.post("/v1/check", json={"conversation": name, "draft": "Calm down."}).json()
    ruling = program.post("/v1/guard", json={"conversation": name, "draft": "Calm down."}).json()

    assert not checked["safe"]
    assert ruling["decision"] == "hand over"


def test_server_rest_handoff_packs_the_story_and_is_an_event(desk, program):
    name = desk.open()
    program.post(f"/v1/conversations/{name}/turns", json={"client_id": "t"} | HEATED)
    packet = program.post("/v1/handoff", json={"conversation": name}).json()

    assert packet["issue"]["quote"]
    kinds = [event.kind for event in desk.store.events.after(0, conversation=name)]
    assert kinds[-1] == "handoff"


def test_server_rest_promises_are_kept_marked_and_owed_next_time(desk, program):
    name = desk.open(customer="cust-7", started_at="2026-03-10T10:15:00Z")
    turn = {"client_id": "t", "speaker": "agent", "text": "I'll call you back tomorrow by noon."}
    program.post(f"/v1/conversations/{name}/turns", json=turn).raise_for_status()
    shelves = program.get("/v1/promises").json()
    owed = next(one for one in shelves["overdue"] if one["conversation"] == name)
    again = desk.open(customer="cust-7")
    told = program.post(f"/v1/conversations/{again}/turns", json={"client_id": "t"} | HEATED).json()
    program.post(f"/v1/promises/{owed['id']}", json={"status": "kept"}).raise_for_status()
    later = desk.open(customer="cust-7")

    assert desk.store.conversations.get(again).overdue_promises == 1
    assert told["told"]["advice"] is not None
    assert desk.store.conversations.get(later).overdue_promises == 0
    assert desk.store.promises.get(owed["id"]).stage == "kept"


def test_server_rest_closed_means_closed(desk, program):
    name = desk.open()
    program.post(f"/v1/conversations/{name}/close").raise_for_status()
    answer = program.post(f"/v1/conversations/{name}/turns", json={"client_id": "t"} | HEATED)

    assert answer.status_code == 409
    assert answer.json()["type"] == "urn:heard:problem:closed"


def test_server_rest_a_page_of_the_list_leads_to_the_next(desk, program):
    for _ in range(5):
        desk.open("pager")
    seen, after = [], None
    for _ in range(10):
        query = {"agent": "pager", "limit": 2} | ({"after": after} if after else {})
        page = program.get("/v1/conversations", params=query).json()
        seen += [row["id"] for row in page["conversations"]]
        after = page["after"]
        if after is None:
            break

    assert len(seen) == len(set(seen)) == 5


def test_server_rest_hold_keeps_a_customer_from_being_deleted(desk, program):
    name = desk.open(customer="held-1")
    program.put(f"/v1/conversations/{name}/hold", json={"held": True}).raise_for_status()
    refused = program.delete("/v1/customers/held-1")
    program.put(f"/v1/conversations/{name}/hold", json={"held": False}).raise_for_status()
    gone = program.delete("/v1/customers/held-1")

    assert refused.status_code == 409
    assert gone.json()["conversations"] == 1
    assert program.get(f"/v1/conversations/{name}").status_code == 404


@pytest.mark.parametrize(
    ("sent", "status", "name", "says"),
    [
        ({"content": b"{", "headers": {"content-type": "application/json"}}, 400, "not-json", "no JSON"),
        (
            {"content": b"[" * 100_000, "headers": {"content-type": "application/json"}},
            400, "not-json", "no JSON",
        ),
        ({"json": {"turns": [{"speaker": "custmer", "text": "a"}]}}, 422, "invalid", 'Did you mean "customer"?'),
        ({"json": {"turns": [], "turnz": 1}}, 422, "invalid", "turnz: is not known here"),
        ({"json": {"turns": [{"speaker": "customer"}]}}, 422, "invalid", "turns.0.text: is missing"),
        ({"json": {"turns": [{"speaker": "customer", "text": "x" * 150_001}]}}, 422, "invalid", "at most 150,000 characters"),
        ({"json": {"id": "a/b", "turns": []}}, 422, "invalid", "id: has to match ^[\\w.:@+-]+$"),
        ({"json": {"started_at": "yesterday"}}, 422, "invalid", '"yesterday" is no date and time such as'),
        ({"json": {"id": "", "turns": []}}, 422, "invalid", "id: is too short: at least 1 character"),
        ({"content": b'{"turns": []}'}, 422, "invalid", "send the header Content-Type: application/json"),
        ({"json": []}, 422, "invalid", "the body: has to be a JSON object"),
        ({"json": {"turns": 5}}, 422, "invalid", "turns: has to be"),
        ({"content": b" " * 4_200_000}, 413, "too-large", "4,194,304"),
        ({"content": iter([b" " * 3_000_000, b" " * 3_000_000])}, 413, "too-large", "4,194,304"),
    ],
)  # fmt: skip
def test_server_rest_names_the_problem(program, sent, status, name, says):
    answer = program.post("/v1/read", **sent)

    assert (answer.status_code, answer.headers["content-type"]) == (status, PROBLEM)
    assert answer.json()["type"] == f"urn:heard:problem:{name}"
    assert says in answer.json()["detail"]


def test_server_rest_what_is_refused_is_told_once_and_in_our_words(desk, program):
    with desk.program("admin") as admin:
        mistyped = {"url": "https://93.184.216.34/x", "kinds": ["alrt"]}
        one, none = (admin.post("/v1/webhooks", json=mistyped | {"kinds": kinds}).json()
                     for kinds in (["alrt"], []))  # fmt: skip
    word = program.get("/v1/conversations?limit=many").json()

    assert one["faults"] == ['kinds.0: unknown "alrt". Did you mean "alert"?']
    assert none["faults"] == ["kinds: is too short: at least 1 item"]
    assert word["faults"] == ["limit: has to be a whole number"]


def test_server_rest_a_packet_needs_a_conversation(program):
    answer = program.post("/v1/handoff", json={})

    assert answer.status_code == 422
    assert answer.json()["detail"].startswith('give "conversation" or "after"')


def test_server_rest_every_door_counts_what_it_refuses(desk, program):
    def counted(problem):
        page = program.get("/metrics").text
        found = re.search(rf'^heard_problems_total{{problem="{problem}"}} (\S+)', page, re.M)
        return float(found[1]) if found else 0.0

    names = ("unknown", "invalid", "unknown-conversation", "wrong-host")
    before = [counted(name) for name in names]
    program.get("/v1/nothing")
    program.get("/nothing", headers={"Accept": "text/html"})
    program.post("/v1/read", json={"turns": 5})
    program.get("/v1/conversations/nobody")
    program.get("/healthz", headers={"Host": "elsewhere.example"})
    with desk.socket() as wire:
        wire.send("check", ref="r", conversation="nobody", draft="Calm down.")
        wire.until("problem")

    assert [counted(name) for name in names] == [
        before[0] + 2,
        before[1] + 1,
        before[2] + 2,
        before[3] + 1,
    ]


def test_server_rest_unknown_paths_and_methods_are_problems(program):
    assert program.get("/v1/nothing").json()["type"].endswith(":unknown")
    wrong = program.put("/v1/read")
    assert (wrong.status_code, wrong.headers["allow"]) == (405, "POST")
    assert wrong.headers["content-type"] == PROBLEM
    assert wrong.json()["detail"] == "PUT is not possible at /v1/read"


def test_server_rest_reads_20000_words_in_bounded_time(program):
    text = "I am waiting for my parcel and nobody answers. " * 2200
    answer = program.post("/v1/read", json={"turns": [{"speaker": "customer", "text": text}]})

    assert answer.status_code == 200


def test_server_rest_openapi_holds_no_surprise_for_schemathesis(desk):
    schema = schemathesis.openapi.from_url(f"{desk.address}/v1/openapi.json")
    key = {"Authorization": f"Bearer {desk.key('admin')}"}
    with desk.person("ada") as ada:
        person = {"Cookie": f"heard_session={ada.cookies['heard_session']}",
                  "X-CSRF-Token": ada.headers["X-CSRF-Token"]}  # fmt: skip
    tried = 0

    for found in schema.get_all_operations():
        operation = found.ok()
        if operation.path.startswith(("/v1", "/healthz", "/metrics")):
            tried += 1
            people_only = operation.path.startswith(("/v1/accounts", "/v1/keys", "/v1/audit"))
            provoke(operation, person if people_only else key, desk.address)

    assert tried >= 30


def provoke(operation, headers, address):
    """Send what the schema allows, and what it does not: no answer may be a fault of ours."""

    @settings(max_examples=8, deadline=None, database=None, suppress_health_check=list(HealthCheck))
    @given(data())
    def run(drawn):
        mode = drawn.draw(sampled_from(list(GenerationMode)))
        case = drawn.draw(operation.as_strategy(generation_mode=mode))
        answer = case.call(base_url=address, headers=headers)
        assert answer.status_code < 500, answer.text

    run()


@pytest.mark.parametrize(
    ("started_at", "zone", "due"),
    [
        ("2026-03-10T21:10:00-05:00", "UTC", "2026-03-10T22:00:00-05:00"),
        ("2026-03-10T21:10:00Z", "America/New_York", "2026-03-10T22:00:00+00:00"),
        ("2026-03-10T21:10:00", "America/New_York", "2026-03-10T22:00:00-04:00"),
        ("2026-03-10T21:10:00", "UTC", "2026-03-10T22:00:00+00:00"),
    ],
)
def test_server_rest_tonight_is_tonight_where_the_conversation_is(store, started_at, zone, due):
    desk = Desk(store, settings=Settings(listener="swift", timezone=zone))
    desk.open(Opening(id="c1", started_at=started_at))
    turn = Turn(Speaker.AGENT, "I'll call you back by 10 pm tonight.")
    told = desk.hear("c1", turn, client_id="t1")["told"]
    desk.forget("c1")  # another worker, or another day
    again = desk.hear("c1", turn, client_id="t2")["told"]
    kept = store.promises.of("c1")[0].due_by
    desk.stop()

    assert [one["promises"][0]["due_by"] for one in (told, again)] == [due, due]
    assert kept == datetime.fromisoformat(due)


def test_server_rest_conversations_without_a_beginning_begin_here(store):
    desk = Desk(store, settings=Settings(listener="swift", timezone="Asia/Kolkata"))
    row = desk.open(Opening(id="c1"))
    sent = Whole(started_at="2026-03-10T10:00:00").conversation()
    whole = desk.redacted(sent)
    desk.stop()

    assert row.started_at.utcoffset() == timedelta(hours=5, minutes=30)
    assert whole.started_at.isoformat() == "2026-03-10T10:00:00+05:30"


def test_server_rest_a_time_that_no_zone_can_tell_is_refused(program):
    answer = program.post("/v1/conversations", json={"started_at": "0001-01-01T00:00:00+14:00"})

    assert answer.status_code == 422
    assert "the year must be from 1900 to 2199" in answer.json()["detail"]


def test_server_rest_a_customers_name_is_taken_out_of_both_sides_once_it_is_known(desk, program):
    name = desk.open(customer="Noor Haddad")
    turns = f"/v1/conversations/{name}/turns"
    for number, (speaker, called, words) in enumerate(
        [
            ("agent", "ann", "Good morning, Priya here? Or Noor?"),
            ("customer", "Priya Shah", "Priya Shah again. Third call!"),
            ("agent", "ann", "Hi Priya Shah, I am sorry. Is Shah spelled with an h?"),
            ("customer", None, "Just Priya. And Haddad is my husband."),
        ]
    ):
        body = {"client_id": f"t{number}", "speaker": speaker, "name": called, "text": words}
        program.post(turns, json=body).raise_for_status()
    told = program.get(f"/v1/conversations/{name}").json()

    assert [one["text"] for one in told["turns"]] == [
        "Good morning, Priya here? Or <name>?",
        "<name> again. Third call!",
        "Hi <name>, I am sorry. Is <name> spelled with an h?",
        "Just <name>. And <name> is my husband.",
    ]
    assert "Shah" not in json.dumps(told)


def test_server_rest_a_name_that_the_customer_tells_is_taken_out_from_then_on(desk, program):
    name, other = desk.open(), desk.open()
    said = (
        (name, "agent", "Maria? Who is that?", "Maria? Who is that?"),
        (name, "customer", "Hi, this is Maria Lopez.", "Hi, this is <name>."),
        (name, "agent", "Thank you, Maria. Is it Ms Lopez?", "Thank you, <name>. Is it Ms <name>?"),
        (name, "customer", "maria is fine.", "<name> is fine."),
        (other, "agent", "Maria has your parcel.", "Maria has your parcel."),
    )
    for number, (where, who, text, _) in enumerate(said):
        turn = {"client_id": f"n{number}", "speaker": who, "text": text}
        program.post(f"/v1/conversations/{where}/turns", json=turn).raise_for_status()

    told = [one for where in (name, other) for one in desk.store.conversations.turns(where)]
    assert [one.text for one in told] == [kept for *_, kept in said]
    whole = [{"speaker": who, "text": text} for where, who, text, _ in said[1:4]]
    turns = program.post("/v1/handoff", json={"after": {"turns": whole}}).text
    assert "Maria" not in turns
    assert "Lopez" not in turns


def test_server_rest_a_turn_sent_again_is_the_same_whatever_names_are_known_by_then(desk, program):
    name = desk.open()
    turns = f"/v1/conversations/{name}/turns"
    first = {"client_id": "t1", "speaker": "agent", "text": "Hi Priya!"}
    named = {"client_id": "t2", "speaker": "customer", "name": "Priya", "text": "Priya, yes."}
    last = {"client_id": "t3", "speaker": "agent", "text": "So, Priya, what happened?"}
    for sent in (first, named, last):
        program.post(turns, json=sent).raise_for_status()
    learned = program.post(turns, json=first).json()  # kept with the name, which is known by now
    desk.app.state.desk.forget(name)
    desk.app.state.desk._memory.names.forget(name)  # a server that was started again
    forgotten = program.post(turns, json=last).json()
    late = program.post(turns, json=last | {"expected_seq": 2}).json()
    other = program.post(turns, json=last | {"text": "So, Priya, what now?"})

    assert (learned["seq"], learned["duplicate"]) == (1, True)
    assert (forgotten["seq"], forgotten["duplicate"]) == (3, True)
    assert (late["seq"], late["duplicate"]) == (3, True)
    assert (other.status_code, other.json()["type"]) == (409, "urn:heard:problem:exists")


def test_server_rest_whole_conversations_lose_the_customers_name_on_both_sides(desk):
    sent = Whole(
        turns=[
            {"speaker": "customer", "name": "Priya Shah", "text": "Third call!"},
            {"speaker": "agent", "text": "Hi Priya Shah."},
        ]
    )
    redacted = desk.app.state.desk.redacted(sent.conversation())

    assert redacted.turns[1].text == "Hi <name>."


def test_server_rest_every_door_counts_how_long_turns_and_checks_took(desk, program):
    def counted(what):
        page = program.get("/metrics").text
        return float(re.search(rf"^heard_{what}_seconds_count (\S+)", page, re.M)[1])

    name, before = desk.open(), [counted("turn"), counted("check")]
    turn = {"client_id": "t1", "speaker": "customer", "text": "Third call!"}
    program.post(f"/v1/conversations/{name}/turns", json=turn).raise_for_status()
    with desk.socket() as wire:
        wire.turn(name, "Are you there?")
        wire.send("check", ref="r", conversation=name, draft="Calm down.")
        wire.until("checked")
    program.post("/v1/check", json={"conversation": name, "draft": "Calm down."}).raise_for_status()
    program.post("/v1/check", json={"draft": "Calm down."}).raise_for_status()

    assert [counted("turn"), counted("check")] == [before[0] + 2, before[1] + 3]


def test_server_rest_an_export_is_written_down_with_whose_it_was(desk):
    with desk.program("admin") as admin:
        admin.get("/v1/customers/cust-17/export").raise_for_status()
        exported = desk.store.audit.list(limit=1)[0]
        admin.delete("/v1/customers/cust-17").raise_for_status()
        deleted = desk.store.audit.list(limit=1)[0]

    assert (exported.did, deleted.did) == ("export customer", "delete customer")
    assert exported.about == deleted.about
    assert "cust-17" not in exported.about
