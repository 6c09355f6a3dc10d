"""Florence-2: what it sees stands before a sentence that names a task, and the answer is words and places."""

from pathlib import Path

import numpy as np
import torch
import transformers as hf
from transformers import EncoderDecoderCache, DynamicCache, pipeline
from transformers.image_utils import load_image

from layouts.blip import entries_of
from layouts.graphs import PARTS, merged, past_names, trace

from lib import generation, json_files, onnx_files, picture_chat, seq2seq, teaching, tokenizers, weights
from lib.decoder_check import empty_past
from lib.media import ROOT
from lib.reference import MARGIN, Answer, Case, Reference

from .picture_chats import BEAMS, image, text, user
from .picture_exports import embeddings

SIDE = 48
LONG = {"max_new_tokens": 40, "num_beams": 1}
"""The checkpoint itself looks with beams, as the published ones do."""
STEP = 16
"""A tiny vocabulary has every sixteenth place alone."""
MARKS = ("<od>", "</od>", "<sep>", "<poly>", "</poly>", "<ground>")
TOLD = "caption"


def at(*places: int) -> str:
    return "".join(f"<loc_{place * STEP}>" for place in places)


BOX = at(2, 3, 40, 50)
QUAD = at(1, 2, 30, 2, 30, 9, 1, 9)
ASKED = {
    "caption": ("wide.png", "<CAPTION>", "A cat sat on the mat."),
    "detailed": ("wide.png", "<DETAILED_CAPTION>", "The tower is 324 metres tall."),
    "objects": ("tall.jpg", "<OD>", f"cat{BOX}the tree{at(5, 6, 20, 30)}{at(7, 0, 61, 62)}"),
    "regions": ("grey.png", "<DENSE_REGION_CAPTION>", f"the big red ball{at(0, 1, 22, 33)}a phone{at(9, 9, 12, 60)}"),
    "proposals": ("alpha.png", "<REGION_PROPOSAL>", f"{at(4, 4, 8, 8)}{at(1, 30, 50, 60)}"),
    "read": ("large.jpg", "<OCR_WITH_REGION>", f"Hello{QUAD}公园{at(3, 20, 33, 22, 30, 40, 2, 38)}"),
    "words": ("large.jpg", "<OCR>", "Hello 公园"),
    "phrases": ("turned.jpg", "<CAPTION_TO_PHRASE_GROUNDING>A cat sat on the mat.", f"A cat{BOX}it{BOX}the mat{at(0, 40, 62, 61)}{at(1, 41, 9, 50)}"),
    "outline": ("turned.jpg", "<REFERRING_EXPRESSION_SEGMENTATION>a cat", at(2, 3, 20, 4, 30, 30, 25, 50, 3, 44)),
    "outlines": ("exact.png", f"<REGION_TO_SEGMENTATION>{BOX}", f"{at(1, 1, 9, 2, 8, 20)}<sep>{at(20, 20, 40, 22, 30, 50, 3)}"),
    "found": ("exact.png", "<OPEN_VOCABULARY_DETECTION>a ball", f"ball<poly>{at(6, 6, 20, 8, 12, 30)}</poly>sun<poly>{at(40, 1, 50, 2, 44, 9)}</poly>"),
    "found-box": ("grey.png", "<OPEN_VOCABULARY_DETECTION>the sea", f"the sea{at(0, 30, 62, 62)}"),
    "region": ("tall.jpg", f"<REGION_TO_DESCRIPTION>{BOX}", "a little girl who lived near the sea"),
    "own": ("alpha.png", "What is the capital of France?", "The capital of France is Paris."),
}  # fmt: skip


def cases() -> list[Case]:
    plain = [Case(name, {"messages": [user(image(file), text(words))]}, LONG) for name, (file, words, _) in ASKED.items()]
    return [*plain, Case("beams", {"messages": [user(image("exact.png"), text("<CAPTION>"))]}, BEAMS)]


