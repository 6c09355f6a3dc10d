"""Writes what Python's question-answering pipeline finds with tokenizers of several kinds, and scores that a formula gives.

The test beside the golden file makes the same scores, so that all between a text and its answers is compared, and no model.
"""

import json
import shutil
import tempfile
import warnings
from pathlib import Path

import numpy as np
import torch
from transformers import AutoTokenizer, BertConfig, BertForQuestionAnswering, QuestionAnsweringPipeline
from transformers.modeling_outputs import QuestionAnsweringModelOutput
from transformers.utils import logging

ROOT = Path(__file__).resolve().parents[2]
TARGET = ROOT / "src/workers/engine/answers.golden.json"
LEFT = {"tokenizer_config.json": {"padding_side": "left"}}
# By name: a reference, and what its files say otherwise.
TOKENIZERS: dict[str, tuple[str, dict[str, dict]]] = {
    "padding on the right": ("bert-question-answering", {}),
    "padding on the left": ("bert-question-answering", LEFT),
    "padding on the left, as tokenizer.json was saved": ("bert-question-answering", {"tokenizer.json": {"padding": {
        "strategy": "BatchLongest", "direction": "Left", "pad_to_multiple_of": None, "pad_id": 0, "pad_type_id": 0, "pad_token": "[PAD]"}}}),
    "padding on the left by its class": ("llama-text-generation", {"tokenizer_config.json": {"padding_side": None, "pad_token": "</s>"}}),
    "padding on the left with what ends a text": ("llama-text-generation", {"tokenizer_config.json": {
        "padding_side": "left", "pad_token": "</s>", "add_eos_token": True}}),
    "padding on the left, of bytes": ("gpt2-text-generation", {"tokenizer_config.json": {"padding_side": "left", "pad_token": "<|endoftext|>"}}),
    "cutting on the left": ("bert-question-answering", {"tokenizer_config.json": {"truncation_side": "left"}}),
    "cutting on the left, as tokenizer.json was saved": ("bert-question-answering", {"tokenizer.json": {"truncation": {
        "direction": "Left", "max_length": 64, "strategy": "LongestFirst", "stride": 0}}}),
    "padding and cutting on the left": ("bert-question-answering", {"tokenizer_config.json": {"padding_side": "left", "truncation_side": "left"}}),
}
ASKED: list[tuple[str, str, dict]] = [
    ("Who lives here?", "The old man and the sea; unbelievable, 😀 café.", {}),
    ("Who lives here?", "The old man and the sea; unbelievable, 😀 café.", {"top_k": 4}),
    ("Who lives here?", "The old man and the sea; unbelievable, 😀 café.", {"top_k": 4, "align_to_words": False}),
    ("Where?", "The old man and the sea; unbelievable, 😀 café.", {"top_k": 3, "handle_impossible_answer": True}),
    ("Who?", "The old man and the sea; unbelievable café. A ship came home at night, and the man saw it.", {"top_k": 4, "max_seq_len": 24, "doc_stride": 5}),
]


class Formula(BertForQuestionAnswering):
    """Starts and ends by id and place."""

    def forward(self, input_ids: torch.Tensor, **_: object) -> QuestionAnsweringModelOutput:
        ids = input_ids.numpy().astype(np.float64)
        places = np.arange(ids.shape[1])
        start, end = (torch.tensor((np.sin(ids * a + places * b) * 4).astype(np.float32)) for a, b in ((1.3, 0.7), (0.9, 1.1)))
        return QuestionAnsweringModelOutput(start_logits=start, end_logits=end)


def opened(reference: str, changes: dict[str, dict]):
    with tempfile.TemporaryDirectory() as folder:
        for file in (ROOT / "e2e/reference" / reference).iterdir():
            if file.suffix in (".json", ".txt", ".model") and file.name != "reference.json":
                shutil.copy(file, folder)
        for name, keys in changes.items():
            file = Path(folder, name)
            said = {**json.loads(file.read_text()), **keys}
            file.write_text(json.dumps({key: value for key, value in said.items() if value is not None}))
        return AutoTokenizer.from_pretrained(folder)


def main() -> None:
    warnings.filterwarnings("ignore")
    logging.set_verbosity_error()
    model = Formula(BertConfig(vocab_size=8, hidden_size=4, num_hidden_layers=1, num_attention_heads=1, intermediate_size=4))
    cases = []
    for name, (reference, changes) in TOKENIZERS.items():
        pipe = QuestionAnsweringPipeline(model, opened(reference, changes), framework="pt")
        answers = []
        for question, context, options in ASKED:
            found = pipe(question=question, context=context, **options)
            answers.append([{**one, "score": float(f"{one['score']:.6g}")} for one in (found if isinstance(found, list) else [found])])
        cases.append({"name": name, "reference": reference, "changes": changes, "answers": answers})
    asked = [{"question": question, "context": context, "options": options} for question, context, options in ASKED]
    TARGET.write_text(json.dumps({"asked": asked, "tokenizers": cases}, ensure_ascii=False, separators=(",", ":")) + "\n")
    print(len(cases), "tokenizers,", TARGET.stat().st_size, "bytes")


if __name__ == "__main__":
    main()
