import json

import pytest
import schemathesis
from hypothesis import HealthCheck, given, settings
from hypothesis.strategies import data, sampled_from
from schemathesis import GenerationMode
from served import served

from heard.coach import Coach
from heard.coach.wire import followed_json
from heard.formats import load

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
        expected.append(followed_json(whole, number, coach.reading, coach.moment, advice))

    assert told == json.loads(json.dumps(expected))


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
        ({"json": {"turns": [{"speaker": "custmer", "text": "a"}]}}, 422, "invalid", 'Did you mean "customer"?'),
        ({"json": {"turns": [], "turnz": 1}}, 422, "invalid", "turnz: is not known here"),
        ({"json": {"turns": [{"speaker": "customer"}]}}, 422, "invalid", "turns.0.text: is missing"),
        ({"json": {"turns": [{"speaker": "customer", "text": "x" * 150_001}]}}, 422, "invalid", "150000"),
        ({"content": b" " * 4_200_000}, 413, "too-large", "4,194,304"),
        ({"content": iter([b" " * 3_000_000, b" " * 3_000_000])}, 413, "too-large", "4,194,304"),
    ],
)  # fmt: skip
def test_server_rest_names_the_problem(program, sent, status, name, says):
    answer = program.post("/v1/read", **sent)

    assert (answer.status_code, answer.headers["content-type"]) == (status, PROBLEM)
    assert answer.json()["type"] == f"urn:heard:problem:{name}"
    assert says in answer.json()["detail"]


def test_server_rest_unknown_paths_and_methods_are_problems(program):
    assert program.get("/v1/nothing").json()["type"].endswith(":unknown")
    wrong = program.put("/v1/read")
    assert (wrong.status_code, wrong.headers["allow"]) == (405, "POST")
    assert wrong.headers["content-type"] == PROBLEM


def test_server_rest_reads_20000_words_in_bounded_time(program):
    text = "I am waiting for my parcel and nobody answers. " * 2200
    answer = program.post("/v1/read", json={"turns": [{"speaker": "customer", "text": text}]})

    assert answer.status_code == 200


def test_server_rest_openapi_holds_no_surprise_for_schemathesis(desk):
    schema = schemathesis.openapi.from_url(f"{desk.address}/v1/openapi.json")
    headers = {"Authorization": f"Bearer {desk.key('admin')}"}
    tried = 0

    for found in schema.get_all_operations():
        operation = found.ok()
        if operation.path.startswith(("/v1", "/healthz", "/metrics")):
            tried += 1
            provoke(operation, headers, desk.address)

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
