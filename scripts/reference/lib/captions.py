"""Python's own answers for models that write about a picture, and the proof of their ONNX files."""

import numpy as np
import torch
from transformers import pipeline
from transformers.image_utils import load_image

from . import generation, json_files, onnx_files, teaching
from .decoder_check import empty_past
from .media import ROOT
from .reference import MARGIN, Answer, Case

TOLD = "wide"
"""The case whose every step is recorded."""


def image_of(case: Case):
    return load_image(str(ROOT / case.inputs["image"]))


def image_to_text(model, parts, case: Case) -> Answer:
    processor, tokenizer = parts[:2]
    options = generation.options_of(case)
    pipe = pipeline("image-to-text", model=model, tokenizer=tokenizer, image_processor=processor, device="cpu")
    prompt = {"prompt": case.inputs["text"]} if case.inputs["text"] else {}
    given = pipe.preprocess(image_of(case), **prompt)
    answer = written(pipe, given, options, case)
    if answer.output is None:
        return answer
    output = pipe(image_of(case), **prompt, generate_kwargs=options)
    assert output == [{"generated_text": tokenizer.decode(answer.feeds["sequence"], skip_special_tokens=True)}]
    return Answer(output, answer.margin, answer.intermediate, answer.decisions, answer.feeds, answer.plain)


def written(pipe, given: dict, options: dict, case: Case) -> Answer:
    """What `generate` made of what the pipeline's `preprocess` gives; without an output yet."""
    model, tokenizer = pipe.model, pipe.tokenizer

    def feeds() -> dict:
        # BLIP writes over the ids that it is given.
        return {name: value.clone() for name, value in given.items() if value is not None}

    settings = {**options, "generation_config": pipe.generation_config}
    sequence, made, margin = generation.generate(model, feeds(), settings)
    if margin < MARGIN:
        return Answer(None, margin, {})
    steps = len(made.logits) if options["num_beams"] == 1 else None
    start = len(sequence) - steps if steps else prompt_length(model, given)
    generated = sequence[start:].tolist()
    ends = ends_of(model)
    intermediate = {"generated_ids": generated, "ended": generated[-1] in ends}
    # A picture that was seen before is not fed again.
    if case.name == case.inputs["image"].split("/")[1].split(".")[0]:
        intermediate["pixel_values"] = json_files.tensor(given["pixel_values"])
    if case.name == TOLD:
        intermediate["steps"] = generation.steps_of(made.logits, generated, tokenizer)
    plain = generation.plain_ids(model, feeds(), settings, ("generation_config",))
    told = {
        **feeds(),
        "sequence": sequence.tolist(),
        "start": start,
        "logits": [row[0].numpy() for row in made.logits] if steps else None,
    }
    return Answer([], margin, intermediate, generated, told, plain and plain[start:])


def prompt_length(model, given: dict) -> int:
    if model.config.model_type != "blip":
        return given["input_ids"].shape[1] if given.get("input_ids") is not None else 1
    # Its last id is cut off; of a question nothing stands before the answer but the id that starts it.
    has_prompt = "input_ids" in given and not hasattr(model, "text_encoder")
    return given["input_ids"].shape[1] - 1 if has_prompt else 1


def ends_of(model) -> list[int]:
    if model.config.model_type == "blip":
        return [model.config.text_config.sep_token_id]
    ends = model.generation_config.eos_token_id
    return ends if isinstance(ends, list) else [ends]


def teach(model, parts, cases, forward, **options) -> None:
    """
    Each case learns a line of its own, behind its prompt. `forward(given, ids)` gives logits for every id: `given` holds
    what the pipeline's `preprocess` makes of all cases, `ids` begin with what starts the decoder.
    """
    processor, tokenizer = parts[:2]
    rows = []
    start, end = model_ends(model)
    for index, case in enumerate({tuple(case.inputs.items()): case for case in reversed(cases)}.values()):
        said = tokenizer(case.inputs.get("text", ""), add_special_tokens=False)["input_ids"]
        for line in generation.targets(case, index):
            taught = tokenizer(line, add_special_tokens=False)["input_ids"]
            ids = [start, *said, *taught, end]
            rows.append((case, ids, len(said)))
    pixels = torch.cat([processor(images=image_of(case), return_tensors="pt")["pixel_values"] for case, _, _ in rows])
    width = max(len(ids) for _, ids, _ in rows)
    together = torch.tensor([[*ids, *[ids[-1]] * (width - len(ids))] for _, ids, _ in rows])
    wanted = torch.full((len(rows), width), teaching.IGNORED)
    for row, (_, ids, said) in enumerate(rows):
        wanted[row, said : len(ids) - 1] = torch.tensor(ids[said + 1 :])
    questions = [case.inputs.get("question") for case, _, _ in rows]
    given = {"pixel_values": pixels.double(), **asked(tokenizer, questions)}

    def loss_of():
        logits = forward(given, together)[:, -width:]
        return torch.nn.functional.cross_entropy(logits.flatten(0, 1), wanted.flatten())

    teaching.fit(model, loss_of, **options)


def asked(tokenizer, questions) -> dict:
    if questions[0] is None:
        return {}
    made = tokenizer(questions, padding=True, return_tensors="pt")
    return {"input_ids": made["input_ids"], "attention_mask": made["attention_mask"]}


def model_ends(model) -> tuple[int, int]:
    config = model.config
    if config.model_type == "blip":
        return config.text_config.bos_token_id, config.text_config.sep_token_id
    if config.model_type == "git":
        return config.bos_token_id, config.eos_token_id
    return config.decoder_start_token_id, config.eos_token_id


def check(_model, repository, answers) -> float:
    """Encoders once, then the decoder step by step with what it keeps, against the logits that `generate` saw."""
    folder = repository / "onnx"
    encoders = [name for name in ("vision_encoder", "encoder_model") if (folder / f"{name}.onnx").exists()]
    writer = "model" if (folder / "model.onnx").exists() else "decoder_model_merged"
    graphs = {name: onnx_files.session(folder / f"{name}.onnx") for name in [*encoders, writer]}
    worst = 0.0
    for answer in answers:
        logits, sequence, start = (answer.feeds[name] for name in ("logits", "sequence", "start"))
        if logits is None:
            continue
        known = dict(answer.feeds)
        for name in encoders:
            known.update(onnx_files.run(graphs[name], known))
        fixed = {**known, "encoder_hidden_states": known.get("last_hidden_state")}
        ids, past = np.array([sequence[:start]]), empty_past(graphs[writer])
        for index, row in enumerate(logits):
            outputs = onnx_files.run(
                graphs[writer], {**fixed, **past, "input_ids": ids, "use_cache_branch": np.array([index > 0])}
            )
            worst = max(worst, float(np.abs(outputs["logits"][0, -1] - row).max()))
            # Later steps return empty caches for the encoder: the first ones stay.
            past = {
                name: past[name] if index and ".encoder." in name else outputs[name.replace("past_key_values", "present")]
                for name in past
            }
            ids = np.array([[sequence[start + index]]])
    return worst
