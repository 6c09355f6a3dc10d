"""Python's own answers for the tasks of encoder-only text models, each with its margin."""

import numpy as np
import torch
from transformers import pipeline
from transformers.pipelines.token_classification import AggregationStrategy

from . import margins
from .reference import Answer, Case

SPECIAL_INPUTS = {"offset_mapping", "special_tokens_mask", "overflow_to_sample_mapping"}


def pipe_of(task: str, model, parts):
    return pipeline(task, model=model, tokenizer=parts[0], device="cpu")


def encoded(tokenizer, *texts, **options) -> dict:
    return dict(tokenizer(*texts, return_tensors="pt", **options))


def ids(feeds: dict) -> list[int]:
    return feeds["input_ids"][0].tolist()


def text_classification(model, parts, case: Case) -> Answer:
    pipe = pipe_of("text-classification", model, parts)
    text = case.inputs["text"]
    output = pipe(text, **case.options)
    scores = [entry["score"] for entry in pipe(text, **{**case.options, "top_k": None})]
    feeds = encoded(parts[0], text, truncation=case.options.get("truncation", False))
    label = output[0]["label"]
    return Answer(output, margins.of_list(scores, len(output)), {"input_ids": ids(feeds)}, [label], feeds)


def token_classification(model, parts, case: Case) -> Answer:
    pipe = pipe_of("token-classification", model, parts)
    found = []
    choose = pipe.aggregate_word

    def aggregate_word(entities, strategy):
        found.append(word_margin(entities, strategy))
        return choose(entities, strategy)

    pipe.aggregate_word = aggregate_word
    text = case.inputs["text"]
    output = pipe(text, **case.options)
    feeds = encoded(parts[0], text, truncation=True)
    with torch.no_grad():
        scores = margins.softmax(model(**feeds).logits[0])
    found += [margins.between_best(row) for row in scores[1:-1]]
    labels = scores.argmax(axis=-1).tolist()
    return Answer(output, min(found), {"input_ids": ids(feeds)}, labels, feeds)


def word_margin(entities, strategy) -> float:
    scores = np.stack([entity["scores"] for entity in entities])
    if strategy == AggregationStrategy.AVERAGE:
        return margins.between_best(np.nanmean(scores, axis=0))
    if strategy == AggregationStrategy.MAX:
        return min(margins.between_best(scores.max(axis=1)), 1.0)
    return margins.between_best(scores[0])


def question_answering(model, parts, case: Case) -> Answer:
    pipe = pipe_of("question-answering", model, parts)
    top_k = case.options.get("top_k", 1)
    given = {"question": case.inputs["question"], "context": case.inputs["context"]}
    output = pipe(**given, **case.options)
    output = output if isinstance(output, list) else [output]
    more = pipe(**given, **{**case.options, "top_k": top_k + 1})
    scores = [entry["score"] for entry in (more if isinstance(more, list) else [more])]
    _, options, _ = pipe._sanitize_parameters(**case.options)
    example = pipe.create_sample(**given)
    length = {key: case.options[key] for key in ("max_seq_len", "doc_stride") if key in case.options}
    windows = [dict(window) for window in pipe.preprocess(example, **length)]
    feeds = {name: windows[0][name] for name in parts[0].model_input_names}
    intermediate = {"input_ids": [window["input_ids"][0].tolist() for window in windows]}
    answer = output[0]["answer"]
    return Answer(output, margins.of_list(scores, len(output)), intermediate, [answer], feeds)


def fill_mask(model, parts, case: Case) -> Answer:
    pipe = pipe_of("fill-mask", model, parts)
    options = dict(case.options)
    if options.pop("truncation", False):
        options["tokenizer_kwargs"] = {"truncation": True}
    text = case.inputs["text"]
    output = pipe(text, **options)
    top_k = options.get("top_k", 5)
    more = pipe(text, **{**options, "top_k": top_k + 1})
    lists = more if isinstance(more[0], list) else [more]
    margin = min(margins.of_list(chances(entries, "targets" in options), top_k) for entries in lists)
    feeds = encoded(parts[0], text, **options.get("tokenizer_kwargs", {}))
    tokens = [entries[0]["token"] for entries in lists]
    return Answer(output, margin, {"input_ids": ids(feeds)}, tokens, feeds)


def chances(entries, among_each_other: bool) -> list[float]:
    """Targets are seldom what the model would say: they are decided among each other."""
    scores = [entry["score"] for entry in entries]
    return [score / sum(scores) for score in scores] if among_each_other else scores


def zero_shot_classification(model, parts, case: Case) -> Answer:
    pipe = pipe_of("zero-shot-classification", model, parts)
    labels = case.inputs["candidate_labels"]
    output = pipe(case.inputs["text"], labels, **case.options)
    template = case.options.get("hypothesis_template", "This example is {}.")
    pairs = [(case.inputs["text"], template.format(label)) for label in labels]
    every = [encoded(parts[0], *pair, truncation="only_first") for pair in pairs]
    margin = margins.of_list(output["scores"], len(labels))
    best = labels.index(output["labels"][0])
    return Answer(output, margin, {"input_ids": [ids(feeds) for feeds in every]}, [best], every[0])


def pooled(model, parts, text: str, pooling: str, normalize: bool, truncation: bool):
    """`none` is Python's pipeline; the others are the recipe of the sentence-transformers model cards."""
    feeds = encoded(parts[0], text, truncation=truncation)
    with torch.no_grad():
        hidden = model(**feeds).last_hidden_state[0]
    mask = feeds["attention_mask"][0].unsqueeze(-1).float()
    if pooling == "mean":
        hidden = (hidden * mask).sum(0) / mask.sum(0)
    elif pooling == "cls":
        hidden = hidden[0]
    elif pooling == "last":
        hidden = hidden[int(mask.sum()) - 1]
    if normalize:
        hidden = torch.nn.functional.normalize(hidden, dim=-1)
    return hidden.numpy(), feeds


def feature_extraction(model, parts, case: Case, prompts=None) -> Answer:
    options = case.options
    truncation = options.get("truncation", False)
    prompt = prompt_of(case, prompts)
    made = [
        pooled(model, parts, prompt + text, options["pooling"], options.get("normalize", False), truncation)
        for text in case.inputs["texts"]
    ]
    if options["pooling"] == "none" and not options.get("normalize"):
        pipe = pipe_of("feature-extraction", model, parts)
        for (vectors, _), text in zip(made, case.inputs["texts"]):
            np.testing.assert_allclose(vectors, np.array(pipe(text, truncation=truncation))[0], atol=1e-6)
    intermediate = {"input_ids": [ids(feeds) for _, feeds in made]}
    return Answer([vectors for vectors, _ in made], None, intermediate, feeds=made[0][1])


def sentence_similarity(model, parts, case: Case, prompts=None) -> Answer:
    texts = [case.inputs["source_sentence"], *case.inputs["sentences"]]
    prompt = prompt_of(case, prompts)
    made = [pooled(model, parts, prompt + text, case.options.get("pooling", "mean"), True, True) for text in texts]
    scores = [float(made[0][0] @ vectors) for vectors, _ in made[1:]]
    intermediate = {"input_ids": [ids(feeds) for _, feeds in made]}
    return Answer(scores, margins.of_list(scores, len(scores)), intermediate, feeds=made[0][1])


def prompt_of(case: Case, prompts: dict[str, str] | None) -> str:
    """What sentence-transformers puts before each text (`config_sentence_transformers.json`)."""
    name = case.options.get("prompt_name")
    return (prompts or {})[name] if name else ""
