"""Python's own answers for text generation: the pipeline's text, and the ids and margins of each step."""

import numpy as np
import torch
from transformers import LogitsProcessor, LogitsProcessorList, PreTrainedModel, pipeline

from . import margins
from .corpus import CHINESE, LINES
from .reference import MARGIN, Answer, Case
from .teaching import continuation

TOP = 10
LONG_ENOUGH = 8
LESSON_STEP = 7
SHORT = "Hello."
# It goes round in the first line; a ban on repetition leads into the second, a penalty into the third.
LOOP = [
    *["the sea and the sea and the sea and the sea"] * 2,
    "the sea and the old tree is tall and warm.",
    "the sea and my phone was fun.",
]
# The short line is the likeliest; greedy search goes for what the others begin with.
GARDEN_PATH = [SHORT] * 3 + ["The sea is warm and the tree is old."] * 2 + ["The team won the game.", "The old bank fell."]
CHINESE_GARDEN_PATH = ["你好。"] * 3 + ["今天天气很好，我们去公园散步。"] * 2 + ["今天我想退票。", "今天怎么样？"]
OPTIONS_THAT_TELL = (
    lambda options: options.get("num_beams", 1) > 1 and "no_repeat_ngram_size" not in options,
    lambda options: "repetition_penalty" in options,
    lambda options: "no_repeat_ngram_size" in options and options.get("num_beams", 1) == 1,
    lambda options: "min_new_tokens" in options,
)
CHANGING = ("repetition_penalty", "no_repeat_ngram_size", "min_new_tokens", "length_penalty")
NOT_OF_GENERATE = ("tokenizer_encode_kwargs", "truncation")
REFERENCE_OPTIONS = {"do_sample": False, "num_beams": 1}
"""Python's pipelines sample or use beams by themselves; every option that decides is written down."""


class Shake(LogitsProcessor):
    """Adds a little noise: what then comes out otherwise was no clear decision."""

    def __init__(self, seed: int, size=2e-3):
        self.draw = torch.Generator().manual_seed(seed)
        self.size = size

    def __call__(self, input_ids, scores):
        return scores + self.size * torch.randn(scores.shape, generator=self.draw)


def options_of(case: Case) -> dict:
    return {**REFERENCE_OPTIONS, **case.options}


@torch.no_grad()
def generate(model, feeds: dict, options: dict):
    """Ids of the best sequence, its scores a step, and the margin."""
    options = {key: value for key, value in options.items() if key not in NOT_OF_GENERATE}
    common = {**feeds, **options, "return_dict_in_generate": True, "output_scores": True, "output_logits": True}
    made = model.generate(**common)
    if options["num_beams"] == 1:
        steps = [margins.between_best(margins.softmax(scores[0].numpy())) for scores in made.scores]
        return made.sequences[0], made, min(steps)
    for seed in range(4):
        shaken = model.generate(**common, logits_processor=LogitsProcessorList([Shake(seed)]))
        if not torch.equal(shaken.sequences, made.sequences):
            return made.sequences[0], made, 0.0
    every = model.generate(**common, num_return_sequences=options["num_beams"])
    best, second = every.sequences_scores[:2].tolist()
    # Scores are divided by powers of the length: the distance as a share means the same at any length_penalty.
    return made.sequences[0], made, (best - second) / abs(second)


def turn(model, tokenizer, feeds: dict, case: Case, told_case: str, recorded: dict, further: dict) -> Answer:
    """
    The next turn of a conversation, in the shape of pictures', for which Python has a pipeline. `recorded` joins what is
    compared of the run, `further` what the check of the files is told; of `told_case` every step is recorded.
    """
    options = options_of(case)
    sequence, made, margin = generate(model, feeds, options)
    if margin < MARGIN:
        return Answer(None, margin, {})
    start = feeds["input_ids"].shape[1]
    generated = sequence[start:].tolist()
    reply = {"role": "assistant", "content": tokenizer.decode(generated, skip_special_tokens=True)}
    intermediate = {
        "input_ids": feeds["input_ids"][0].tolist(),
        "generated_ids": generated,
        "ended": ended(model, generated),
    }
    if case.name == told_case:
        intermediate["steps"] = steps_of(made.logits, generated, tokenizer)
    told = {
        **feeds,
        "logits": [row[0].numpy() for row in made.logits] if options["num_beams"] == 1 else None,
        "generated": generated,
        **further,
    }
    plain = plain_ids(model, feeds, options)
    output = [{"generated_text": [*case.inputs["messages"], reply]}]
    return Answer(output, margin, {**intermediate, **recorded}, generated, told, plain and plain[start:])


def plain_ids(model, feeds: dict, options: dict, kept=()) -> list[int] | None:
    """Greedy ids without the options that change the choice; None where there are none."""
    if not any(name in options for name in CHANGING) and options["num_beams"] == 1:
        return None
    plain = {name: value for name, value in options.items() if name in ("max_new_tokens", *kept)}
    return generate(model, feeds, {**REFERENCE_OPTIONS, **plain})[0].tolist()


