"""Models that make vectors of texts as sentence-transformers does: with all that stands in its own files."""

import shutil
import tempfile
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import numpy as np
import torch
import transformers as hf
from sentence_transformers import SentenceTransformer
from sentence_transformers.models import Dense, Normalize, Pooling, Transformer
from tokenizers import processors

from lib import corpus, onnx_files, weights
from lib.reference import Answer, Case, Reference

from .decoders import QWEN3
from .encoders import MINILM, ROBERTA

TEXTS = [corpus.FOX, corpus.SPACES, corpus.PARK, corpus.EMOJI, corpus.LONG]
OF_SENTENCE_TRANSFORMERS = ("modules.json", "config_sentence_transformers.json", "sentence_bert_config.json")


@dataclass(frozen=True)
class Embedder:
    family: str
    variant: str
    tokenizer: Callable[[Path], Any]
    config: Callable[[Any], hf.PretrainedConfig]
    """(tokenizer) -> the model's config"""
    modules: Callable[[], Sequence[torch.nn.Module]]
    """What comes behind the model."""
    export: Callable[["Embedder"], Callable[[Any, Path, Path], None]]
    max_seq_length: int | None = None
    do_lower_case: bool = False
    prompts: dict[str, str] = field(default_factory=dict)
    default_prompt_name: str | None = None

    def reference(self) -> Reference:
        names = ["none", *(name for name in self.prompts if self.prompts[name]), *(["auto"] if self.default_prompt_name else [])]
        settings = {"pooling": "auto", "normalize": True}
        return Reference(
            family=self.family,
            task="feature-extraction",
            variant=self.variant,
            make_parts=lambda folder: [self.tokenizer(folder)],
            make_model=lambda parts, seed: self.model(parts[0], seed),
            answer=self.answer,
            cases=[Case(name, {"texts": TEXTS}, {**settings, "prompt_name": name}) for name in names],
            export=self.export(self),
            check=check,
            extra_files=self.write_files,
        )

    def model(self, tokenizer, seed: int):
        torch.manual_seed(seed)
        model = hf.AutoModel.from_config(self.config(tokenizer))
        weights.randomise(model, seed)
        return model

    def encoder(self, model, tokenizer) -> SentenceTransformer:
        with tempfile.TemporaryDirectory() as folder:
            tokenizer.save_pretrained(folder)
            model.save_pretrained(folder)
            first = Transformer(folder, max_seq_length=self.max_seq_length, do_lower_case=self.do_lower_case)
        return SentenceTransformer(
            modules=[first, *self.modules()],
            prompts=self.prompts or None,
            default_prompt_name=self.default_prompt_name,
            device="cpu",
        )

    def answer(self, model, parts, case: Case) -> Answer:
        encoder = self.encoder(model, parts[0])
        name = case.options["prompt_name"]
        asked = {} if name == "auto" else {"prompt": ""} if name == "none" else {"prompt_name": name}
        texts = case.inputs["texts"]
        # One by one: padding must not decide anything.
        made = [encoder.encode(text, normalize_embeddings=True, show_progress_bar=False, **asked) for text in texts]
        prompt = self.prompts.get(self.default_prompt_name if name == "auto" else name, "")
        read = [encoder.tokenize([prompt + text]) for text in texts]
        ids = [feeds["input_ids"][0].tolist() for feeds in read]
        return Answer(made, None, {"input_ids": ids}, feeds=dict(read[0]))

    def write_files(self, model, parts, repository: Path) -> None:
        with tempfile.TemporaryDirectory() as scratch:
            self.encoder(model, parts[0]).save_pretrained(scratch, create_model_card=False)
            for name in OF_SENTENCE_TRANSFORMERS:
                shutil.copy(Path(scratch) / name, repository / name)
            for folder in Path(scratch).glob("[0-9]_*"):
                if any(folder.iterdir()):
                    shutil.copytree(folder, repository / folder.name)


@torch.no_grad()
def check(model, repository: Path, answers) -> float:
    """Tokens against the model's `forward`, whole vectors against sentence-transformers' own; the past is empty."""
    graph = onnx_files.session(repository / "onnx" / "model.onnx")
    worst = 0.0
    for answer in answers:
        tokens = answer.feeds["input_ids"].shape[1]
        past = {
            entry.name: np.zeros((1, entry.shape[1], 0, entry.shape[3]), np.float32)
            for entry in graph.get_inputs()
            if entry.name.startswith("past_key_values")
        }
        found = onnx_files.run(graph, {**answer.feeds, **past, "position_ids": torch.arange(tokens)[None]})
        hidden = np.asarray(model(**answer.feeds).last_hidden_state)
        worst = max(worst, float(np.abs(found.get("last_hidden_state", found.get("token_embeddings")) - hidden).max()))
        if "sentence_embedding" in found:
            worst = max(worst, float(np.abs(found["sentence_embedding"][0] - answer.output[0]).max()))
    return worst


