"""Models that answer a question about a picture."""

import torch
import transformers as hf

from layouts import blip as blip_layout
from layouts import vilt as vilt_layout

from lib import captions, questions, tokenizers, weights
from lib.reference import Case, Reference

from .captions import LOOK, SIZE, VISION, blip_config, word_pieces
from .vision import NAMES, labels

ANSWERS = ("yes", "no", "two", "red", "a cat", "the sea", "公园", "warm")
ASKED = (
    "What is in the picture?",
    "how many balls are there?",
    "天气怎么样？",
    "Is the dog   happy?",
    "Where does the river begin?",
    "what colour is the phone",
    "Who is this 😀?",
)


def asked() -> list[Case]:
    cases = [
        Case(name.split(".")[0], {"image": f"media/{name}", "question": question}) for name, question in zip(NAMES, ASKED)
    ]
    return [*cases, Case("again", {"image": f"media/{NAMES[-1]}", "question": ASKED[0]})]


def ranked() -> list[Case]:
    wide = {"image": "media/wide.png", "question": ASKED[3]}
    return [*asked(), Case("top-two", wide, {"top_k": 2}), Case("every", wide, {"top_k": 50})]


def vilt(parts, seed: int):
    torch.manual_seed(seed)
    tokenizer = parts[1]
    config = hf.ViltConfig(
        vocab_size=len(tokenizer), hidden_size=32, num_hidden_layers=2, num_attention_heads=4, intermediate_size=64,
        max_position_embeddings=40, image_size=64, patch_size=16, **labels(ANSWERS),
    )  # fmt: skip
    model = hf.ViltForQuestionAnswering(config)
    weights.randomise(model, seed, {r"classifier.3.weight": 2.0, r"patch_embeddings.projection.weight": 4.0})
    return model


def blip(parts, seed: int):
    torch.manual_seed(seed)
    model = hf.BlipForQuestionAnswering(blip_config(parts[1]))
    weights.randomise(model, seed, **LOOK)

    def forward(given, ids):
        seen = model.vision_model(given["pixel_values"]).last_hidden_state
        words = {"input_ids": given["input_ids"], "attention_mask": given["attention_mask"]}
        read = model.text_encoder(**words, encoder_hidden_states=seen, return_dict=False)[0]
        return model.text_decoder(
            ids, encoder_hidden_states=read, encoder_attention_mask=given["attention_mask"]
        ).logits

    captions.teach(model, parts, asked(), forward)
    return model


def answerer(family: str, make_processor, make_tokenizer, make_model, answer, cases, layout, check) -> Reference:
    return Reference(
        family=family,
        task="visual-question-answering",
        make_parts=lambda folder: [make_processor(), make_tokenizer(folder)],
        make_model=make_model,
        answer=answer,
        cases=cases,
        export=lambda model, _checkpoint, target: layout(model, target),
        check=check,
        variety=4,
    )


REFERENCES = [
    answerer(
        "vilt", lambda: hf.ViltImageProcessor(size={"shortest_edge": 64}, size_divisor=16),
        lambda folder: tokenizers.word_piece(folder, hf.BertTokenizerFast), vilt, questions.ranked, ranked(),
        vilt_layout.answering, questions.check_ranked,
    ),
    answerer(
        "blip", lambda: hf.BlipImageProcessor(size=SIZE), word_pieces, blip, questions.written, asked(),
        blip_layout.answering, captions.check,
    ),
]  # fmt: skip
