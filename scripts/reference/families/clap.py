"""CLAP: sounds beside texts. Python draws pieces of long sounds at random; here they lie in the middle, as in the app."""

from contextlib import contextmanager
from pathlib import Path

import numpy as np
import torch
import transformers as hf
from transformers import pipeline

from lib import audio_answers, json_files, margins, onnx_files, weights
from lib.media import ROOT
from lib.reference import Answer, Case, Reference

from .encoders import roberta_tokenizer

LABELS = ["a bell", "a dog", "the sea", "speech", "music and noise"]
SOUNDS = ("tones", "noisy", "short", "stereo", "studio", "brief", "silence", "long")
FED = ("input_ids", "attention_mask", "input_features", "is_longer")
GIVEN = ("logits_per_audio", "logits_per_text", "text_embeds", "audio_embeds")


@contextmanager
def in_the_middle():
    drawn, chosen = np.random.randint, np.random.choice
    np.random.randint = lambda low, high: (low + high - 1) // 2
    np.random.choice = lambda places: places[len(places) // 2]
    try:
        yield
    finally:
        np.random.randint, np.random.choice = drawn, chosen


def zero_shot(model, parts, case: Case) -> Answer:
    tokenizer, extractor = parts
    labels = case.inputs["candidate_labels"]
    pipe = pipeline(
        "zero-shot-audio-classification", model=model, tokenizer=tokenizer, feature_extractor=extractor, device="cpu"
    )
    with in_the_middle():
        output = pipe(str(ROOT / case.inputs["audio"]), candidate_labels=labels, **case.options)
        samples = audio_answers.samples_of(extractor, case.inputs["audio"])
        heard = extractor([samples], sampling_rate=extractor.sampling_rate, return_tensors="pt")
    template = case.options.get("hypothesis_template", "This is a sound of {}.")
    texts = tokenizer([template.format(label) for label in labels], return_tensors="pt", padding=True)
    feeds = {**texts, "input_features": heard["input_features"].float(), "is_longer": torch.tensor(heard["is_longer"])}
    margin = margins.of_list([entry["score"] for entry in output], len(labels))
    intermediate = {"input_features": json_files.tensor(feeds["input_features"], audio_answers.FEATURES)}
    return Answer(output, margin, intermediate, [output[0]["label"]], feeds)


def clap(is_fused: bool):
    def make(parts, seed: int):
        torch.manual_seed(seed)
        text = {
            "vocab_size": len(parts[0]), "hidden_size": 16, "num_hidden_layers": 1, "num_attention_heads": 2,
            "intermediate_size": 32, "max_position_embeddings": 80, "pad_token_id": parts[0].pad_token_id,
        }  # fmt: skip
        audio = {
            "spec_size": 128, "num_mel_bins": 64, "patch_size": 4, "patch_stride": [4, 4], "window_size": 8,
            "patch_embeds_hidden_size": 8, "hidden_size": 16, "depths": [1, 1], "num_attention_heads": [2, 2],
            "enable_fusion": is_fused, "aff_block_r": 2, "num_classes": 4,
        }  # fmt: skip
        model = hf.ClapModel(hf.ClapConfig(text_config=text, audio_config=audio, projection_dim=16))
        weights.randomise(model, seed, {r"position_embeddings": 0.5, r"relative_position_bias_table": 0.2})
        with torch.no_grad():
            model.logit_scale_a.fill_(2.0)
            model.logit_scale_t.fill_(2.0)
        return model

    return make


def export(model, _checkpoint: Path, target: Path) -> None:
    class Compared(torch.nn.Module):
        def __init__(self):
            super().__init__()
            self.model = model

        def forward(self, *fed):
            outputs = self.model(**dict(zip(FED, fed)))
            return tuple(outputs[name] for name in GIVEN)

    ids = torch.ones((3, 7), dtype=torch.long) * 5
    mels = torch.randn(1, 4 if model.config.audio_config.enable_fusion else 1, 101, 64)
    tokens = {0: "text_batch_size", 1: "sequence_length"}
    torch.onnx.export(
        Compared().eval(),
        (ids, torch.ones_like(ids), mels, torch.tensor([[True]])),
        str(target / "model.onnx"),
        input_names=list(FED),
        output_names=list(GIVEN),
        dynamic_axes={"input_ids": tokens, "attention_mask": tokens},
        opset_version=17,
        dynamo=False,
    )


def cases() -> list[Case]:
    return [
        *(Case(name, {"audio": f"media/{name}.wav", "candidate_labels": LABELS}) for name in SOUNDS),
        Case(
            "template",
            {"audio": "media/tones.wav", "candidate_labels": LABELS[:3]},
            {"hypothesis_template": "I hear {}, and nothing else."},
        ),
        Case("one-label", {"audio": "media/short.wav", "candidate_labels": LABELS[:1]}),
    ]


def reference(variant: str, **extractor) -> Reference:
    return Reference(
        family="clap",
        task="zero-shot-audio-classification",
        variant=variant,
        make_parts=lambda folder: [roberta_tokenizer(folder), hf.ClapFeatureExtractor(max_length_s=1, **extractor)],
        make_model=clap(variant == "fused"),
        answer=zero_shot,
        cases=cases(),
        export=export,
        check=onnx_files.check_single,
        variety=2,
    )


REFERENCES = [
    reference("unfused", truncation="rand_trunc", frequency_min=50),
    reference("fused", truncation="fusion", frequency_min=50),
]