def processor_of(folder):
    files = tokenizers.byte_level(folder, ("<s>", "<pad>", "</s>", "<unk>", "<mask>"))
    tokenizer = hf.BartTokenizerFast(*files, model_max_length=512, extra_special_tokens={"image_token": "<image>"})
    places = [f"<loc_{place}>" for place in range(0, 1000, STEP)]
    tokenizer.add_special_tokens({"additional_special_tokens": [*MARKS, *places]})
    pictures = hf.CLIPImageProcessor(
        size={"height": SIDE, "width": SIDE}, crop_size={"height": SIDE, "width": SIDE}, do_center_crop=False,
        image_mean=[0.485, 0.456, 0.406], image_std=[0.229, 0.224, 0.225], image_seq_length=10,
    )  # fmt: skip
    kinds = (
        "ocr", "pure_text", "description_with_bboxes", "description_with_polygons", "polygons", "bboxes",
        "description_with_bboxes_or_polygons",
    )  # fmt: skip
    settings = {**{kind: {} for kind in kinds}, "phrase_grounding": {"banned_grounding_tokens": ["it", "they"]}}
    return hf.Florence2Processor(pictures, tokenizer, post_processor_config=settings)


def model_of(parts, seed: int):
    tokenizer = parts[0].tokenizer
    ids = {"bos_token_id": 0, "pad_token_id": 1, "eos_token_id": 2, "decoder_start_token_id": 2, "forced_bos_token_id": 0}
    config = hf.Florence2Config(
        text_config={
            "model_type": "bart", "d_model": 32, "encoder_layers": 2, "decoder_layers": 2, "encoder_attention_heads": 4,
            "decoder_attention_heads": 4, "encoder_ffn_dim": 64, "decoder_ffn_dim": 64, "max_position_embeddings": 128,
            "vocab_size": len(tokenizer), **ids,
        },
        vision_config={
            "depths": [1, 1, 1], "patch_size": [7, 3, 3], "patch_stride": [4, 2, 2], "patch_padding": [3, 1, 1],
            "patch_prenorm": [False, True, True], "embed_dim": [8, 16, 32], "num_heads": [2, 2, 4], "num_groups": [2, 2, 4],
            "window_size": 5, "projection_dim": 32, "max_position_embeddings": 8, "max_temporal_embeddings": 4,
        },
        image_token_id=tokenizer.convert_tokens_to_ids("<image>"), pad_token_id=1,
    )  # fmt: skip
    torch.manual_seed(seed)
    model = hf.Florence2ForConditionalGeneration(config)
    weights.randomise(model, seed, embedding=0.3, scales={r"encoder_attn\.(q_proj|k_proj)\.weight": 2.0})
    model.generation_config = hf.GenerationConfig(**ids, num_beams=3, early_stopping=True)
    teach(model, parts[0])
    return model


def teach(model, processor) -> None:
    """What it sees is left as it is, so that it is looked once."""
    model.double().eval()
    tokenizer = processor.tokenizer
    rows, seen = [], []
    for case in cases():
        given = picture_chat.feeds_of(processor, case)
        with torch.no_grad(), teaching.in_float64():
            features = model.get_image_features(given["pixel_values"].double())
        lines = [ASKED[case.name][2]] if case.name in ASKED else generation.GARDEN_PATH
        for line in lines:
            # The first id is the decoder's own; it is forced to write the second.
            taught = tokenizer(line, add_special_tokens=False)["input_ids"]
            rows.append((given["input_ids"][0].tolist(), [2, 0, *taught, 2]))
            seen.append(features[0])
    source = teaching.padded([{"input_ids": ids, "labels": ids} for ids, _ in rows], 1)
    target = teaching.padded([{"input_ids": ids, "labels": ids} for _, ids in rows], 1)
    places = (source["input_ids"] == model.config.image_token_id)[..., None]
    features = torch.cat(seen)

    def loss_of():
        vectors = model.get_input_embeddings()(source["input_ids"]).masked_scatter(places, features)
        logits = model(
            inputs_embeds=vectors, attention_mask=source["attention_mask"], decoder_input_ids=target["input_ids"], use_cache=False
        ).logits[:, 1:-1]
        return torch.nn.functional.cross_entropy(logits.flatten(0, 1), target["labels"][:, 2:].flatten())

    torch.set_default_dtype(torch.float64)
    try:
        teaching.fit(model, loss_of)
    finally:
        torch.set_default_dtype(torch.float32)


