"""Models that draw boxes."""

import torch
import transformers as hf

from transformers.image_utils import load_image

from lib import onnx_files, teaching, vision_answers, weights
from lib.media import ROOT
from lib.reference import Case, Reference

from .vision import LABELS, NAMES, labels, pictures

QUERIES = 8
SHOWN = 4
"""So many scores of a picture lie near the thresholds or above."""
SIZE = {"shortest_edge": 64, "longest_edge": 96}


def detr(parts, seed: int):
    torch.manual_seed(seed)
    backbone = hf.ResNetConfig(
        embedding_size=16, hidden_sizes=[16, 16, 24, 32], depths=[1, 1, 1, 1], layer_type="basic", out_features=["stage4"]
    )
    config = hf.DetrConfig(
        use_timm_backbone=False, backbone_config=backbone, backbone=None, use_pretrained_backbone=False,
        num_queries=QUERIES, d_model=32, encoder_layers=2, decoder_layers=2, encoder_attention_heads=4,
        decoder_attention_heads=4, encoder_ffn_dim=64, decoder_ffn_dim=64, **labels(),
    )  # fmt: skip
    model = hf.DetrForObjectDetection(config)
    weights.randomise(model, seed, {r"query_position": 2.0})
    look_at_boxes(model, parts[0], seed)
    return model


def yolos(parts, seed: int):
    torch.manual_seed(seed)
    config = hf.YolosConfig(
        hidden_size=32, num_hidden_layers=2, num_attention_heads=4, intermediate_size=64, image_size=[64, 96],
        patch_size=16, num_detection_tokens=QUERIES, use_mid_position_embeddings=False, **labels(),
    )  # fmt: skip
    model = hf.YolosForObjectDetection(config)
    weights.randomise(model, seed, {r"detection_tokens": 2.0, r"projection.weight": 4.0})
    look_at_boxes(model, parts[0], seed)
    return model


