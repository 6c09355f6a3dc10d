"""Python's own answers to questions about documents."""

import torch
from transformers import pipeline

from . import captions, generation, teaching
from .reference import Answer, Case


def prompt_of(question: str) -> str:
    return f"<s_docvqa><s_question>{question}</s_question><s_answer>"


def written(model, parts, case: Case) -> Answer:
    processor, tokenizer = parts[:2]
    pipe = pipeline(
        "document-question-answering", model=model, tokenizer=tokenizer, image_processor=processor, device="cpu"
    )
    asked = {"image": captions.image_of(case), "question": case.inputs["question"]}
    [made] = list(pipe.preprocess(asked))
    given = {"pixel_values": made["inputs"], "decoder_input_ids": made["decoder_input_ids"]}
    answer = captions.written(pipe, given, generation.options_of(case), case)
    if answer.output is None:
        return answer
    intermediate = {**answer.intermediate, "input_ids": made["decoder_input_ids"][0].tolist()}
    output = pipe(asked)
    return Answer(output, answer.margin, intermediate, [output[0]["answer"]], answer.feeds)


def teach(model, parts, cases, said_of, forward) -> None:
    """Each question learns what `said_of` gives for its case. `forward(given, ids)` gives logits for every id."""
    processor, tokenizer = parts[:2]

    def ids_of(text: str) -> list[int]:
        return tokenizer(text, add_special_tokens=False)["input_ids"]

    rows = [(ids_of(prompt_of(case.inputs["question"])), [*ids_of(said_of(case)), model.config.eos_token_id]) for case in cases]
    width = max(len(prompt) + len(said) for prompt, said in rows)
    together = torch.tensor([[*prompt, *said, *[said[-1]] * (width - len(prompt) - len(said))] for prompt, said in rows])
    wanted = torch.full((len(rows), width), teaching.IGNORED)
    for row, (prompt, said) in enumerate(rows):
        first = len(prompt) - 1
        wanted[row, first : first + len(said)] = torch.tensor(said)
    pixels = torch.cat([processor(images=captions.image_of(case), return_tensors="pt")["pixel_values"] for case in cases])

    def loss_of():
        logits = forward({"pixel_values": pixels.double()}, together)
        return torch.nn.functional.cross_entropy(logits.flatten(0, 1), wanted.flatten())

    teaching.fit(model, loss_of)
