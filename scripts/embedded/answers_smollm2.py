"""Greedy chats of 24 new tokens on the shipped file, one token at a time with its cache."""

from pathlib import Path

import numpy as np
from transformers import AutoTokenizer

from sessions import made_with, session
from smollm2 import SIZES

NEW_TOKENS = 24
CHATS = (
    [{"role": "user", "content": "What is the capital of France?"}],
    [{"role": "user", "content": "Name three fruits."}],
    [{"role": "user", "content": "Why is the sky blue?"}],
    [
        {"role": "user", "content": "I have a dog called Rex."},
        {"role": "assistant", "content": "Rex is a fine name for a dog."},
        {"role": "user", "content": "What is my dog called?"},
    ],
)


def greedy(run: object, prompt: list[int], stop: int) -> tuple[list[int], float]:
    """The new ids, and the smallest lead of a chosen token over the runner-up, in logits."""
    past = {
        f"past_key_values.{layer}.{kind}": np.zeros((1, SIZES.key_heads, 0, SIZES.head_width), np.float32)
        for layer in range(SIZES.layers)
        for kind in ("key", "value")
    }
    names = [output.name for output in run.get_outputs()]
    ids, new, lead = prompt, [], np.inf
    while len(new) < NEW_TOKENS:
        mask = np.ones((1, len(prompt) + len(new)), np.int64)
        results = dict(zip(names, run.run(None, {"input_ids": np.array([ids]), "attention_mask": mask, **past})))
        second, first = np.sort(results["logits"][0, -1])[-2:]
        lead = min(lead, float(first - second))
        ids = [int(results["logits"][0, -1].argmax())]
        new += ids
        if ids == [stop]:
            break
        past = {name.replace("present", "past_key_values"): value for name, value in results.items() if name != "logits"}
    return new, lead


def record(folder: Path) -> dict:
    file = folder / "onnx" / "model_q4.onnx"
    tokenizer, run = AutoTokenizer.from_pretrained(folder), session(file)
    answers = []
    for messages in CHATS:
        prompt = tokenizer.apply_chat_template(messages, add_generation_prompt=True)
        new, lead = greedy(run, prompt, tokenizer.eos_token_id)
        answers.append(
            {
                "messages": messages,
                "promptIds": prompt,
                "newIds": new,
                "text": tokenizer.decode(new, skip_special_tokens=True),
                "smallestLead": round(lead, 4),
            }
        )
    shards = sorted((folder / "onnx").glob("*_data*"))
    return {
        "model": "SmolLM2-135M-Instruct",
        "task": "text-generation",
        "generation": {"do_sample": False, "max_new_tokens": NEW_TOKENS},
        "madeWith": made_with(file, *shards),
        "chats": answers,
    }
