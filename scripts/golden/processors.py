"""Python's image processors, slow and fast, over tiny pictures: what `src/shared/image` must give.

Each case names a `preprocessor_config.json`, a picture made by a formula that the test repeats, and samples of the tensor.
"""

import json
import tempfile
import warnings
from pathlib import Path

import numpy as np
import torch
from PIL import Image
from transformers import AutoImageProcessor, logging
from transformers.models.auto.image_processing_auto import IMAGE_PROCESSOR_MAPPING_NAMES, get_image_processor_class_from_name

warnings.filterwarnings("ignore")
logging.set_verbosity_error()
logging.captureWarnings(True)

TARGET = Path(__file__).resolve().parents[2] / "src/shared/image/processors.golden.json"
TYPES = TARGET.parent / "rules/types.golden.json"
SIZES = [(23, 37), (64, 43), (37, 20), (50, 50)]
THIN = {"Donut": [(20, 130), (150, 11), (33, 250)]}
"""Of classes that go about long pictures in another way."""
SAMPLES = 12
EDGES = {"size": {"shortest_edge": 24, "longest_edge": 40}}
SQUARE = {"size": {"height": 20, "width": 26}}
CROP = {"size": {"shortest_edge": 21}, "crop_size": {"height": 16, "width": 18}}

# By class: configurations, each tried with the slow and with the fast class where there is one.
CASES = {
    "ViT": [SQUARE, {"size": 18, "resample": 3, "do_center_crop": True, "crop_size": 9}, {**SQUARE, "image_mean": 0.4, "image_std": 0.3},
            {**SQUARE, "do_normalize": False}, {**SQUARE, "do_rescale": False}, {"do_resize": False}, {**SQUARE, "resample": 0},],
    "DeiT": [{"size": 24, "crop_size": 17}, {**SQUARE, "crop_size": {"height": 23, "width": 15}}],
    "Beit": [{"size": 24, "crop_size": 17}, {"size": 24, "crop_size": 17, "do_center_crop": True}],
    "ConvNext": [{"size": {"shortest_edge": 20}}, {"size": 20, "crop_pct": None}, {"size": {"shortest_edge": 21}, "crop_pct": 0.95, "resample": 3},
                 {"size": {"shortest_edge": 20}, "crop_pct": 0.7}],
    "MobileViT": [{"size": 20, "crop_size": 24}, CROP, {"size": {"shortest_edge": 24}, "crop_size": 16, "do_flip_channel_order": False}],
    "MobileNetV1": [{"size": 24, "crop_size": 17}, CROP],
    "MobileNetV2": [{"size": 24, "crop_size": 17}, {**SQUARE, "do_center_crop": False}],
    "EfficientNet": [{"size": 22}, {"size": 22, "include_top": False}, {"size": 24, "do_center_crop": True, "crop_size": 19, "resample": 2},
                     {"size": 22, "rescale_offset": True, "rescale_factor": 1 / 127.5, "do_normalize": False}],
    "Levit": [{"size": 16, "crop_size": 16}, {**SQUARE, "crop_size": 12}],
    "PoolFormer": [{"size": 20, "crop_size": 20}, {**SQUARE, "crop_size": 20}, {"size": {"height": 18, "width": 18}, "crop_size": 20, "crop_pct": 0.8},
                   {"size": 20, "crop_size": 20, "crop_pct": None}],
    "CLIP": [{"size": 21, "crop_size": 21}, CROP, {"size": {"shortest_edge": 12}, "crop_size": 19}, {**CROP, "resample": 2},
             {**CROP, "size": {"shortest_edge": 21, "longest_edge": 25}}],
    "ChineseCLIP": [{**SQUARE, "crop_size": 16}, {**SQUARE, "do_center_crop": False}],
    "Siglip": [SQUARE, {**SQUARE, "resample": 2}],
    "Siglip2": [{"patch_size": 4, "max_num_patches": 20}, {"patch_size": 7, "max_num_patches": 12, "resample": 3}],
    "Blip": [SQUARE],
    "Bit": [CROP, {**CROP, "size": 24}],
    "Pvt": [SQUARE],
    "EfficientFormer": [{"size": 24, "crop_size": 17}],
    "DINOv3ViT": [SQUARE, {**SQUARE, "resample": 3}],
    "Sam2": [SQUARE],
    "Yolos": [{"size": {"shortest_edge": 51, "longest_edge": 90}}, {"size": {"shortest_edge": 51, "longest_edge": 70}}, SQUARE],
    "Detr": [EDGES, {**EDGES, "pad_size": {"height": 50, "width": 61}}, {**EDGES, "do_pad": False}, {"size": 24}, {"size": 24, "max_size": 31}, SQUARE],
    "ConditionalDetr": [EDGES],
    "DeformableDetr": [{"size": {"shortest_edge": 31, "longest_edge": 47}}],
    "GroundingDino": [EDGES],
    "RTDetr": [{"size": {"height": 32, "width": 32}}, {"size": {"height": 32, "width": 32}, "do_normalize": True}],
    "OwlViT": [SQUARE, {"size": 24, "crop_size": 17, "do_center_crop": True}],
    "Owlv2": [{"size": {"height": 20, "width": 20}}, {"size": {"height": 60, "width": 60}}],
    "Segformer": [SQUARE, {"size": 24}],
    "MaskFormer": [{**EDGES, "size_divisor": 8}, {"size": {"shortest_edge": 30, "longest_edge": 33}, "size_divisor": 4}],
    "Mask2Former": [{**EDGES, "size_divisor": 8}, {"size": 24, "size_divisor": 0}, {**SQUARE, "size_divisor": 16}],
    "Sam": [{"size": {"longest_edge": 40}, "pad_size": {"height": 40, "width": 44}}],
    "DPT": [SQUARE, {"size": {"height": 42, "width": 42}, "keep_aspect_ratio": True, "ensure_multiple_of": 14},
            {**SQUARE, "do_pad": True, "size_divisor": 16}],
    "GLPN": [{"size_divisor": 16}, {"size_divisor": 8, "resample": 3}],
    "Swin2SR": [{"size_divisor": 8}, {"pad_size": 5}],
    "Vilt": [{"size": {"shortest_edge": 30}, "size_divisor": 4}, {"size": {"shortest_edge": 20}, "size_divisor": 8, "do_pad": False}],
    "Donut": [{"size": {"height": 40, "width": 30}}, {"size": {"height": 40, "width": 30}, "do_align_long_axis": True}, {"size": [30, 40]}],
    "Nougat": [{"size": {"height": 40, "width": 30}}],
    "Idefics3": [{"size": {"longest_edge": 40}, "max_image_size": {"longest_edge": 12}}, {"size": {"longest_edge": 24}, "max_image_size": {"longest_edge": 24}},
                 {"size": {"longest_edge": 30}, "max_image_size": {"longest_edge": 12}, "do_image_splitting": False}],
    "Qwen2VL": [{"patch_size": 4, "min_pixels": 256, "max_pixels": 1024}, {"patch_size": 3, "merge_size": 3, "size": {"shortest_edge": 2000, "longest_edge": 4000}}],
    "SmolVLM": [{"size": {"longest_edge": 36}, "max_image_size": {"longest_edge": 12}}],
    "Gemma3": [SQUARE, {**SQUARE, "resample": 3}],
    "DepthPro": [SQUARE, {**SQUARE, "resample": 3}, {"size": {"height": 60, "width": 70}, "do_normalize": False}],
    "ZoeDepth": [{"size": {"height": 48, "width": 64}}, {"size": {"height": 48, "width": 64}, "do_pad": False, "keep_aspect_ratio": False},
                 {**SQUARE, "resample": 3, "ensure_multiple_of": 4}, {"do_resize": False}],
}  # fmt: skip


