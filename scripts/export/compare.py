"""What ONNX Runtime and PyTorch give for three pictures of different shapes, and a few words."""

from pathlib import Path

import numpy as np
import torch
import transformers as hf
from PIL import Image

from lib import onnx_files
from lib.decoder_check import empty_past

SHAPES = ((320, 240), (200, 333), (97, 97))
WORDS = "what is this"
STEPS = 4


def pictures() -> list[Image.Image]:
    draw = np.random.default_rng(0)
    made = []
    for width, height in SHAPES:
        coarse = draw.integers(0, 256, (5, 5, 3), dtype=np.uint8)
        made.append(Image.fromarray(coarse).resize((width, height), Image.Resampling.BICUBIC))
    return made


@torch.no_grad()
def report(model, repository: Path, bases: list[str]) -> str:
    """The largest difference of a logit, picture by picture, as Markdown."""
    processor = hf.AutoImageProcessor.from_pretrained(repository)
    words = {}
    if (repository / "tokenizer_config.json").exists():
        words = hf.AutoTokenizer.from_pretrained(repository)(WORDS, return_tensors="pt")
    graphs = {base: onnx_files.session(repository / "onnx" / f"{base}.onnx") for base in bases}
    rows = []
    for image in pictures():
        feeds = {**processor(images=image, return_tensors="pt"), **words}
        difference = differences[type(model).__name__](model, graphs, feeds)
        rows.append(f"| {image.width} × {image.height} | {difference:.0e} |\n")
        print(f"{image.width} x {image.height}: {difference:.0e} from PyTorch", flush=True)
    head = "Largest difference of a logit between ONNX Runtime (fp32, CPU) and PyTorch:\n\n| picture | difference |\n|---|---:|\n"
    return head + "".join(rows)


def between(ours, theirs) -> float:
    return float(np.abs(np.asarray(ours) - np.asarray(theirs)).max())


def vilt(model, graphs, feeds) -> float:
    return between(onnx_files.run(graphs["model"], feeds)["logits"], model(**feeds).logits)


def in_steps(graph, fixed: dict, ids: torch.Tensor) -> np.ndarray:
    """The logits of all ids, the last ones read one by one behind what is kept of those before."""
    past = empty_past(graph)
    logits = []
    for index, piece in enumerate([ids[:, :-STEPS], *ids[:, -STEPS:].split(1, dim=1)]):
        outputs = onnx_files.run(graph, {**fixed, **past, "input_ids": piece, "use_cache_branch": np.array([index > 0])})
        logits.append(outputs["logits"])
        past = {
            name: past[name] if index and ".encoder." in name else outputs[name.replace("past_key_values", "present")]
            for name in past
        }
    return np.concatenate(logits, axis=1)


def words_of(model) -> torch.Tensor:
    text = getattr(model.config, "text_config", model.config)
    return torch.tensor([[text.bos_token_id % text.vocab_size, *range(5, 5 + 2 * STEPS)]])


def git(model, graphs, feeds) -> float:
    pixels, ids = feeds["pixel_values"], words_of(model)
    seen = onnx_files.run(graphs["vision_encoder"], {"pixel_values": pixels})["image_features"]
    theirs = model(input_ids=ids, pixel_values=pixels).logits[:, seen.shape[1] :]
    return between(in_steps(graphs["model"], {"image_features": seen}, ids), theirs)


def blip_captioning(model, graphs, feeds) -> float:
    pixels, ids = feeds["pixel_values"], words_of(model)
    seen = onnx_files.run(graphs["encoder_model"], {"pixel_values": pixels})["last_hidden_state"]
    theirs = model(pixel_values=pixels, input_ids=ids).logits
    return between(in_steps(graphs["decoder_model_merged"], {"encoder_hidden_states": seen}, ids), theirs)


def blip_answering(model, graphs, feeds) -> float:
    pixels, ids = feeds["pixel_values"], words_of(model)
    asked = {"input_ids": feeds["input_ids"], "attention_mask": feeds["attention_mask"]}
    seen = onnx_files.run(graphs["vision_encoder"], {"pixel_values": pixels})["image_embeds"]
    read = onnx_files.run(graphs["encoder_model"], {**asked, "image_embeds": seen})["last_hidden_state"]
    vision = model.vision_model(pixel_values=pixels).last_hidden_state
    question = model.text_encoder(**asked, encoder_hidden_states=vision, return_dict=False)[0]
    theirs = model.text_decoder(ids, encoder_hidden_states=question).logits
    return between(in_steps(graphs["decoder_model_merged"], {"encoder_hidden_states": read}, ids), theirs)


def cut_outs(model, graphs, feeds) -> float:
    """A point in the middle and a box around it: the logits of the masks."""
    middle = model.config.prompt_encoder_config.image_size / 2
    asked = {
        "input_points": torch.full((1, 1, 1, 2), middle),
        "input_labels": torch.ones(1, 1, 1, dtype=torch.int64),
        "input_boxes": torch.tensor([[[middle / 2, middle / 2, middle * 1.5, middle * 1.5]]]),
    }
    pixels = feeds["pixel_values"]
    seen = onnx_files.run(graphs["vision_encoder"], {"pixel_values": pixels})
    ours = onnx_files.run(graphs["prompt_encoder_mask_decoder"], {**asked, **seen})["pred_masks"]
    return between(ours, model(pixel_values=pixels, **{name: value.clone() for name, value in asked.items()}).pred_masks)


differences = {
    "BlipForConditionalGeneration": blip_captioning,
    "BlipForQuestionAnswering": blip_answering,
    "GitForCausalLM": git,
    "Sam2Model": cut_outs,
    "SamModel": cut_outs,
    "ViltForQuestionAnswering": vilt,
}