def answer(model, parts, case: Case) -> Answer:
    processor = parts[0]
    tokenizer = processor.tokenizer
    options = generation.options_of(case)
    feeds = picture_chat.feeds_of(processor, case)
    sequence, made, margin = generation.generate(model, feeds, options)
    if margin < MARGIN:
        return Answer(None, margin, {})
    words, [picture] = picture_chat.prompt_of(case)
    written = tokenizer.decode(sequence, skip_special_tokens=True)
    output = pipeline("image-text-to-text", model=model, processor=processor, device="cpu")(
        images=picture, text=words, generate_kwargs=options
    )
    assert output[0]["generated_text"] == words + written, "the pipeline said something else"
    told = {"generated_text": words + written}
    if words.startswith("<"):
        task = words[: words.index(">") + 1]
        raw = processor.batch_decode(sequence[None], skip_special_tokens=False)[0]
        told["post_processed"] = processor.post_process_generation(raw, task=task, image_size=picture.size)
    generated = sequence[1:].tolist()
    intermediate = {"generated_ids": generated, "ended": generated[-1] == 2}
    if case.name in ("caption", "objects", "read"):
        intermediate["pixel_values"] = json_files.tensor(feeds["pixel_values"])
    if case.name == TOLD:
        intermediate["steps"] = generation.steps_of(made.logits, generated, tokenizer)
    fed = {
        **feeds,
        "logits": [row[0].numpy() for row in made.logits] if options["num_beams"] == 1 else None,
        "sequence": sequence.tolist(),
        "placed": model.config.image_token_id,
    }
    plain = generation.plain_ids(model, feeds, options)
    return Answer([told], margin, intermediate, generated, fed, plain and plain[1:])


class Sight(torch.nn.Module):
    def __init__(self, model):
        super().__init__()
        self.model = model

    def forward(self, pixel_values):
        return self.model.get_image_features(pixel_values)


class Source(torch.nn.Module):
    def __init__(self, model):
        super().__init__()
        self.encoder = model.model.language_model.encoder
        self.encoder.config._attn_implementation = "eager"

    def forward(self, inputs_embeds, attention_mask):
        return self.encoder(inputs_embeds=inputs_embeds, attention_mask=attention_mask).last_hidden_state


