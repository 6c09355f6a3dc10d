"""Python's own answers to questions about pictures."""

import numpy as np
import torch
from transformers import pipeline

from . import captions, generation, json_files, margins, onnx_files
from .reference import Answer, Case


def pipe_of(model, parts):
    processor, tokenizer = parts[:2]
    return pipeline(
        "visual-question-answering", model=model, tokenizer=tokenizer, image_processor=processor, device="cpu"
    )


def ranked(model, parts, case: Case) -> Answer:
    """ViLT draws the order of the patches at random, which moves the last bits."""
    pipe = pipe_of(model, parts)
    inputs = {"image": captions.image_of(case), "question": case.inputs["question"]}
    torch.manual_seed(0)
    output = pipe(inputs, **case.options)
    scores = [entry["score"] for entry in pipe(inputs, top_k=model.config.num_labels)]
    feeds = dict(pipe.preprocess(inputs))
    intermediate = {
        "input_ids": feeds["input_ids"][0].tolist(),
        "pixel_values": json_files.tensor(feeds["pixel_values"]),
    }
    shown = min(case.options.get("top_k", 5), len(scores))
    return Answer(output, margins.of_list(scores, shown), intermediate, [output[0]["answer"]], feeds)


@torch.no_grad()
def check_ranked(model, repository, answers) -> float:
    graph = onnx_files.session(repository / "onnx" / "model.onnx")
    ours = ((onnx_files.run(graph, answer.feeds)["logits"], model(**answer.feeds).logits) for answer in answers)
    return max(float(np.abs(made - np.asarray(expected)).max()) for made, expected in ours)


def written(model, parts, case: Case) -> Answer:
    pipe = pipe_of(model, parts)
    inputs = {"image": captions.image_of(case), "question": case.inputs["question"]}
    given = dict(pipe.preprocess(inputs))
    answer = captions.written(pipe, given, generation.options_of(case), case)
    if answer.output is None:
        return answer
    intermediate = {**answer.intermediate, "input_ids": given["input_ids"][0].tolist()}
    said = pipe(inputs)
    return Answer(said, answer.margin, intermediate, [said[0]["answer"]], answer.feeds)