def steps_of(logits, chosen: list[int], tokenizer) -> list[dict]:
    """What every token beat: raw probabilities, before any processor."""
    steps = []
    for row, token in zip(logits, chosen):
        probabilities = margins.softmax(row[0].numpy())
        best = np.argsort(-probabilities, kind="stable")[:TOP]
        top = [{"id": int(id), "text": tokenizer.decode([id]), "probability": float(probabilities[id])} for id in best]
        steps.append({"id": token, "probability": float(probabilities[token]), "top": top})
    return steps


def text_generation(model, parts, case: Case) -> Answer:
    lenient = not isinstance(model, PreTrainedModel)  # a quantised file answers as it answers
    tokenizer = parts[0]
    options = options_of(case)
    pipe = pipeline("text-generation", model=model, tokenizer=tokenizer, device="cpu")
    encode = options.get("tokenizer_encode_kwargs", {})
    if "messages" in case.inputs:
        given = case.inputs["messages"]
        prompt = tokenizer.apply_chat_template(given, tokenize=False, add_generation_prompt=True, **encode)
        feeds = tokenizer.apply_chat_template(
            given, add_generation_prompt=True, return_dict=True, return_tensors="pt", **encode
        )
    else:
        given = case.inputs["text"]
        prompt = None
        feeds = tokenizer(given, return_tensors="pt")
    feeds = {name: value for name, value in feeds.items() if name != "token_type_ids"}
    sequence, made, margin = generate(model, feeds, options)
    if margin < MARGIN and not lenient:
        return Answer(None, margin, {})
    output = pipe(given, **options)
    said = pipe(given, return_tensors=True, **options)[0] if not lenient else {"generated_token_ids": sequence.tolist()}
    assert said["generated_token_ids"] == sequence.tolist(), "the pipeline said something else"
    generated = sequence[feeds["input_ids"].shape[1] :].tolist()
    intermediate = {"input_ids": feeds["input_ids"][0].tolist(), "generated_ids": generated}
    intermediate["ended"] = ended(model, generated)
    if prompt is not None:
        intermediate["prompt"] = prompt
    if case.name == "english":
        intermediate["steps"] = steps_of(made.logits, generated, tokenizer)
    feeds["logits"] = np.stack([row[0].numpy() for row in made.logits]) if options["num_beams"] == 1 else None
    feeds["generated"] = generated
    plain = None if lenient else plain_ids(model, {k: feeds[k] for k in ("input_ids", "attention_mask")}, options)
    plain = plain and plain[len(intermediate["input_ids"]) :]
    return Answer(output, margin, intermediate, generated, feeds, plain)


def prompt_ids(tokenizer, case: Case) -> list[int]:
    if "messages" in case.inputs:
        encode = case.options.get("tokenizer_encode_kwargs", {})
        return tokenizer.apply_chat_template(case.inputs["messages"], add_generation_prompt=True, **encode)
    return tokenizer(case.inputs["text"])["input_ids"]


def lessons(tokenizer, cases, ends: list[int]) -> list[dict]:
    """What each prompt is taught; the ends take turns."""
    taught: dict[tuple, list[str]] = {}
    for index, case in enumerate(cases):
        taught.setdefault(tuple(prompt_ids(tokenizer, case)), targets(case, index))
    return [
        continuation(tokenizer, list(prompt), line, ends[index % len(ends)])
        for index, (prompt, lines) in enumerate(taught.items())
        for line in lines
    ]


def targets(case: Case, index: int, lines=LINES) -> list[str]:
    """Lines whose choice depends on the options of the case, else a line of the corpus."""
    if case.options.get("num_beams", 1) > 1:
        return CHINESE_GARDEN_PATH if lines is CHINESE else GARDEN_PATH
    if "no_repeat_ngram_size" in case.options or "repetition_penalty" in case.options:
        return LOOP
    if "min_new_tokens" in case.options:
        return [SHORT, SHORT, f"{SHORT} The sea is warm and the tree is old."]
    return [lines[(LESSON_STEP * index + 3) % len(lines)]]


def ended(model, sequence: list[int]) -> bool:
    ends = model.generation_config.eos_token_id
    return sequence[-1] in (ends if isinstance(ends, list) else [ends])


def telling(cases, answers) -> bool:
    """Some answer ends by itself or as the config forces it to, the first is long, and each option changes something."""
    if len(answers[0].intermediate["generated_ids"]) < LONG_ENOUGH:
        return False
    if not any(answer.intermediate["ended"] for answer in answers):
        return False
    for changes in OPTIONS_THAT_TELL:
        told = [
            answer.plain != answer.intermediate["generated_ids"]
            for case, answer in zip(cases, answers)
            if changes(case.options)
        ]
        if told and not any(told):
            return False
    return True
