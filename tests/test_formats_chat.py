"""Chat messages as language models keep them, and research corpora."""

import json

import pytest

from heard.conversation import Channel
from heard.errors import InputError
from heard.formats import load, load_all

CHAT = [
    {"role": "system", "content": "You are the help desk."},
    {"role": "user", "content": "It broke.", "name": "sam"},
    {"role": "assistant", "content": None, "tool_calls": [{"id": "t1"}]},
    {"role": "tool", "content": "{}"},
    {"role": "assistant", "content": [{"type": "text", "text": "Sorry!"}, {"type": "image_url"}]},
]


def write(folder, value, name="chat.json"):
    path = folder / name
    path.write_text(json.dumps(value), encoding="utf-8")
    return path


def spoken(loaded):
    return [(turn.speaker.value, turn.text) for turn in loaded.conversation.turns]


@pytest.mark.parametrize("value", [{"messages": CHAT}, CHAT], ids=["object", "list"])
def test_messages_are_read_and_instructions_left_out(value, tmp_path):
    (loaded,) = load(write(tmp_path, value))

    assert spoken(loaded) == [("customer", "It broke."), ("bot", "Sorry!")]
    assert loaded.conversation.id == "chat"
    assert loaded.conversation.turns[0].name == "sam"
    said = " ".join(loaded.warnings)
    assert "1 system message was left out" in said
    assert "1 tool message was left out" in said
    assert '"image_url" in a message was left out' in said
    assert '"tool_calls" in a message was left out' in said


def test_the_assistant_can_be_named_the_agent(tmp_path):
    (loaded,) = load(write(tmp_path, CHAT), agent="assistant")

    assert [speaker for speaker, _ in spoken(loaded)] == ["customer", "agent"]


def test_json_lines_of_messages_are_a_conversation_a_line(tmp_path):
    line = json.dumps({"messages": CHAT[1:2] + CHAT[4:]})
    path = tmp_path / "tune.jsonl"
    path.write_text(f"{line}\n\n{line}\n", encoding="utf-8")
    loaded = list(load(path))

    assert [one.conversation.id for one in loaded] == ["tune-1", "tune-3"]


def test_sharegpt_conversations_are_read(tmp_path):
    record = {
        "id": "s1",
        "conversations": [
            {"from": "human", "value": "It broke."},
            {"from": "gpt", "value": "Sorry!"},
        ],
    }
    (loaded,) = load(write(tmp_path, [record]))

    assert loaded.conversation.id == "s1"
    assert spoken(loaded) == [("customer", "It broke."), ("bot", "Sorry!")]


def test_an_unknown_role_is_asked_about(tmp_path):
    with pytest.raises(InputError, match=r'message 1: unknown role "usr"\. Did you mean "user"\?'):
        list(load(write(tmp_path, [{"role": "usr", "content": "Hi"}])))


def corpus(folder, utterances, **files):
    folder.mkdir()
    lines = "\n".join(json.dumps(one) for one in utterances)
    (folder / "utterances.jsonl").write_text(lines, encoding="utf-8")
    for name, value in files.items():
        (folder / f"{name}.json").write_text(json.dumps(value), encoding="utf-8")
    return folder


def test_a_corpus_is_read_with_its_speakers_and_channel(tmp_path):
    folder = corpus(
        tmp_path / "calls",
        [
            {
                "id": "u1",
                "speaker": "s9",
                "conversation_id": "u0",
                "reply_to": "u0",
                "timestamp": 1770000042,
                "text": "Let me look.",
            },
            {
                "id": "u0",
                "speaker": "s4",
                "conversation_id": "u0",
                "reply_to": None,
                "timestamp": 1770000000,
                "text": "It never came.",
            },
        ],
        speakers={"s4": {"meta": {"role": "customer"}, "vectors": []}, "s9": {"is_agent": True}},
        conversations={"u0": {"meta": {"channel": "forum"}, "vectors": []}},
    )
    (loaded,) = load(folder)

    assert spoken(loaded) == [("customer", "It never came."), ("agent", "Let me look.")]
    assert [turn.at_s for turn in loaded.conversation.turns] == [0, 42]
    assert loaded.conversation.channel is Channel.SOCIAL
    assert loaded.source == str(folder)
    assert loaded.warnings == ()


def test_an_older_corpus_names_its_fields_otherwise(tmp_path):
    folder = corpus(
        tmp_path / "old",
        [
            {
                "id": "a",
                "user": "ann",
                "root": "a",
                "reply-to": None,
                "timestamp": None,
                "text": "1",
            },
            {
                "id": "c",
                "user": "ann",
                "root": "a",
                "reply-to": "b",
                "timestamp": None,
                "text": "3",
            },
            {
                "id": "b",
                "user": "bob",
                "root": "a",
                "reply-to": "a",
                "timestamp": None,
                "text": "2",
            },
        ],
        users={"ann": {"role": "customer"}, "bob": {"role": "agent"}},
    )
    (loaded,) = load(folder)

    assert [text for _, text in spoken(loaded)] == ["1", "2", "3"]


def test_branches_are_laid_in_one_line_with_a_warning(tmp_path):
    def said(id_, reply_to, time):
        speaker = "customer" if reply_to is None else "agent"
        return {
            "id": id_,
            "speaker": speaker,
            "conversation_id": "a",
            "reply_to": reply_to,
            "timestamp": time,
            "text": id_,
        }

    folder = corpus(
        tmp_path / "tree",
        [said("a", None, 1), said("late", "a", 9), said("soon", "a", 2)],
        speakers={},
    )
    (loaded,) = load(folder)

    assert [text for _, text in spoken(loaded)] == ["a", "soon", "late"]
    assert 'the branches of "a" were laid in one line' in loaded.warnings[0]


def test_replies_in_a_circle_still_end(tmp_path):
    folder = corpus(
        tmp_path / "circle",
        [
            {
                "id": "a",
                "speaker": "customer",
                "conversation_id": "x",
                "reply_to": "b",
                "text": "1",
            },
            {"id": "b", "speaker": "agent", "conversation_id": "x", "reply_to": "a", "text": "2"},
        ],
        speakers={},
    )
    (loaded,) = load(folder)

    assert [text for _, text in spoken(loaded)] == ["1", "2"]


def test_a_corpus_inside_a_folder_is_one_source(tmp_path):
    corpus(
        tmp_path / "calls",
        [{"id": "a", "speaker": "customer", "conversation_id": "a", "text": "Hi"}],
        speakers={},
    )
    (tmp_path / "note.txt").write_text("Agent: Hello.\nCustomer: Hi.")
    loaded = list(load_all([tmp_path]))

    assert [one.conversation.id for one in loaded] == ["note", "a"]


def test_a_corpus_without_roles_asks_for_the_agent(tmp_path):
    folder = corpus(
        tmp_path / "calls",
        [
            {"id": "a", "speaker": "ann", "conversation_id": "a", "text": "It was blue."},
            {"id": "b", "speaker": "bob", "conversation_id": "a", "reply_to": "a", "text": "Red."},
        ],
        speakers={},
    )

    with pytest.raises(InputError, match='"ann" and "bob"'):
        list(load(folder))
    (loaded,) = load(folder, agent="bob")
    assert spoken(loaded)[1] == ("agent", "Red.")
