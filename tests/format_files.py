"""Files for the tests of formats, and the sentence that one is refused with."""

import json

import pytest

from heard.errors import InputError
from heard.formats import load

TWO_TURNS = [{"speaker": "customer", "text": "Hi"}, {"speaker": "agent", "text": "Hello"}]


def line(id_, turns=TWO_TURNS, **keys):
    return json.dumps({"id": id_, "turns": turns, **keys})


def ids(loaded):
    return [one.conversation.id for one in loaded]


def write(folder, name, content):
    path = folder / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(content if isinstance(content, bytes) else content.encode())
    return path


def fault_of(path, **options):
    with pytest.raises(InputError) as fault:
        list(load(path, **options))
    sentence = str(fault.value)
    assert sentence.startswith(f"{path}:")
    assert "\n" not in sentence
    return sentence.removeprefix(f"{path}:").strip()