SLOW = ("Idefics3", "SmolVLM")
"""Their processors take the slow class, whichever the file names."""


def picture(width: int, height: int) -> np.ndarray:
    """Bands that turn and noise: uint8 [height, width, 3]; the test makes the same by the same integers."""
    y, x, channel = np.mgrid[0:height, 0:width, 0:3].astype(np.int64)
    return ((x * 7 + y * 13 * (channel + 1) + (x * x * 31 + y * y * 17 + x * y * 11 + channel * 101) % 97) % 256).astype(np.uint8)


def processor_of(config: dict):
    with tempfile.TemporaryDirectory() as folder:
        Path(folder, "preprocessor_config.json").write_text(json.dumps(config))
        return AutoImageProcessor.from_pretrained(folder)


def as_written(config: dict) -> dict:
    """As the fast class saves it: every key that is not set is there, and `null`."""
    try:
        saved = json.loads(processor_of(config).to_json_string())
    except Exception:  # noqa: BLE001 - what Python refuses is told of where it is asked
        return config
    return {key: value for key, value in saved.items() if not key.startswith("_")}


def answer(config: dict, pixels: np.ndarray, pick: np.random.Generator) -> dict:
    made = processor_of(config)(Image.fromarray(pixels), return_tensors="pt")
    values = made["pixel_values"].to(torch.float64).numpy()
    flat = values.flatten()
    places = np.sort(pick.choice(flat.size, min(SAMPLES, flat.size), replace=False))
    # Nine figures are a float32 and more.
    case = {"dims": list(values.shape), "places": places.tolist(), "values": [float(f"{flat[p]:.9g}") for p in places],
            "mean": float(f"{flat.mean():.7g}")}
    if (mask := made.get("pixel_mask", made.get("pixel_attention_mask"))) is not None:
        case["mask"] = {"dims": list(mask.shape), "sum": int(mask.sum())}
    if "spatial_shapes" in made:
        case["shapes"] = made["spatial_shapes"][0].tolist()
    return case


