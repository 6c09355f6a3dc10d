"""Models that speak. The noise is left out (`noise_scale` 0), so that a text has one wave."""

import io
import json
import tempfile
from contextlib import contextmanager
from pathlib import Path

import numpy as np
import sentencepiece
import torch
import transformers as hf
from optimum.exporters.onnx import main_export
from optimum.onnx import merge_decoders
from transformers import pipeline
from transformers.models.speecht5.modeling_speecht5 import SpeechT5SpeechDecoderPrenet

from lib import json_files, onnx_files
from lib.decoder_check import empty_past
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


SPEAKER = 8
MELS = 8
SPOKEN = {"sentence": "The kettle", "short": "No", "unknown": "Na\u00efve  \u20ac!", "comma": "A sea,"}


def spell(folder):
    """The letters of `spm_char.model`, by which Python's slow tokenizer reads."""
    written = io.BytesIO()
    lines = [*SPOKEN.values(), "abcdefghijklmnopqrstuvwxyz THE QUICK, BROWN. FOX!"]
    sentencepiece.SentencePieceTrainer.train(
        sentence_iterator=iter(line.replace("\u00ef", "i").replace("\u20ac", "") for line in lines), model_writer=written,
        model_type="char", vocab_size=60, hard_vocab_limit=False, character_coverage=1.0, pad_id=1, bos_id=0, eos_id=2,
        unk_id=3, num_threads=1, minloglevel=2,
    )  # fmt: skip
    file = folder / "spm_char.model"
    file.write_bytes(written.getvalue())
    return hf.SpeechT5Tokenizer(str(file))


def speecht5(parts, seed: int):
    config = hf.SpeechT5Config(
        vocab_size=len(parts[0]), hidden_size=32, encoder_layers=1, encoder_attention_heads=4, encoder_ffn_dim=48,
        decoder_layers=2, decoder_ffn_dim=48, decoder_attention_heads=4, num_mel_bins=MELS, speaker_embedding_dim=SPEAKER,
        speech_decoder_prenet_units=16, speech_decoder_prenet_layers=2, speech_decoder_prenet_dropout=0.0,
        speech_decoder_postnet_layers=2, speech_decoder_postnet_units=16, reduction_factor=2, conv_dim=[8], conv_kernel=[10],
        conv_stride=[5], num_feat_extract_layers=1, num_conv_pos_embeddings=4, num_conv_pos_embedding_groups=2,
        max_speech_positions=800, max_text_positions=100, encoder_max_relative_position=16, initializer_range=0.2,
        bos_token_id=0, pad_token_id=1, eos_token_id=2, decoder_start_token_id=2,
    )  # fmt: skip
    # Most draws say at once that a text has ended, or never.
    for draw in range(1000):
        torch.manual_seed(seed * 1000 + draw)
        model = hf.SpeechT5ForTextToSpeech(config).eval()
        model.speech_decoder_postnet.prob_out.weight.data.mul_(6)
        if find_ends(model, parts[0]):
            return model
    raise AssertionError("no draw ends its texts")


@contextmanager
def kept_values():
    """Python drops at random in every step, and with a share of 0 everything; a graph with that share drops nothing."""
    drop = SpeechT5SpeechDecoderPrenet._consistent_dropout
    SpeechT5SpeechDecoderPrenet._consistent_dropout = lambda _layer, values, p: values
    try:
        yield
    finally:
        SpeechT5SpeechDecoderPrenet._consistent_dropout = drop


@torch.no_grad()
def find_ends(model, tokenizer) -> bool:
    """Moves the bias of the end to where texts end, decided clearly, not at once, and not all at their longest."""
    told, prob_out = [], model.speech_decoder_postnet.prob_out
    watch = prob_out.register_forward_hook(lambda _layer, _given, logits: told[-1].append(logits[0].clone()))
    with kept_values():
        for text in SPOKEN.values():
            told.append([])
            ids = tokenizer(text, return_tensors="pt")
            model.generate(**ids, speaker_embeddings=torch.from_numpy(speaker()), threshold=3.0)
            # What the first steps say the more, no bias can put off.
            if torch.stack(told[-1])[3:].sum(-1).max() < torch.stack(told[-1])[:3].sum(-1).max():
                break
    watch.remove()
    for shift in torch.linspace(-12, 12, 241):
        ends = []
        for logits in told:
            sums = torch.sigmoid(torch.stack(logits) + shift).sum(-1)
            over = (sums >= 0.5).nonzero()
            last = int(over[0]) if len(over) else len(sums) - 1
            ends.append((last + 1, len(over) > 0, float((sums[: last + 1] - 0.5).abs().min())))
        if len(ends) == len(SPOKEN) and all(steps > 3 and margin > 0.06 for steps, _, margin in ends) and any(by for _, by, _ in ends):
            prob_out.bias.add_(shift)
            return True
    return False


