"""Python's own answers for encoder-decoder text models, and the proof of their ONNX files."""

from copy import deepcopy
from pathlib import Path

import numpy as np
from transformers import pipeline

from . import generation, onnx_files
from .corpus import CHINESE, LINES
from .decoder_check import empty_past
from .reference import MARGIN, Answer, Case

LANGUAGES = ("src_lang", "tgt_lang")
KEYS = {"summarization": "summary_text", "translation": "translation_text", "text2text-generation": "generated_text"}


def answer_of(task: str, pipeline_task: str | None = None):
    """`pipeline_task` where Python's name carries more, as translation_en_to_zh does."""

    def answer(model, parts, case: Case) -> Answer:
        tokenizer = parts[0]
        options = generation.options_of(case)
        specific = deepcopy(model.config.task_specific_params)
        pipe = pipeline(pipeline_task or task, model=model, tokenizer=tokenizer, device="cpu")
        model.config.task_specific_params = specific  # the pipeline takes the prefix out
        languages = {name: options[name] for name in LANGUAGES if name in options}
        feeds = dict(pipe.preprocess(case.inputs["text"], **tokens_options(options), **languages))
        forced = {name: feeds.pop(name) for name in list(feeds) if name.startswith("forced_")}
        feeds = {name: feeds[name] for name in ("input_ids", "attention_mask")}
        given = {name: value for name, value in options.items() if name not in LANGUAGES}
        # The pipeline's own generation config: it holds what task_specific_params say.
        model.generation_config, kept = pipe.generation_config, model.generation_config
        sequence, made, margin = generation.generate(model, feeds, {**given, **forced, "max_length": None})
        plain = None
        if margin >= MARGIN:
            plain = generation.plain_ids(model, {**feeds, **forced}, {**given, "max_length": None}, ("max_length",))
        model.generation_config = kept
        if margin < MARGIN:
            return Answer(None, margin, {})
        output = pipe(case.inputs["text"], **options)
        assert set(output[0]) == {KEYS[task]}
        generated = sequence.tolist()
        text = tokenizer.decode(generated, skip_special_tokens=True)
        assert output[0][KEYS[task]] == text, f"the pipeline said {output[0][KEYS[task]]!r}, generate {text!r}"
        intermediate = {"input_ids": feeds["input_ids"][0].tolist(), "generated_ids": generated}
        intermediate["ended"] = generation.ended(model, generated)
        if case.name == "english":
            # The first id starts the decoder and is not chosen.
            intermediate["steps"] = generation.steps_of(made.logits, generated[1:], tokenizer)
        greedy = options["num_beams"] == 1
        feeds["logits"] = [row[0].numpy() for row in made.logits] if greedy else None
        feeds["generated"] = generated
        return Answer(output, margin, intermediate, generated[1:], feeds, plain)

    return answer


def lessons(tokenizer, cases, prefix: str) -> list[dict]:
    """A line of the corpus for each input, Chinese where the tokenizer's targets are."""
    taught = {}
    for index, case in enumerate(cases):
        if "src_lang" in case.options:
            tokenizer.src_lang, tokenizer.tgt_lang = case.options["src_lang"], case.options["tgt_lang"]
        lines = CHINESE if getattr(tokenizer, "target_lang", "") == "zh" else LINES
        source = tokenizer(prefix + case.inputs["text"], truncation=True)["input_ids"]
        chosen = generation.targets(case, index, lines)
        taught.setdefault(tuple(source), [tokenizer(text_target=line)["input_ids"] for line in chosen])
    return [{"input_ids": list(source), "labels": target} for source, made in taught.items() for target in made]


def tokens_options(options: dict) -> dict:
    return {"truncation": True} if options.get("truncation") else {"truncation": False}


def check(_model, repository: Path, answers) -> float:
    """Encoder once, then the merged decoder step by step with its caches, against what `generate` saw."""
    encoder = onnx_files.session(repository / "onnx" / "encoder_model.onnx")
    decoder = onnx_files.session(repository / "onnx" / "decoder_model_merged.onnx")
    worst = 0.0
    for answer in answers:
        if answer.feeds["logits"] is None:
            continue
        hidden = onnx_files.run(encoder, answer.feeds)["last_hidden_state"]
        fixed = {"encoder_hidden_states": hidden, "encoder_attention_mask": answer.feeds.get("attention_mask")}
        fixed = {name: value for name, value in fixed.items() if value is not None}
        past = empty_past(decoder)
        for index, row in enumerate(answer.feeds["logits"]):
            ids = np.array([[answer.feeds["generated"][index]]])
            feeds = {**fixed, "input_ids": ids, "use_cache_branch": np.array([index > 0]), **past}
            outputs = onnx_files.run(decoder, feeds)
            worst = max(worst, float(np.abs(outputs["logits"][0, -1] - row).max()))
            # Later steps return empty caches for the encoder: the first ones stay.
            past = {
                name: past[name] if index and ".encoder." in name else outputs[name.replace("past_key_values", "present")]
                for name in past
            }
    return worst


def telling(cases, answers) -> bool:
    """Different inputs give different texts, the ways to rank beams too, and the options change something."""
    texts = {tuple(answer.intermediate["generated_ids"]) for answer in answers}
    beams = [
        tuple(answer.intermediate["generated_ids"])
        for case, answer in zip(cases, answers)
        if case.options.get("num_beams", 1) > 1
    ]
    varied = len(set(beams)) > 1 or len(beams) < 2
    return varied and len(texts) >= len(answers) / 2 and generation.telling(cases, answers)
