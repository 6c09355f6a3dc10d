"""Python's own answers for sounds. Its pipelines read files through ffmpeg, which also resamples and mixes to mono."""

from dataclasses import replace

import numpy as np
import torch
from transformers import LogitsProcessorList, pipeline
from transformers.models.whisper import generation_whisper
from transformers.pipelines.audio_utils import ffmpeg_read

from . import json_files, margins, onnx_files
from .decoder_check import empty_past
from .generation import Shake
from .media import ROOT
from .reference import MARGIN, Answer, Case

GENERATED = ("language", "task", "num_beams", "do_sample", "max_new_tokens")
SAMPLES = 3000
FEATURES = 800
"""Of what a classifier is fed: as many values as show a wrong window, scale or padding."""
REFERENCE_OPTIONS = {"num_beams": 1, "do_sample": False}


def samples_of(extractor, name: str) -> np.ndarray:
    return ffmpeg_read((ROOT / name).read_bytes(), extractor.sampling_rate)


def features(extractor, samples) -> dict:
    fed = extractor(samples, sampling_rate=extractor.sampling_rate, return_tensors="pt")
    # Masks come as int32, which no graph takes.
    return {name: value.long() if value.dtype == torch.int32 else value for name, value in fed.items()}


def heard(extractor, case: Case):
    samples = samples_of(extractor, case.inputs["audio"])
    feeds = features(extractor, samples)
    name = extractor.model_input_names[0]
    intermediate = {"samples": json_files.tensor(samples, SAMPLES), name: json_files.tensor(feeds[name], SAMPLES)}
    return samples, feeds, intermediate


def audio_classification(model, parts, case: Case) -> Answer:
    extractor = parts[-1]
    feeds = features(extractor, samples_of(extractor, case.inputs["audio"]))
    name = extractor.model_input_names[0]
    intermediate = {name: json_files.tensor(feeds[name], FEATURES)}
    pipe = pipeline("audio-classification", model=model, feature_extractor=extractor, device="cpu")
    file = str(ROOT / case.inputs["audio"])
    output = pipe(file, **case.options)
    scores = [entry["score"] for entry in pipe(file, top_k=model.config.num_labels)]
    margin = margins.of_list(scores, min(len(output), len(scores)))
    return Answer(output, margin, intermediate, [output[0]["label"]], feeds)


def ctc(model, parts, case: Case) -> Answer:
    tokenizer, extractor = parts
    samples, feeds, intermediate = heard(extractor, case)
    pipe = pipeline(
        "automatic-speech-recognition", model=model, tokenizer=tokenizer, feature_extractor=extractor, device="cpu"
    )
    output = pipe(str(ROOT / case.inputs["audio"]), **case.options)
    with torch.no_grad():
        scores = margins.softmax(model(**feeds).logits[0].numpy())
    intermediate["frame_ids"] = scores.argmax(-1).tolist()
    margin = min(margins.between_best(row) for row in scores)
    return Answer(output, margin, intermediate, intermediate["frame_ids"], feeds)


def whisper(model, parts, case: Case) -> Answer:
    tokenizer, extractor = parts
    samples, feeds, intermediate = heard(extractor, case)
    options = {**REFERENCE_OPTIONS, **case.options}
    generated = {key: value for key, value in options.items() if key in GENERATED}
    others = {key: value for key, value in options.items() if key not in GENERATED}
    pipe = pipeline(
        "automatic-speech-recognition", model=model, tokenizer=tokenizer, feature_extractor=extractor, device="cpu"
    )
    file = str(ROOT / case.inputs["audio"])
    output = pipe(file, generate_kwargs=dict(generated), **others)
    timestamps = bool(options.get("return_timestamps"))
    # Whisper's generate hides its scores: what does not survive noise was no clear decision.
    sequences = [
        model.generate(
            input_features=feeds["input_features"],
            return_timestamps=timestamps,
            logits_processor=LogitsProcessorList([Shake(seed, size)]),
            **generated,
        )[0].tolist()
        for seed, size in ((0, 0.0), (1, 0.05), (2, 0.05), (3, 0.05))
    ]
    margin = MARGIN if all(sequence == sequences[0] for sequence in sequences) else 0.0
    intermediate["generated_ids"] = sequences[0]
    return Answer(output, margin, intermediate, sequences[0], {**feeds, "generated": sequences[0]})


