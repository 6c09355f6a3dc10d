"""Models that speak. The noise is left out (`noise_scale` 0), so that a text has one wave."""

import json

import torch
import transformers as hf
from transformers import pipeline

from lib import json_files, onnx_files, weights
from lib.reference import MARGIN, Answer, Case, Reference

LETTERS = "k'zyudhesw-3cpj1mi fl0obra42nxvtq56g"
WAVE = 500
TEXTS = {
    "sentence": "The kettle is on.",
    # The padding is a letter, which Python finds before all else.
    "padding": "Take a kick, Kate!",
    "unknown": "Naïve: 100 % of 42 €",
    "two": "A red ball. It is in the sea, far away.",
    "short": "No",
}


def vits_tokenizer(folder):
    file = folder / "vocab.json"
    file.write_text(json.dumps({letter: index for index, letter in enumerate(LETTERS)}), "utf-8")
    return hf.VitsTokenizer(
        str(file), pad_token="k", unk_token="<unk>", language="eng", add_blank=True, normalize=True, phonemize=False
    )


def vits(parts, seed: int):
    torch.manual_seed(seed)
    config = hf.VitsConfig(
        vocab_size=len(LETTERS), hidden_size=16, num_hidden_layers=1, num_attention_heads=2, ffn_dim=32, flow_size=16,
        spectrogram_bins=17, upsample_initial_channel=32, upsample_rates=[8, 4], upsample_kernel_sizes=[16, 8],
        resblock_kernel_sizes=[3], resblock_dilation_sizes=[[1, 3]], duration_predictor_num_flows=2,
        depth_separable_num_layers=2, duration_predictor_flow_bins=4, prior_encoder_num_flows=2,
        prior_encoder_num_wavenet_layers=2, posterior_encoder_num_wavenet_layers=1, noise_scale=0.0,
        noise_scale_duration=0.0, sampling_rate=16000,
    )  # fmt: skip
    model = hf.VitsModel(config)
    for name, parameter in model.named_parameters():
        # Weights are kept as direction and length; the length is left as it is drawn.
        if parameter.ndim > 1 and parameter.requires_grad:
            draw = torch.Generator().manual_seed(seed * 1000 + len(name))
            with torch.no_grad():
                parameter.copy_(torch.randn(parameter.shape, generator=draw) * (parameter.std() + 1e-3))
    with torch.no_grad():
        # A wave that is not cut off at its peaks.
        model.decoder.conv_post.weight.mul_(0.05)
    return model


@torch.no_grad()
def speak(model, parts, case: Case) -> Answer:
    tokenizer = parts[0]
    pipe = pipeline("text-to-audio", model=model, tokenizer=tokenizer, device="cpu")
    output = pipe(case.inputs["text"])
    wave = torch.from_numpy(output["audio"])[0]
    feeds = dict(tokenizer(case.inputs["text"], return_tensors="pt"))
    # Durations are rounded up: another processor must come to the same.
    lengths = {len(wave)}
    for shift in (-1e-3, 1e-3):
        model.speaking_rate = 1.0 + shift
        lengths.add(model(**feeds).waveform.shape[-1])
    model.speaking_rate = 1.0
    is_decisive = len(lengths) == 1 and 150 < len(wave) < 30000 and 0.02 < wave.abs().max() < 0.95
    said = {
        "sampling_rate": output["sampling_rate"],
        "samples": len(wave),
        "wave": json_files.tensor(wave, WAVE),
    }
    intermediate = {"input_ids": feeds["input_ids"][0].tolist()}
    return Answer(said, MARGIN if is_decisive else 0.0, intermediate, [len(wave)], feeds)


REFERENCES = [
    Reference(
        family="vits",
        task="text-to-audio",
        make_parts=lambda folder: [vits_tokenizer(folder)],
        make_model=vits,
        answer=speak,
        cases=[Case(name, {"text": text}) for name, text in TEXTS.items()],
        export=onnx_files.export_with_optimum("text-to-audio"),
        check=onnx_files.check_single,
        variety=4,
    ),
]