def vocoder() -> hf.SpeechT5HifiGan:
    torch.manual_seed(11)
    config = hf.SpeechT5HifiGanConfig(
        model_in_dim=MELS, upsample_initial_channel=16, upsample_rates=[8, 4], upsample_kernel_sizes=[16, 8],
        resblock_kernel_sizes=[3], resblock_dilation_sizes=[[1, 3]], initializer_range=0.3,
    )  # fmt: skip
    made = hf.SpeechT5HifiGan(config).eval()
    with torch.no_grad():
        # A wave that is not cut off at its peaks.
        made.conv_post.weight.mul_(0.1)
    return made


def speaker() -> np.ndarray:
    return np.random.default_rng(3).normal(0, 1, (1, SPEAKER)).astype(np.float32)


@torch.no_grad()
def say(model, parts, case: Case) -> Answer:
    tokenizer = parts[0]
    ends, prob_out = [], model.speech_decoder_postnet.prob_out
    watch = prob_out.register_forward_hook(lambda _layer, _given, told: ends.append(float(torch.sigmoid(told).sum())))
    with kept_values():
        pipe = pipeline("text-to-audio", model=model, tokenizer=tokenizer, vocoder=vocoder(), device="cpu")
        output = pipe(case.inputs["text"], forward_params={"speaker_embeddings": torch.from_numpy(speaker())})
    watch.remove()
    wave = torch.from_numpy(output["audio"]).flatten()
    is_decisive = all(abs(end - 0.5) > 0.05 for end in ends) and 3 < len(ends) and 0.02 < wave.abs().max() < 0.98
    feeds = dict(tokenizer(case.inputs["text"], return_tensors="pt"))
    said = {"sampling_rate": output["sampling_rate"], "samples": len(wave), "wave": json_files.tensor(wave, WAVE)}
    intermediate = {"input_ids": feeds["input_ids"][0].tolist()}
    return Answer(said, MARGIN if is_decisive else 0.0, intermediate, [len(wave)], {**feeds, "wave": wave, "steps": len(ends)})


def export_speecht5(_model, checkpoint: Path, target: Path) -> None:
    """The layout of the Hub: encoder, merged decoder, and what comes behind it together with the vocoder."""
    with tempfile.TemporaryDirectory() as scratch:
        made, voice = Path(scratch) / "made", Path(scratch) / "vocoder"
        vocoder().save_pretrained(voice)
        main_export(
            str(checkpoint), made, task="text-to-audio", model_kwargs={"vocoder": str(voice)},
            do_validation=False, library_name="transformers",
        )  # fmt: skip
        merge_decoders(
            made / "decoder_model.onnx", made / "decoder_with_past_model.onnx", save_path=made / "decoder_model_merged.onnx",
            strict=False,
        )  # fmt: skip
        for name in ("encoder_model", "decoder_model_merged", "decoder_postnet_and_vocoder"):
            (target / f"{name}.onnx").write_bytes((made / f"{name}.onnx").read_bytes())


def write_speaker(_model, _parts, repository: Path) -> None:
    (repository / "speaker_embeddings.bin").write_bytes(speaker().tobytes())


def check_speecht5(model, repository: Path, answers) -> float:
    names = ("encoder_model", "decoder_model_merged", "decoder_postnet_and_vocoder")
    encoder, decoder, last = (onnx_files.session(repository / "onnx" / f"{name}.onnx") for name in names)
    worst = 0.0
    for answer in answers:
        heard = onnx_files.run(encoder, answer.feeds)
        past, sequence, frames = empty_past(decoder), np.zeros((1, 1, MELS), np.float32), []
        for step in range(answer.feeds["steps"]):
            feeds = {
                "encoder_hidden_states": heard["encoder_outputs"],
                "encoder_attention_mask": heard["encoder_attention_mask"],
                "speaker_embeddings": speaker(),
                "output_sequence": sequence,
                "use_cache_branch": np.array([step > 0]),
            }
            outputs = onnx_files.run(decoder, {**feeds, **past})
            frames.append(outputs["spectrum"])
            sequence = outputs["output_sequence_out"]
            past = {
                name: past[name] if step and ".encoder." in name else outputs[name.replace("past_key_values", "present")]
                for name in past
            }
        wave = onnx_files.run(last, {"spectrogram": np.concatenate(frames)})["waveform"].flatten()
        worst = max(worst, float(np.abs(wave - answer.feeds["wave"].numpy()).max()))
    return worst


REFERENCES = [
    Reference(
        family="speecht5",
        task="text-to-audio",
        make_parts=lambda folder: [spell(folder), hf.SpeechT5FeatureExtractor()],
        make_model=speecht5,
        answer=say,
        cases=[Case(name, {"text": text}) for name, text in SPOKEN.items()],
        export=export_speecht5,
        check=check_speecht5,
        variety=2,
        extra_files=write_speaker,
    ),
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