def timed_whisper(model, parts, case: Case) -> Answer:
    """What follows from attentions must survive noise on them, too."""
    answer = whisper(model, parts, case)
    warp = generation_whisper._dynamic_time_warping
    noise = np.random.default_rng(0)
    try:
        generation_whisper._dynamic_time_warping = lambda costs: warp(costs + noise.normal(0, 1e-3, costs.shape))
        shaken = [whisper(model, parts, case).output for _ in range(3)]
    finally:
        generation_whisper._dynamic_time_warping = warp
    same = all(output == answer.output for output in shaken)
    return answer if same else replace(answer, margin=0.0)


def seq2seq(model, parts, case: Case) -> Answer:
    tokenizer, extractor = parts
    feeds = features(extractor, samples_of(extractor, case.inputs["audio"]))
    options = {**REFERENCE_OPTIONS, **case.options}
    pipe = pipeline(
        "automatic-speech-recognition", model=model, tokenizer=tokenizer, feature_extractor=extractor, device="cpu"
    )
    output = pipe(str(ROOT / case.inputs["audio"]), generate_kwargs=dict(options))
    sequences = [
        model.generate(**feeds, logits_processor=LogitsProcessorList([Shake(seed, size)]), **options)[0].tolist()
        for seed, size in ((0, 0.0), (1, 0.05), (2, 0.05), (3, 0.05))
    ]
    margin = MARGIN if all(sequence == sequences[0] for sequence in sequences) else 0.0
    intermediate = {
        "input_values": json_files.tensor(feeds["input_values"], FEATURES),
        "generated_ids": sequences[0],
    }
    return Answer(output, margin, intermediate, sequences[0], {**feeds, "generated": sequences[0]})


def check_whisper(model, repository, answers) -> float:
    return check_decoding(model, repository, answers, "input_features")


def check_seq2seq(model, repository, answers) -> float:
    return check_decoding(model, repository, answers, "input_values")


@torch.no_grad()
def check_decoding(model, repository, answers, heard_as: str) -> float:
    """Encoder, and the merged decoder fed with what was generated, against torch."""
    encoder = onnx_files.session(repository / "onnx" / "encoder_model.onnx")
    decoder = onnx_files.session(repository / "onnx" / "decoder_model_merged.onnx")
    start = model.generation_config.decoder_start_token_id
    worst = 0.0
    for answer in answers:
        ids = answer.feeds["generated"]
        ids = ids if ids[0] == start else [start, *ids]
        expected = model(**{heard_as: answer.feeds[heard_as]}, decoder_input_ids=torch.tensor([ids]))
        hidden = onnx_files.run(encoder, answer.feeds)["last_hidden_state"]
        worst = max(worst, float(np.abs(hidden - expected.encoder_last_hidden_state.numpy()).max()))
        past = empty_past(decoder)
        for index, token in enumerate(ids):
            feeds = {
                "encoder_hidden_states": hidden,
                "encoder_attention_mask": answer.feeds.get("attention_mask"),
                "input_ids": np.array([[token]]),
                "use_cache_branch": np.array([index > 0]),
                "cache_position": np.array([index]),
            }
            outputs = onnx_files.run(decoder, {**feeds, **past})
            worst = max(worst, float(np.abs(outputs["logits"][0, -1] - expected.logits[0, index].numpy()).max()))
            past = {
                name: past[name] if index and ".encoder." in name else outputs[name.replace("past_key_values", "present")]
                for name in past
            }
    return worst