class Step(torch.nn.Module):
    """The first or a later step. What it has read is masked here: the library's own mask can't be traced."""

    def __init__(self, model):
        super().__init__()
        self.decoder, self.head = model.model.language_model.decoder, model.lm_head
        self.decoder._update_causal_mask = self.mask

    @staticmethod
    def mask(_attention, vectors, cache_position, _cache):
        places = torch.arange(cache_position[-1] + 1)
        return torch.where(places[None] <= cache_position[:, None], 0.0, torch.finfo(torch.float32).min)[None, None]

    def forward(self, encoder_attention_mask, encoder_hidden_states, inputs_embeds, *past):
        own, other = DynamicCache(), DynamicCache()
        for layer in range(len(past) // 4):
            keys, values, seen_keys, seen_values = past[4 * layer : 4 * layer + 4]
            own.update(keys, values, layer)
            other.update(seen_keys, seen_values, layer)
        cache = EncoderDecoderCache(own, other)
        made = self.decoder(
            inputs_embeds=inputs_embeds, encoder_hidden_states=encoder_hidden_states, past_key_values=cache,
            encoder_attention_mask=encoder_attention_mask, use_cache=True,
        )  # fmt: skip
        return self.head(made.last_hidden_state), *entries_of(cache, 2 if past else 4)


def export(model, _checkpoint: Path, target: Path) -> None:
    embeddings(model, target)
    pixels = torch.randn(1, 3, SIDE, SIDE)
    trace(Sight(model), {"pixel_values": pixels}, ["image_features"], {}, target / "vision_encoder.onnx")
    ones = torch.ones((1, 6), dtype=torch.long)
    read, places = {1: "encoder_sequence_length"}, {1: "decoder_sequence_length"}
    axes = {name: read for name in ("inputs_embeds", "attention_mask", "last_hidden_state")}
    vectors = torch.randn(1, 6, 32)
    trace(
        Source(model), {"inputs_embeds": vectors, "attention_mask": ones}, ["last_hidden_state"], axes,
        target / "encoder_model.onnx",
    )  # fmt: skip
    fixed = {"encoder_attention_mask": ones, "encoder_hidden_states": vectors}
    layers = model.config.text_config.decoder_layers
    every, presents = past_names(layers, PARTS), past_names(layers, PARTS, "present")
    first = {**fixed, "inputs_embeds": torch.randn(1, 3, 32)}
    with torch.no_grad():
        past = Step(model)(*first.values())[1:]
    lengths = {
        name: {2: "encoder_sequence_length" if ".encoder." in name else "past_decoder_sequence_length"}
        for name in [*every, *presents]
    }
    axes = {**lengths, "inputs_embeds": places, "logits": places, **{name: read for name in fixed}}
    later = {**fixed, "inputs_embeds": torch.randn(1, 1, 32), **dict(zip(every, past))}
    merged(
        (Step(model), first, ["logits", *presents], axes),
        (Step(model), later, ["logits", *past_names(layers, PARTS[:2], "present")], axes),
        target / "decoder_model_merged.onnx",
    )
    del model.model.language_model.decoder._update_causal_mask


def check(_model, repository, answers) -> float:
    """Sight and words become vectors, the encoder reads them, then the decoder step by step."""
    folder = repository / "onnx"
    names = ("embed_tokens", "vision_encoder", "encoder_model", "decoder_model_merged")
    embed, sight, encoder, decoder = (onnx_files.session(folder / f"{name}.onnx") for name in names)

    def vectors_of(ids):
        return onnx_files.run(embed, {"input_ids": np.asarray(ids)})["inputs_embeds"]

    worst = 0.0
    for answer in answers:
        feeds = answer.feeds
        if feeds["logits"] is None:
            continue
        ids = np.asarray(feeds["input_ids"])
        vectors = vectors_of(ids)
        vectors[ids == feeds["placed"]] = onnx_files.run(sight, feeds)["image_features"][0]
        attention = np.ones_like(ids)
        states = onnx_files.run(encoder, {"inputs_embeds": vectors, "attention_mask": attention})["last_hidden_state"]
        fixed = {"encoder_hidden_states": states, "encoder_attention_mask": attention}
        past = empty_past(decoder)
        for index, row in enumerate(feeds["logits"]):
            fresh = vectors_of([[feeds["sequence"][index]]])
            outputs = onnx_files.run(decoder, {**fixed, **past, "inputs_embeds": fresh, "use_cache_branch": np.array([index > 0])})
            worst = max(worst, float(np.abs(outputs["logits"][0, -1] - row).max()))
            past = {
                name: past[name] if index and ".encoder." in name else outputs[name.replace("past_key_values", "present")]
                for name in past
            }
    return worst


REFERENCES = [
    Reference(
        family="florence2", task="image-text-to-text", make_parts=lambda folder: [processor_of(folder)], make_model=model_of,
        answer=answer, cases=cases(), export=export, check=check, variety=40, accept=seq2seq.telling,
    )
]  # fmt: skip