def look_at_boxes(model, processor, seed: int) -> None:
    """Random queries all see the same. Each learns its own box, and a label that changes with the picture."""
    draw = torch.Generator().manual_seed(seed)
    nothing = len(LABELS)
    seen = []
    for name in NAMES:
        pixels = processor(load_image(str(ROOT / "media" / name)), return_tensors="pt")["pixel_values"].double()
        wanted = torch.randint(0, len(LABELS), (QUERIES,), generator=draw)
        wanted[torch.randperm(QUERIES, generator=draw)[: QUERIES // 2]] = nothing
        corners = torch.rand((QUERIES, 4), generator=draw, dtype=torch.float64)
        boxes = torch.cat([0.25 + 0.5 * corners[:, :2], 0.15 + 0.3 * corners[:, 2:]], dim=-1)
        seen.append((pixels, wanted, boxes))

    def loss_of():
        losses = []
        for pixels, wanted, boxes in seen:
            answered = model(pixel_values=pixels)
            losses.append(torch.nn.functional.cross_entropy(answered.logits[0], wanted))
            losses.append((answered.pred_boxes[0] - boxes).abs().mean())
        return sum(losses) / len(seen)

    teaching.fit(model, loss_of, until=0.2, steps=300)


def detected() -> list[Case]:
    return [*pictures(), Case("threshold", {"image": "media/wide.png"}, {"threshold": 0.7})]


def detector(family: str, make_processor, make_model) -> Reference:
    return Reference(
        family=family,
        task="object-detection",
        make_parts=lambda _folder: [make_processor(size=SIZE)],
        make_model=make_model,
        answer=vision_answers.object_detection,
        cases=detected(),
        export=onnx_files.export_with_optimum("object-detection"),
        check=onnx_files.check_single,
        variety=3,
    )


FOCAL = dict(
    encoder_hidden_dim=32, encoder_in_channels=[16, 24, 32], feat_strides=[8, 16, 32], encoder_layers=1, d_model=32,
    encoder_ffn_dim=48, encoder_attention_heads=4, num_queries=QUERIES, decoder_in_channels=[32, 32, 32],
    decoder_ffn_dim=48, decoder_layers=2, decoder_attention_heads=4, num_denoising=0, eval_size=None, hidden_expansion=0.5,
)  # fmt: skip


SPREAD = 2.5
"""Deviation of what `spread_scores` leaves."""
RANKED = 4.0
"""The same of what ranks the places of a picture."""
RARE = 1.3
"""So many deviations above the mean a score is 0.5."""


def rt_detr(parts, seed: int):
    torch.manual_seed(seed)
    backbone = hf.RTDetrResNetConfig(
        embedding_size=16, hidden_sizes=[16, 16, 24, 32], depths=[1, 1, 1, 1], layer_type="basic", out_indices=[2, 3, 4]
    )
    model = hf.RTDetrForObjectDetection(
        hf.RTDetrConfig(backbone_config=backbone, backbone=None, decoder_n_points=2, **FOCAL, **labels())
    )
    weights.randomise(model, seed)
    look_at_queries(model, parts[0], seed)
    return model


def d_fine(parts, seed: int):
    torch.manual_seed(seed)
    backbone = hf.HGNetV2Config(
        embedding_size=8, hidden_sizes=[16, 16, 24, 32], depths=[1, 1, 1, 1], stem_channels=[3, 8, 8],
        stage_in_channels=[8, 16, 16, 24], stage_mid_channels=[8, 8, 8, 8], stage_out_channels=[16, 16, 24, 32],
        stage_num_blocks=[1, 1, 1, 1], stage_numb_of_layers=[1, 1, 1, 1], stage_kernel_size=[3, 3, 3, 3],
        use_learnable_affine_block=True, out_indices=[2, 3, 4],
    )  # fmt: skip
    model = hf.DFineForObjectDetection(
        hf.DFineConfig(backbone_config=backbone, backbone=None, decoder_n_points=2, **FOCAL, **labels())
    )
    weights.randomise(model, seed)
    spread_scores(model, parts[0])
    return model


@torch.no_grad()
def spread_scores(model, processor) -> None:
    """Each label as often as another, some four scores of a picture above the threshold: seeds are then tried."""
    pictures = [load_image(str(ROOT / "media" / name)) for name in NAMES]
    answered = model.eval()(**processor(pictures, return_tensors="pt"))
    # The places that become queries stay the same, and are further apart.
    ranking, ranks = model.model.enc_score_head, answered.enc_outputs_class.max(-1).values
    ranking.weight.mul_(RANKED / ranks.std())
    ranking.bias.sub_(ranks.mean()).mul_(RANKED / ranks.std())
    logits = answered.logits
    mean, deviation = logits.mean((0, 1)), logits.std((0, 1))
    last = model.model.decoder.class_embed[-1]
    last.weight.mul_(SPREAD / deviation[:, None])
    last.bias.sub_(mean).mul_(SPREAD / deviation).sub_(SPREAD * RARE)


def look_at_queries(model, processor, seed: int) -> None:
    """Moves scores away from the thresholds: of each picture's best four the last stays below 0.7, the others go above.

    Only the decoder learns: the encoder ranks the places of a picture and the best become queries, so that while it
    learned the queries would change their places.
    """
    draw = torch.Generator().manual_seed(seed)
    pictures = [load_image(str(ROOT / "media" / name)) for name in NAMES]
    pixels = processor(pictures, return_tensors="pt")["pixel_values"]
    last = model.model.decoder.class_embed[-1]
    with torch.no_grad():
        logits = model.eval()(pixel_values=pixels).logits
        # Each label as often as another.
        mean, deviation = logits.mean((0, 1)), logits.std((0, 1))
        last.weight.div_(deviation[:, None])
        last.bias.sub_(mean).div_(deviation)
        logits = (logits - mean) / deviation + 0.1 * torch.randn(logits.shape, generator=draw)
    best = logits.flatten(1).topk(SHOWN).indices
    least, most = torch.full((2, *logits.flatten(1).shape), -9.0).double()
    most += 7.5
    for picture, places in enumerate(best):
        least[picture, places], most[picture, places] = 1.3, 9.0
        least[picture, places[-1]], most[picture, places[-1]] = 0.2, 0.6
    model.requires_grad_(False)
    model.model.decoder.requires_grad_(True)
    pixels = pixels.double()

    def loss_of():
        logits = model(pixel_values=pixels).logits.flatten(1)
        return ((least - logits).clamp(min=0) + (logits - most).clamp(min=0)).square().sum()

    teaching.fit(model, loss_of, until=0.05, steps=300)


def focal(family: str, make_model) -> Reference:
    return Reference(
        family=family,
        task="object-detection",
        make_parts=lambda _folder: [hf.RTDetrImageProcessor(size={"height": 64, "width": 64})],
        make_model=make_model,
        answer=vision_answers.focal_detection,
        cases=detected(),
        export=onnx_files.export_with_optimum("object-detection"),
        check=onnx_files.check_single,
        variety=3,
    )


REFERENCES = [
    detector("detr", hf.DetrImageProcessor, detr),
    detector("yolos", hf.YolosImageProcessor, yolos),
    focal("rt_detr", rt_detr),
    focal("d_fine", d_fine),
]