def of_tokens(_embedder: Embedder):
    return onnx_files.export_with_optimum("feature-extraction")


def of_tokens_with_past(_embedder: Embedder):
    """A decoder's graph without its head, as exports of Qwen3-Embedding are: it asks for a past and for positions."""
    return onnx_files.export_with_optimum("feature-extraction-with-past")


def of_all(embedder: Embedder):
    """With pooling and all that follows in the graph, as Optimum exports a model of sentence-transformers."""

    def export(model, checkpoint: Path, target: Path) -> None:
        modules = torch.nn.Sequential(*embedder.modules())

        class Whole(torch.nn.Module):
            def __init__(self):
                super().__init__()
                self.model, self.modules_behind = model, modules

            def forward(self, input_ids, attention_mask, token_type_ids):
                hidden = self.model(input_ids, attention_mask, token_type_ids, return_dict=True).last_hidden_state
                made = self.modules_behind({"token_embeddings": hidden, "attention_mask": attention_mask})
                return hidden, made["sentence_embedding"]

        names = ["input_ids", "attention_mask", "token_type_ids"]
        ids = torch.ones((2, 7), dtype=torch.long)
        both = {0: "batch_size", 1: "sequence_length"}
        torch.onnx.export(
            Whole().eval(),
            (ids, torch.ones_like(ids), torch.zeros_like(ids)),
            str(target / "model.onnx"),
            input_names=names,
            output_names=["token_embeddings", "sentence_embedding"],
            dynamic_axes={**{name: both for name in [*names, "token_embeddings"]}, "sentence_embedding": {0: "batch_size"}},
            opset_version=17,
            dynamo=False,
        )

    return export


def dense(width: int, columns: int) -> Dense:
    torch.manual_seed(11)
    return Dense(width, columns, activation_function=torch.nn.Tanh())


def qwen_tokenizer(folder: Path):
    """What Qwen3-Embedding's tokenizer adds: the end of a text, on which its vector stands."""
    tokenizer = QWEN3.tokenizer(folder)
    tokenizer.padding_side = "left"
    tokenizer.add_special_tokens({"pad_token": "<|endoftext|>"})
    end = tokenizer.convert_tokens_to_ids("<|endoftext|>")
    backend = tokenizer.backend_tokenizer
    template = processors.TemplateProcessing("$A:0 <|endoftext|>:0", special_tokens=[("<|endoftext|>", end)])
    backend.post_processor = processors.Sequence([processors.ByteLevel(trim_offsets=False), template])
    return tokenizer


def encoder_config(encoder):
    ids = ("pad_token_id", "bos_token_id", "eos_token_id")

    def make(tokenizer):
        known = {name: getattr(tokenizer, name) for name in ids if getattr(tokenizer, name) is not None}
        return encoder.config(**{"vocab_size": len(tokenizer), **encoder.sizes, **known})

    return make


EMBEDDERS = [
    Embedder(
        family="roberta",
        variant="dense",
        tokenizer=ROBERTA.tokenizer,
        config=encoder_config(ROBERTA),
        modules=lambda: [Pooling(32, pooling_mode_max_tokens=True), dense(64, 24), Normalize()],
        export=of_tokens,
        max_seq_length=24,
        do_lower_case=True,
    ),
    Embedder(
        family="roberta",
        variant="prompts",
        tokenizer=ROBERTA.tokenizer,
        config=encoder_config(ROBERTA),
        modules=lambda: [Pooling(32, "weightedmean", include_prompt=False)],
        export=of_tokens,
        prompts={"query": "Represent this question: ", "passage": " Represent this text: "},
        default_prompt_name="passage",
    ),
    Embedder(
        family="minilm",
        variant="whole",
        tokenizer=MINILM.tokenizer,
        config=encoder_config(MINILM),
        modules=lambda: [Pooling(32, "mean"), Normalize()],
        export=of_all,
        max_seq_length=32,
    ),
    Embedder(
        family="qwen3",
        variant="",
        tokenizer=qwen_tokenizer,
        config=lambda tokenizer: hf.Qwen3Config(
            vocab_size=len(tokenizer), pad_token_id=tokenizer.pad_token_id, eos_token_id=tokenizer.eos_token_id, **QWEN3.sizes
        ),
        modules=lambda: [Pooling(32, "lasttoken"), Normalize()],
        export=of_tokens_with_past,
        prompts={
            "query": "Instruct: Given a web search query, retrieve relevant passages that answer the query\nQuery:",
            "document": "",
        },
    ),
]
REFERENCES = [embedder.reference() for embedder in EMBEDDERS]