def types() -> None:
    """The class of each type of model whose files name none: the slow one where there is one."""
    known = {}
    for kind, (slow, fast) in sorted(IMAGE_PROCESSOR_MAPPING_NAMES.items()):
        name = (slow or fast or "").removesuffix("Fast").removesuffix("ImageProcessor").removesuffix("FeatureExtractor")
        if name in CASES:
            known[kind] = name
    TYPES.write_text(json.dumps(known, indent=2) + "\n")


def main() -> None:
    types()
    found, refused = {}, []
    pick = np.random.default_rng(5)
    for name, configs in CASES.items():
        for suffix in ("ImageProcessor", "ImageProcessorFast"):
            if get_image_processor_class_from_name(name + suffix) is None:
                continue
            if suffix == "ImageProcessorFast" and name in SLOW:
                continue
            for config in configs:
                full = {"image_processor_type": name + suffix, **config}
                if suffix == "ImageProcessorFast" and config is configs[-1]:
                    full = as_written(full)
                try:
                    pictures = [{"size": size, **answer(full, picture(*size), pick)} for size in SIZES]
                    other = np.random.default_rng(7)
                    pictures += [{"size": size, **answer(full, picture(*size), other)} for size in THIN.get(name, [])]
                    found.setdefault(name + suffix, []).append({"config": full, "pictures": pictures})
                except Exception as reason:  # noqa: BLE001 - what Python refuses has no answer
                    refused.append(f"{name}{suffix} {config}: {reason}")
    lines = [f"{json.dumps(name)}:{json.dumps(cases, separators=(',', ':'))}" for name, cases in found.items()]
    TARGET.write_text("{\n" + ",\n".join(lines) + "\n}\n")
    print(f"{len(found)} classes, {TARGET.stat().st_size / 1000:.0f} kB; Python refuses {len(refused)}:")
    for line in refused:
        print(" ", line[:200])


if __name__ == "__main__":
    torch.set_num_threads(1)
    main()
