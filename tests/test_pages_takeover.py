"""Taking over and giving back: who answers, whose words they are, who owes what, whose coach is quiet."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest
from live_desk import LiveDesk, csrf, everybody, live_desk

from heard.server.pages.room import Way

if TYPE_CHECKING:
    from collections.abc import Iterator

    import httpx

HOT = "Customer: This is the third time I'm calling! Nobody ever rang back!"


@pytest.fixture(scope="module")
def desk(tmp_path_factory: pytest.TempPathFactory) -> Iterator[LiveDesk]:
    with live_desk(tmp_path_factory.mktemp("desk")) as desk:
        yield desk


@pytest.fixture(scope="module")
def people(desk: LiveDesk) -> Iterator[dict[str, httpx.Client]]:
    with everybody(desk) as clients:
        yield clients


def act(client: httpx.Client, path: str, **form: str) -> httpx.Response:
    return client.post(path, data=form, headers={"X-CSRF-Token": csrf(client)})


def said_by(page: str) -> list[str]:
    return re.findall(r'<div class="by"><b[^>]*>([^<]+)</b>', page)


def test_what_whoever_took_over_says_and_promises_has_their_name(desk: LiveDesk, people) -> None:
    id_ = desk.open("named")
    ana, kim = people["Ana"], people["Kim"]
    desk.said(id_, HOT)
    act(ana, f"/coach/{id_}/say", text="I'll write to you by 4 pm today.")
    act(kim, f"/coach/{id_}/take")
    act(kim, f"/coach/{id_}/say", text="I'm the lead. I'll ring you tomorrow by noon.")
    desk.said(id_, "Agent: It is on its way.")  # a program that doesn't say whose words it brings

    page = kim.get(f"/coach/{id_}").text

    assert said_by(page) == ["Kwame", "Ana", "Kim", "Kim"]
    owed = [(one.what.split()[0], one.said_by) for one in desk.store.promises.of(id_)]
    assert owed[:2] == [("write", "Ana"), ("ring", "Kim")]
    promises = kim.get("/promises").text
    assert re.search(rf'Kim to <a href="/coach/{id_}', promises)
    assert re.search(rf'Ana to <a href="/coach/{id_}', promises)
    told = desk.store.conversations.turns(id_)
    assert [turn.name for turn in told] == [None, "Ana", "Kim", "Kim"]


def test_nobody_speaks_under_another_name(desk: LiveDesk, people) -> None:
    id_ = desk.open("own-name")
    turn = {"client_id": "t", "speaker": "agent", "text": "Yes.", "name": "Kim"}
    headers = {"X-CSRF-Token": csrf(people["Ana"])}

    people["Ana"].post(f"/v1/conversations/{id_}/turns", json=turn, headers=headers)

    assert desk.store.conversations.turns(id_)[0].name == "Ana"


def test_the_agent_reads_along_until_it_is_given_back(desk: LiveDesk, people) -> None:
    id_ = desk.open("along")
    desk.said(id_, HOT)
    ana, kim = people["Ana"], people["Kim"]
    act(kim, f"/coach/{id_}/take")

    page = ana.get(f"/coach/{id_}").text
    refused = [
        act(ana, f"/coach/{id_}/say", text="I am still here."),
        act(ana, f"/coach/{id_}/mute"),
        act(ana, f"/coach/{id_}/close"),
        act(ana, f"/coach/{id_}/give-back"),
    ]
    assert "Kim has taken over from Ana. You can read along" in page
    assert 'id="reply"' not in page
    assert 'data-do="use"' not in page
    assert [one.status_code for one in refused] == [403] * 4
    assert "Kim has taken this over and answers now; you can read along" in refused[0].text
    assert desk.store.conversations.get(id_).seq == 1
    assert f"/coach/{id_}" in kim.get("/coach").text  # it is among the lead's own now

    assert "Give back to Ana" in kim.get(f"/coach/{id_}").text
    assert act(kim, f"/coach/{id_}/give-back").headers["HX-Refresh"] == "true"
    assert 'id="reply"' in ana.get(f"/coach/{id_}").text
    assert act(ana, f"/coach/{id_}/say", text="I am here again.").is_success
    assert "Whisper to Ana" in kim.get(f"/coach/{id_}").text
    kinds = [event.kind for event in desk.store.events.of(id_, "takeover", "returned")]
    assert kinds == ["takeover", "returned"]


def test_a_mute_is_each_ones_own(desk: LiveDesk, people) -> None:
    id_ = desk.open("quiet")
    desk.said(id_, HOT)
    ana, kim = people["Ana"], people["Kim"]

    def muted() -> bool:
        return desk.store.conversations.get(id_).muted

    act(ana, f"/coach/{id_}/mute")
    act(kim, f"/coach/{id_}/take")
    assert not muted()
    assert "The coach is quiet" not in kim.get(f"/coach/{id_}").text

    act(kim, f"/coach/{id_}/give-back")
    assert muted()
    act(ana, f"/coach/{id_}/mute")
    act(kim, f"/coach/{id_}/take")
    act(kim, f"/coach/{id_}/mute")
    assert muted()
    act(kim, f"/coach/{id_}/give-back")
    assert not muted()


def test_a_whisper_is_told_to_whoever_answers_and_leaves_a_trace(desk: LiveDesk, people) -> None:
    id_ = desk.open("whispered")
    desk.said(id_, HOT)
    ana, kim, ada = people["Ana"], people["Kim"], people["Ada"]
    act(kim, f"/coach/{id_}/whisper", text="Offer the call at three.")

    assert "Kim whispers</b> Offer the call" in ana.get(f"/coach/{id_}").text
    assert "You whispered to Ana</b> Offer the call" in kim.get(f"/coach/{id_}").text
    assert "Kim whispered to Ana</b> Offer the call" in ada.get(f"/coach/{id_}").text
    assert "Offer the call" not in people["Quinn"].get(f"/coach/{id_}").text

    act(kim, f"/coach/{id_}/take")
    assert "Offer the call" not in kim.get(f"/coach/{id_}").text
    act(ada, f"/coach/{id_}/whisper", text="Well done.")
    assert "Ada whispers</b> Well done." in kim.get(f"/coach/{id_}").text
    assert "Well done." not in ana.get(f"/coach/{id_}").text


def test_nobody_is_given_what_nobody_had(desk: LiveDesk, people) -> None:
    desk.store.conversations.open("of-nobody")
    act(people["Kim"], "/coach/of-nobody/take")

    assert "Give back" not in people["Kim"].get("/coach/of-nobody").text
    answer = act(people["Kim"], "/coach/of-nobody/give-back")
    assert "Nobody answered it before" in answer.text


def test_a_slip_in_marking_is_undone(desk: LiveDesk, people) -> None:
    id_ = desk.open("slip")
    desk.said(id_, "Customer: And?\nAgent: I'll ring you tomorrow by noon.")
    number = desk.store.promises.of(id_)[0].id
    ana = people["Ana"]
    act(ana, f"/promises/{number}", status="kept")
    assert 'data-status="broken">It was broken' in ana.get("/promises").text
    assert "Undo" not in people["Quinn"].get("/promises").text
    act(ana, f"/promises/{number}", status="broken")
    assert desk.store.promises.get(number).stage == "broken"

    act(ana, f"/promises/{number}", status="open")

    owed = desk.store.promises.get(number)
    assert (owed.stage in ("pending", "approaching"), owed.marked_by) == (True, None)
    assert desk.store.events.of(id_, "promise")[-1].note.startswith("open again: ring")


def test_a_page_that_says_no_still_leads_on(desk: LiveDesk, people) -> None:
    page = people["Bram"].get(f"/coach/{desk.open('closed-to-bram')}")

    assert page.status_code == 404
    assert 'href="/promises"' in page.text
    assert 'id="me">Bram' in page.text


def test_who_sees_is_said_and_qa_begins_nothing(desk: LiveDesk, people) -> None:
    assert "QA) and admins can see them too" in people["Ana"].get("/coach").text
    assert "Type one in" in people["Kim"].get("/coach").text
    assert "Type one in" not in people["Quinn"].get("/coach").text
    assert act(people["Quinn"], "/coach", customer="x").status_code == 403


def test_good_news_from_the_customer_is_marked_as_good(desk: LiveDesk, people) -> None:
    id_ = desk.open("glad")
    desk.said(id_, "Customer: It's here. Thank you so much, that solved it!")

    page = people["Ana"].get(f"/coach/{id_}").text

    assert re.search(r'<li class="tag good"[^>]*><span aria-hidden="true">✓</span> thanks', page)
    assert "tag said" not in page


def test_what_may_be_watched_is_said_in_a_sentence() -> None:
    from heard.server.live import HELLO, SENT, parse
    from heard.server.problems import Problem

    said = 'give "all" or a list of at most 5,000 conversation ids'
    for adapter, text, place in (
        (HELLO, '{"v":1,"type":"hello","watch":"some"}', "watch"),
        (HELLO, '{"v":1,"type":"hello","watch":[""]}', "watch"),
        (SENT, '{"v":1,"type":"watch","conversations":7}', "conversations"),
    ):
        with pytest.raises(Problem) as caught:
            parse(adapter, text)
        assert str(caught.value) == f"{place}: {said}"


def test_a_demo_says_that_nobody_plays_the_customer_of_what_was_taken_over(
    desk: LiveDesk, people, monkeypatch
) -> None:
    id_, untaken, says = desk.open("sample"), desk.open("sample"), "type theirs too"
    kim, here = people["Kim"], f"/coach/{id_}"
    act(kim, f"{here}/take")

    at_work = kim.get(here).text
    monkeypatch.setattr(desk.app.state, "demo", [Way("/board", "See the board")], raising=False)
    taken, other = kim.get(here).text, kim.get(f"/coach/{untaken}").text
    news = kim.get(f"{here}/news?after=0").text
    act(kim, f"{here}/give-back")
    back = kim.get(here).text

    assert [says in page for page in (at_work, taken, news, other, back)] == [
        False,
        True,
        True,
        False,
        False,
    ]
