"""Processes that append turns until they are killed, and say which ones were acknowledged.

python store_writer.py URL CONVERSATIONS: for every name on standard input it forks a process that
writes under this name, and prints its number; each line "c0 name-1 1" is one acknowledged turn.
An empty line waits for those that were killed and says "over".
"""

import os
import sys
import threading

from heard.conversation import Speaker, Turn
from heard.store import Addition, Happened, Store
from heard.track import Promise


def say(*words: object) -> None:
    os.write(1, (" ".join(map(str, words)) + "\n").encode())


def write(store: Store, name: str, conversation: str) -> None:
    number = 0
    while True:
        number += 1
        client_id = f"{name}-{number}"
        turn = Turn(Speaker.CUSTOMER, f"{client_id} " + "and another thing " * 20)
        addition = Addition(
            conversation=conversation,
            client_id=client_id,
            turn=turn,
            told={"client_id": client_id, "advice": {"play": "x"}},
            state=client_id.encode(),
            board={"last": client_id},
            promises=(Promise(number, 0, 3, client_id, "agent", "vague"),),
            happened=(Happened("alert", client_id),),
        )
        [answer] = store.conversations.append_many([addition])
        say(conversation, client_id, answer.seq)


def work(url: str, name: str, many: int) -> None:
    opened = Store.open(url)
    threads = [
        threading.Thread(target=write, args=(opened, name, f"c{number}")) for number in range(many)
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()


if __name__ == "__main__":
    children: list[int] = []
    for line in sys.stdin:
        if line.strip():
            child = os.fork()
            if not child:
                work(sys.argv[1], line.strip(), int(sys.argv[2]))
                os._exit(1)
            children.append(child)
            say("pid", child)
        else:
            for child in children:
                os.waitpid(child, 0)
            children.clear()
            say("over")
