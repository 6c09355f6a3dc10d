"""Writes Python's answers beside the TypeScript modules that must equal them."""

import hashlib
import json
import subprocess
from pathlib import Path
from types import SimpleNamespace

import numpy as np
import torch
from PIL import Image
from transformers import (
    ASTFeatureExtractor,
    ClapFeatureExtractor,
    Gemma3nAudioFeatureExtractor,
    GenerationConfig,
    GenerationMixin,
    ParakeetFeatureExtractor,
    PretrainedConfig,
    PreTrainedModel,
    SeamlessM4TFeatureExtractor,
    WhisperFeatureExtractor,
)
from transformers.generation.logits_process import (
    EncoderNoRepeatNGramLogitsProcessor,
    EncoderRepetitionPenaltyLogitsProcessor,
    EpsilonLogitsWarper,
    EtaLogitsWarper,
    ExponentialDecayLengthPenalty,
    ForcedBOSTokenLogitsProcessor,
    ForcedEOSTokenLogitsProcessor,
    LogitNormalization,
    MinLengthLogitsProcessor,
    MinPLogitsWarper,
    NoBadWordsLogitsProcessor,
    NoRepeatNGramLogitsProcessor,
    RepetitionPenaltyLogitsProcessor,
    SequenceBiasLogitsProcessor,
    SuppressTokensAtBeginLogitsProcessor,
    SuppressTokensLogitsProcessor,
    TemperatureLogitsWarper,
    TopKLogitsWarper,
    TopPLogitsWarper,
    TypicalLogitsWarper,
    WhisperTimeStampLogitsProcessor,
)
from transformers.models.whisper.generation_whisper import WhisperGenerationMixin
from transformers.models.whisper.tokenization_whisper import _collate_word_timestamps, _decode_asr
from transformers.utils import ModelOutput

SOURCE = Path(__file__).resolve().parents[2] / "src"
FILTERS = {"nearest": 0, "lanczos": 1, "bilinear": 2, "bicubic": 3, "box": 4, "hamming": 5}


def write(path: str, value: object) -> None:
    (SOURCE / path).write_text(json.dumps(value, separators=(",", ":")) + "\n")


def picture(width: int, height: int, seed: int) -> np.ndarray:
    """Noise, so that every rounding counts: uint8 [height, width, 3]."""
    return np.random.default_rng(seed).integers(0, 256, (height, width, 3), dtype=np.uint8)


def resize() -> None:
    cases = []
    for index, (source, target) in enumerate([((13, 9), (5, 4)), ((7, 11), (20, 15)), ((16, 16), (16, 5)), ((40, 3), (1, 3)), ((19, 31), (10, 8))]):
        pixels = picture(*source, seed=index)
        for name, number in FILTERS.items():
            resized = np.asarray(Image.fromarray(pixels).resize(target, resample=number))
            cases.append({
                "filter": name,
                "source": {"width": source[0], "height": source[1], "data": pixels.flatten().tolist()},
                "target": {"width": target[0], "height": target[1], "data": resized.flatten().tolist()},
            })
    write("shared/image/resize.golden.json", cases)


def hashed(width: int, height: int) -> np.ndarray:
    """A picture that the test makes by the same formula, since it is too large to be written down: uint8 [height, width, 3]."""
    numbers = np.arange(width * height * 3, dtype=np.uint64)
    return ((numbers * 2654435761 % 2**32) >> 24).astype(np.uint8).reshape(height, width, 3)


def resize_large() -> None:
    """Pictures of several batches, by what a hash tells of the answer."""
    cases = []
    for source, target in (((1600, 1200), (341, 256)), ((700, 2600), (300, 120)), ((700, 500), (1801, 1201)), ((9000, 300), (31, 300))):
        pixels = hashed(*source)
        for name in ("bilinear", "bicubic"):
            planes = torch.from_numpy(pixels).permute(2, 0, 1)[None]
            fast = torch.nn.functional.interpolate(planes, target[::-1], mode=name, antialias=True)[0].permute(1, 2, 0)
            slow = Image.fromarray(pixels).resize(target, resample=FILTERS[name])
            for library, resized in (("pillow", np.asarray(slow)), ("torchvision", fast.numpy())):
                cases.append({
                    "filter": name,
                    "library": library,
                    "source": {"width": source[0], "height": source[1]},
                    "target": {"width": target[0], "height": target[1]},
                    "sha256": hashlib.sha256(np.ascontiguousarray(resized).tobytes()).hexdigest(),
                })
    write("shared/image/resize-large.golden.json", cases)


def sound(seconds: float) -> np.ndarray:
    """A rising tone and its octave, float32 at 16 kHz; the test makes the same by the same formula."""
    time = np.arange(int(16_000 * seconds), dtype=np.float64) / 16_000
    return (0.5 * np.sin(2 * np.pi * (220 + 90 * time) * time) + 0.2 * np.sin(2 * np.pi * 1760 * time)).astype(np.float32)


def mel() -> None:
    extractor = WhisperFeatureExtractor(feature_size=80)
    short = extractor(sound(1.7), sampling_rate=16_000, return_tensors="np")["input_features"][0]
    long = extractor(sound(33.0), sampling_rate=16_000, return_tensors="np", truncation=False, padding="longest")["input_features"][0]
    def sample(features: np.ndarray) -> dict:
        return {"shape": list(features.shape), "values": [
            {"bin": b, "frame": f, "value": float(features[b, f])}
            for b in range(0, 80, 13) for f in (0, 1, 57, 168, 169, 170, 2999, features.shape[1] - 1)
        ]}
    write("shared/audio/mel.golden.json", {"short": sample(short), "long": sample(long)})


def resample() -> None:
    """FFmpeg, through which Python's pipelines read files: rates that occur, and stereo to mono."""
    def through(samples: np.ndarray, channels: int, source: int, target: int) -> list[float]:
        command = ["ffmpeg", "-v", "error", "-f", "f32le", "-ac", str(channels), "-ar", str(source), "-i", "-",
                   "-ac", "1", "-ar", str(target), "-f", "f32le", "-"]
        heard = subprocess.run(command, input=samples.astype("<f4").tobytes(), capture_output=True, check=True).stdout
        return np.frombuffer(heard, "<f4").astype(float).tolist()

    cases = []
    # The last ones need more filters than FFmpeg keeps, or end where half a filter's length is no longer there.
    for seed, (source, target, count) in enumerate([
        (44100, 16000, 600), (48000, 16000, 600), (22050, 16000, 600), (8000, 16000, 600), (11025, 16000, 600),
        (22254, 16000, 1237), (44056, 16000, 1237), (16001, 16000, 600), (7919, 16000, 600), (96000, 16000, 1237),
    ]):
        noise = np.random.default_rng(seed).uniform(-0.8, 0.8, count).astype(np.float32)
        cases.append({"source": source, "target": target, "samples": noise.astype(float).tolist(),
                      "expected": through(noise, 1, source, target)})
    stereo = np.random.default_rng(9).uniform(-0.8, 0.8, (20, 2)).astype(np.float32)
    mono = {"left": stereo[:, 0].astype(float).tolist(), "right": stereo[:, 1].astype(float).tolist(),
            "expected": through(stereo.flatten(), 2, 16000, 16000)}
    write("shared/audio/resample.golden.json", {"cases": cases, "mono": mono})


def sampling() -> None:
    generator = torch.Generator().manual_seed(7)
    cases = []
    for size in (6, 40):
        logits = (torch.randn(1, size, generator=generator) * 3)
        ids = torch.randint(0, size, (1, 5), generator=generator)
        for name, processor, value in [
            ("repetition_penalty", RepetitionPenaltyLogitsProcessor(1.3), 1.3),
            ("temperature", TemperatureLogitsWarper(0.7), 0.7),
            ("top_k", TopKLogitsWarper(3), 3),
            ("top_p", TopPLogitsWarper(0.6), 0.6),
            ("top_p", TopPLogitsWarper(0.05), 0.05),
            ("top_p", TopPLogitsWarper(0.97), 0.97),
            ("min_p", MinPLogitsWarper(0.1), 0.1),
            ("min_p", MinPLogitsWarper(1.0), 1.0),
            ("typical_p", TypicalLogitsWarper(0.3), 0.3),
            ("typical_p", TypicalLogitsWarper(0.9), 0.9),
            ("epsilon_cutoff", EpsilonLogitsWarper(0.05), 0.05),
            ("epsilon_cutoff", EpsilonLogitsWarper(0.99), 0.99),
            ("eta_cutoff", EtaLogitsWarper(0.3), 0.3),
        ]:
            out = processor(ids, logits.clone())[0].tolist()
            cases.append({"name": name, "value": value, "ids": ids[0].tolist(), "logits": logits[0].tolist(),
                          "expected": [None if x == float("-inf") else x for x in out]})
    write("shared/generation/sampling.golden.json", cases)


BIASES = [[[4], 2.5], [[1, 2], -1.5], [[7, 8], -10.0]]


def processors() -> None:
    """On a vocabulary of ten, after ids in which runs repeat."""
    generator = torch.Generator().manual_seed(11)
    source = [5, 1, 2, 6, 1, 2, 9]
    cases = []
    for ids in ([3], [1, 2], [1, 2, 3, 1, 2], [4, 4, 4, 4], [0, 7, 8, 0, 7]):
        for name, value, processor in [
            ("no_repeat_ngram", 1, NoRepeatNGramLogitsProcessor(1)),
            ("no_repeat_ngram", 2, NoRepeatNGramLogitsProcessor(2)),
            ("no_repeat_ngram", 3, NoRepeatNGramLogitsProcessor(3)),
            ("source_ngram", 2, EncoderNoRepeatNGramLogitsProcessor(2, torch.tensor(source))),
            ("min_length", 5, MinLengthLogitsProcessor(5, [0, 9])),
            ("forced_bos", 6, ForcedBOSTokenLogitsProcessor(6)),
            ("forced_eos", 5, ForcedEOSTokenLogitsProcessor(5, [9])),
            ("bad_words", [[4], [9], [7, 8], [1, 2, 3]], NoBadWordsLogitsProcessor([[4], [9], [7, 8], [1, 2, 3]], [9])),
            ("suppress", [2, 5], SuppressTokensLogitsProcessor([2, 5])),
            ("suppress_begin", [2, 5], SuppressTokensAtBeginLogitsProcessor([2, 5], 2)),
            ("sequence_bias", BIASES, SequenceBiasLogitsProcessor(BIASES)),
            ("source_penalty", 1.5, EncoderRepetitionPenaltyLogitsProcessor(1.5, torch.tensor([source]))),
            ("decay_length", [1, 1.4], ExponentialDecayLengthPenalty((1, 1.4), [0, 9], 1)),
            ("normalise", None, LogitNormalization()),
        ]:
            logits = torch.randn(1, 10, generator=generator)
            out = processor(torch.tensor([ids]), logits.clone())[0].tolist()
            cases.append({"name": name, "value": value, "ids": ids, "source": source, "logits": logits[0].tolist(),
                          "expected": [None if x == float("-inf") else x for x in out]})
    write("shared/generation/processors.golden.json", cases)


class TableConfig(PretrainedConfig):
    model_type = "table"


class Table(PreTrainedModel, GenerationMixin):
    """A model whose next logits are a row for the last id and a row for the length: the test computes the same."""

    config_class = TableConfig
    main_input_name = "input_ids"

    def __init__(self, config: TableConfig, after: torch.Tensor, at: torch.Tensor):
        super().__init__(config)
        self.after, self.at = after, at
        self.unused = torch.nn.Parameter(torch.zeros(1))

    def forward(self, input_ids, **_):
        from transformers.modeling_outputs import CausalLMOutput

        return CausalLMOutput(logits=self.after[input_ids] + self.at[input_ids.shape[1] % len(self.at)])

    def prepare_inputs_for_generation(self, input_ids, **_):
        return {"input_ids": input_ids}


def beams() -> None:
    size = 9
    cases = []
    for seed in range(6):
        generator = torch.Generator().manual_seed(seed)
        after = (torch.randn(size, size, generator=generator) * 2).round(decimals=3)
        at = torch.randn(4, size, generator=generator).round(decimals=3)
        model = Table(TableConfig(vocab_size=size, is_encoder_decoder=False), after, at)
        asked = []
        for options in (
            {"num_beams": 2},
            {"num_beams": 4},
            {"num_beams": 4, "length_penalty": 0.0},
            {"num_beams": 3, "length_penalty": 2.0, "early_stopping": True},
            {"num_beams": 3, "length_penalty": 2.0, "early_stopping": "never"},
            {"num_beams": 3, "length_penalty": -1.0, "early_stopping": "never"},
            {"num_beams": 4, "early_stopping": True, "no_repeat_ngram_size": 2},
            {"num_beams": 3, "min_new_tokens": 6, "repetition_penalty": 1.3},
            {"num_beams": 3, "forced_eos_token_id": 0},
            {"num_beams": 3, "forced_bos_token_id": 5, "eos_token_id": [0, 3]},
            {"num_beams": 2, "eos_token_id": [0, 3, 6], "length_penalty": 0.5},
            {"num_beams": 3, "bad_words_ids": [[8], [4]], "renormalize_logits": True},
            {"num_beams": 3, "exponential_decay_length_penalty": [3, 1.2]},
            {"num_beams": 3, "encoder_repetition_penalty": 2.5},
        ):
            for prompt in ([1], [2, 7, 4]):
                given = {"eos_token_id": 0, "pad_token_id": 8, "max_new_tokens": 12, **options}
                made = model.generate(torch.tensor([prompt]), do_sample=False, use_cache=False, output_scores=True,
                                      return_dict_in_generate=True, **given)
                ids = made.sequences[0, len(prompt):].tolist()
                asked.append({"prompt": prompt, "options": given, "ids": ids, "score": float(made.sequences_scores[0])})
        cases.append({"after": after.tolist(), "at": at.tolist(), "asked": asked})
    cases.append(renormalised())
    def short(value):
        return [short(item) for item in value] if isinstance(value, list) else round(value, 3)
    write("shared/generation/beams.golden.json", [{**case, "after": short(case["after"]), "at": short(case["at"])} for case in cases])


def settings() -> None:
    """Logits as a checkpoint's settings leave them, all at once and step by step: their order counts as well."""
    size = 9
    generator = torch.Generator().manual_seed(23)
    after = (torch.randn(size, size, generator=generator) * 2).round(decimals=3)
    at = torch.randn(4, size, generator=generator).round(decimals=3)
    model = Table(TableConfig(vocab_size=size, is_encoder_decoder=False), after, at)
    draws = {"do_sample": True, "temperature": 0.7, "top_k": 6, "top_p": 0.9}
    asked = []
    for place, options in enumerate((
        {"repetition_penalty": 1.4, "no_repeat_ngram_size": 2, "suppress_tokens": [2, 5]},
        {"bad_words_ids": [[4], [1, 7]], "min_new_tokens": 3, "begin_suppress_tokens": [6], "renormalize_logits": True},
        {"encoder_repetition_penalty": 1.7, "repetition_penalty": 1.2, "encoder_no_repeat_ngram_size": 2},
        {"sequence_bias": [[[3], 1.5], [[1, 2], -4.0]], "repetition_penalty": 1.3, "min_length": 6},
        {"exponential_decay_length_penalty": (2, 1.3), "suppress_tokens": [1], "forced_eos_token_id": 0},
        {"forced_bos_token_id": 7, "repetition_penalty": 1.5, "suppress_tokens": [7]},
        draws,
        {**draws, "repetition_penalty": 1.3, "suppress_tokens": [3], "renormalize_logits": True},
        {**draws, "min_p": 0.05, "typical_p": 0.8},
        {**draws, "epsilon_cutoff": 0.02, "eta_cutoff": 0.03, "bad_words_ids": [[2]]},
        {"do_sample": True, "temperature": 1.6, "top_k": 0, "top_p": 0.5, "typical_p": 0.6, "eta_cutoff": 0.1, "no_repeat_ngram_size": 1},
        {"do_sample": False, "temperature": 0.2, "top_k": 2, "top_p": 0.1, "min_p": 0.5},
    )):
        for prompt in ([1], [2, 7, 4, 7]):
            torch.manual_seed(place)
            given = {"eos_token_id": 0, "pad_token_id": 8, "max_new_tokens": 6, **options}
            made = model.generate(torch.tensor([prompt]), use_cache=False, output_scores=True, return_dict_in_generate=True, **given)
            scores = [[None if value == float("-inf") else round(value, 6) for value in row[0].tolist()] for row in made.scores]
            asked.append({"prompt": prompt, "options": given, "ids": made.sequences[0, len(prompt):].tolist(), "scores": scores})
    def short(rows):
        return [[round(value, 3) for value in row] for row in rows]
    write("shared/generation/settings.golden.json", {"after": short(after.tolist()), "at": short(at.tolist()), "asked": asked})


def renormalised() -> dict:
    """Vocabulary end, a, b, pad. Whether the banned pad's half is given back to the end decides between [a] and [b]."""
    rows = [[0, 0, 0, 0], [0.5, 1e-9, 1e-9, 0.5], [0.9, 1e-9, 1e-9, 0.1], [1e-9, 0.6, 0.4, 1e-9]]
    after = torch.tensor(rows).clamp(min=1e-9).log()
    at = torch.zeros(1, 4)
    model = Table(TableConfig(vocab_size=4, is_encoder_decoder=False), after, at)
    asked = []
    for normalised in (False, True):
        given = {"num_beams": 2, "eos_token_id": 0, "pad_token_id": 3, "max_new_tokens": 4, "bad_words_ids": [[3]],
                 "renormalize_logits": normalised}
        made = model.generate(torch.tensor([[3]]), do_sample=False, use_cache=False, output_scores=True,
                              return_dict_in_generate=True, **given)
        asked.append({"prompt": [3], "options": given, "ids": made.sequences[0, 1:].tolist(),
                      "score": float(made.sequences_scores[0])})
    return {"after": after.tolist(), "at": at.tolist(), "asked": asked}


def whisper() -> None:
    """A vocabulary of 60: ids 0-29 words, 30 the end, 31 <|notimestamps|>, 32-59 timestamps."""
    config = GenerationConfig(no_timestamps_token_id=31, eos_token_id=30, bos_token_id=30, max_initial_timestamp_index=5)
    processor = WhisperTimeStampLogitsProcessor(config, begin_index=3)
    generator = torch.Generator().manual_seed(3)
    rules = []
    for written in ([], [32], [32, 5], [32, 5, 9], [32, 5, 40], [32, 5, 40, 40], [32, 5, 40, 40, 7], [33, 1, 59]):
        for scale in (1.0, 4.0):
            logits = torch.randn(1, 60, generator=generator) * scale
            ids = torch.tensor([[1, 2, 3, *written]])
            out = processor(ids, logits.clone())[0].tolist()
            rules.append({"ids": ids[0].tolist(), "logits": logits[0].tolist(),
                          "expected": [None if x == float("-inf") else x for x in out]})
    segments = []
    for ids in ([32, 5, 6, 40], [32, 5, 6, 40, 40, 7, 50], [32, 5, 40, 40, 7, 8], [5, 6, 7], [32, 5, 40, 40], [32, 5, 6],
                [32, 5, 40, 41, 6, 7, 50, 50, 3, 4]):
        for frames in (3000, 1234):
            found, advance = WhisperGenerationMixin._retrieve_segment(
                seek_sequence=torch.tensor(ids), seek_outputs=[{}], time_offset=torch.tensor([1.5], dtype=torch.float64),
                timestamp_begin=32, seek_num_frames=torch.tensor([frames]), time_precision=0.02,
                time_precision_features=0.01, input_stride=2, prev_idx=0, idx=0, return_token_timestamps=False,
                decoder_input_ids=torch.tensor([[1, 2, 3]]),
            )
            segments.append({"ids": ids, "frames": frames, "advance": int(advance), "kept": [t for s in found for t in s["tokens"].tolist()]})
    compression = []
    for ids, vocabulary in (([7] * 60, 51865), (list(range(300, 340)), 51865), ([5, 6, 7] * 20 + [50257], 51865), ([3, 4] * 9, 200)):
        ratio = WhisperGenerationMixin._retrieve_compression_ratio(torch.tensor(ids), vocabulary)
        compression.append({"ids": ids, "vocabulary": vocabulary, "ratio": float(ratio)})
    logprobs = []
    for temperature in (0.0, 0.4, 1.0):
        scores = torch.randn(12, generator=generator) * 3
        mean = WhisperGenerationMixin._retrieve_avg_logprobs((scores,), torch.tensor([4]), temperature)
        logprobs.append({"scores": scores.tolist(), "id": 4, "temperature": temperature, "logprob": float(mean)})
    write("tasks/automatic-speech-recognition/whisper.golden.json",
          {"rules": rules, "segments": segments, "begins": begins(), "compression": compression, "logprobs": logprobs})


def begins() -> list:
    """What stands in front of a text, by what the files say and what is asked for; the model hears German, id 4."""
    tables = {"lang_to_id": {"<|en|>": 3, "<|de|>": 4}, "task_to_id": {"transcribe": 5, "translate": 6}}
    english, unsaid = [[1, 3], [2, 5], [3, 9]], [[1, None], [2, 6]]
    given = ({}, {"language": "en"}, {"task": "translate"}, {"language": "german", "task": "transcribe"}, {"forced_decoder_ids": english},
             {"forced_decoder_ids": unsaid}, {"forced_decoder_ids": english, "task": "translate"}, {"is_multilingual": True})
    asked = ({}, {"language": "de"}, {"task": "translate"}, {"language": "en", "task": "transcribe"})
    cases = [({**tables, **more}, want) for more in given for want in asked]
    # Older files, which name no tables; those of English alone; and without timestamps.
    cases += [(more, {}) for more in ({}, {"forced_decoder_ids": english}, {"forced_decoder_ids": [[1, 9]]}, {"is_multilingual": False, "forced_decoder_ids": english},
                                      {"is_multilingual": False, **tables}, {"no_timestamps_token_id": None, **tables})]
    found = []
    for more, want in cases:
        for timestamps in (False, True) if more.get("no_timestamps_token_id", 9) else (False,):
            named = {"decoder_start_token_id": 1, "eos_token_id": 2, "no_timestamps_token_id": 9, **more}
            config = GenerationConfig(**{name: value for name, value in named.items() if value is not None})
            config.return_timestamps = timestamps
            model = SimpleNamespace(device="cpu", detect_language=lambda **_: torch.tensor([4]))
            WhisperGenerationMixin._set_language_and_task(want.get("language"), want.get("task"), None, config)
            ids = WhisperGenerationMixin._retrieve_init_tokens(model, None, 1, config, SimpleNamespace(), 3000, {})
            found.append({"config": named, "asked": want, "timestamps": timestamps, "ids": ids[0].tolist()})
    return found


class Bytes:
    """A tokenizer whose ids stand for pieces of UTF-8; ids from 200 on end a text."""

    language = None
    eos_token_id = 200
    pieces = [" The", " quick", "est", ",", " \u201c", "fox", ".\u201d", " (", "it", ")", " ", "jumps", "!", "\u4eca".encode()[:2],
              "\u4eca".encode()[2:], "\u5929", "\u3002", "caf", "\u00e9".encode()[:1], "\u00e9".encode()[1:], " \u2014", b"\xff"]

    def decode(self, ids, **_options) -> str:
        return b"".join(p if isinstance(p, bytes) else p.encode() for p in (self.pieces[i] for i in ids)).decode("utf-8", "replace")


def words() -> None:
    """When words are said: times of tokens from attentions, and words of tokens."""
    generator = torch.Generator().manual_seed(5)
    alignments = []
    for tokens, places, frames, width in ((6, 40, 80, 7), (6, 40, 51, 7), (1, 30, 60, 7), (9, 12, 24, 5), (4, 3, 6, 7), (12, 25, 50, 3)):
        heads = torch.softmax(torch.randn(2, tokens, places, generator=generator) * 2, dim=-1).mul(1e4).round().div(1e4)
        outputs = {"cross_attentions": tuple((torch.zeros(1, 3, 1, places),) if step == 0 else
                       (torch.stack([heads[0, step - 1], torch.zeros(places), heads[1, step - 1]])[None, :, None],) for step in range(tokens + 1)),
                   "sequences": torch.zeros(1, tokens + 2, dtype=torch.long)}
        model = SimpleNamespace(config=SimpleNamespace(decoder_layers=1, median_filter_width=width))
        times = WhisperGenerationMixin._extract_token_timestamps(
            model, ModelOutput(outputs), [[0, 0], [0, 2]], num_frames=torch.tensor([frames]), num_input_ids=1)
        alignments.append({"width": width, "places": frames // 2, "heads": [[[round(x, 4) for x in row] for row in rows] for rows in heads.tolist()], "times": [round(x, 2) for x in times[0, 1:-1].tolist()]})
    tokenizer, spelled = Bytes(), []
    for ids in (list(range(22)), [0, 3, 1, 2, 12], [13, 14, 15, 16], [17, 18, 19, 10, 11], [4, 5, 6, 7, 8, 9], [12, 3, 0], [21, 0]):
        times = [(round(index * 0.1, 2), round(index * 0.1 + 0.1, 2)) for index in range(len(ids))]
        for language in (None, "chinese"):
            spelled.append({"ids": ids, "language": language, "words": _collate_word_timestamps(tokenizer, ids, times, language, False)})
    pieces = [list(p if isinstance(p, bytes) else p.encode()) for p in Bytes.pieces]
    write("tasks/automatic-speech-recognition/words.golden.json", {"alignments": alignments, "pieces": pieces, "words": spelled})


class Timed(Bytes):
    """The same with 50 for a special token and timestamps from 100 on."""

    all_special_ids = [50]

    def convert_tokens_to_ids(self, token: str) -> int:
        return {"<|notimestamps|>": 99}.get(token, 50)

    def _strip_prompt(self, ids, _prompt, _start):
        return ids

    def decode(self, ids, **options) -> str:
        return "<|special|>" if list(ids) == [50] else super().decode(ids, **options)


def transcripts() -> None:
    """What was written, as text, stretches and words: windows one after the other, and parts that overlap."""
    def windows(*ids):
        return [{"ids": [token for window in ids for token in window], "stride": None}]

    def spoken(start, first, length, opens=0):
        """Words from `first` on between timestamps."""
        return [100 + start, *[(first + i) % 17 for i in range(length)], 100 + start + 40 * length, *([100 + start + 40 * length] * opens)]

    long = [windows(spoken(0, 0, 5)), windows(spoken(0, 0, 5) + spoken(210, 5, 6, 1), spoken(0, 11, 4)), windows(spoken(0, 0, 5, 1), spoken(20, 3, 6)),
            windows(spoken(0, 0, 5, 1), spoken(20, 3, 6) + spoken(300, 1, 3, 1), spoken(0, 9, 4)), windows(spoken(0, 2, 3), spoken(0, 7, 4), spoken(30, 1, 2)),
            windows([100, 3, 4, 5], [100, 6, 7]), windows([100, 3, 4, 5], spoken(0, 8, 3)), windows([0, 1, 2]), windows([]), windows([100, 50, 1, 50, 180]),
            windows(spoken(10, 0, 2), [100, 5, 6, 7, 400, 400], [130, 8, 9, 500, 500], [140, 1, 2]), windows(spoken(0, 0, 3) + [300, 300], spoken(0, 1, 2))]
    base = [(i * 7) % 17 for i in range(60)]

    def part(first, count, stride, marks=(), wrong=()):
        ids = base[first:first + count]
        for place in wrong:
            ids[place] = 12
        for place, stamp in reversed(marks):
            ids = ids[:place] + [100 + stamp] * (1 if place in (0, len(ids)) else 2) + ids[place:]
        return {"ids": ids, "stride": stride}

    parts = [[part(0, 20, (10, 0, 2)), part(14, 20, (10, 2, 2)), part(28, 9, (6, 2, 0))],
             [part(0, 20, (10, 0, 2), wrong=(17,)), part(14, 20, (10, 2, 2), wrong=(1,)), part(28, 9, (6, 2, 0))],
             [part(0, 20, (10, 0, 2), ((0, 0), (8, 200), (20, 480))), part(14, 20, (10, 2, 2), ((0, 0), (9, 230), (20, 490))), part(28, 9, (6, 2, 0), ((0, 0), (9, 250)))],
             [part(0, 20, (10, 0, 2), ((0, 0), (15, 380), (18, 420), (20, 500))), part(15, 12, (10, 2, 2), ((0, 20), (3, 110), (12, 450))), part(24, 9, (6, 2, 0), ((0, 0), (9, 250)))],
             [part(0, 6, (10, 0, 2)), part(40, 6, (10, 2, 2)), {"ids": [], "stride": (6, 2, 0)}], [part(0, 12, (6, 0, 0), ((0, 0), (12, 290)))],
             [{"ids": [100, 150], "stride": (10, 0, 2)}, part(0, 8, (10, 2, 0), ((0, 0), (8, 300)))]]
    cases, tokenizer = [], Timed()
    for outputs in (*long, *parts):
        for precision in (0.02, 0.04):
            for level in (None, True, "word"):
                times = [[round(0.31 * (i + 1), 2) for i in range(len(output["ids"]))] for output in outputs]
                made = [{"tokens": torch.tensor([output["ids"]], dtype=torch.long), "token_timestamps": torch.tensor([ends], dtype=torch.float64),
                         **({} if output["stride"] is None else {"stride": output["stride"]})} for output, ends in zip(outputs, times)]
                text, optional = _decode_asr(tokenizer, made, return_timestamps=level, return_language=None, time_precision=precision)
                cases.append({"outputs": [{**output, "ends": ends} for output, ends in zip(outputs, times)], "precision": precision,
                              "level": level, "text": text, "chunks": optional.get("chunks")})
    write("tasks/automatic-speech-recognition/transcript.golden.json", cases)


def spectrograms() -> None:
    """What AST is fed: shorter than its window, longer, and with other settings."""
    cases = []
    for seconds, settings in ((0.7, {}), (11.0, {}), (0.5, {"num_mel_bins": 40, "max_length": 30, "mean": -5.0, "std": 3.0}),
                              (0.3, {"max_length": 64, "do_normalize": False})):
        features = ASTFeatureExtractor(**settings)(sound(seconds), sampling_rate=16_000, return_tensors="np")["input_values"][0]
        frames, bins = features.shape
        cases.append({"seconds": seconds, "settings": settings, "shape": [frames, bins], "values": [
            {"frame": f, "bin": b, "value": float(features[f, b])}
            for f in (0, 1, 27, 28, 29, frames // 2, frames - 1) for b in range(0, bins, 9)
        ]})
    write("shared/audio/extractors/spectrogram-transformer.golden.json", cases)


def noisy(seconds: float) -> np.ndarray:
    """The tone with noise: of a bin that hardly varies, float32 leaves little behind its mean."""
    wild = np.sin(np.arange(int(16_000 * seconds), dtype=np.float64) * 12.9898) * 43758.5453
    return (sound(seconds) + 0.2 * (wild - np.floor(wild))).astype(np.float32)


LOUDNESS = (0, 2.0**-30, 2.0**-14, 2.0**-9)
"""Silence, less than a feature extractor hears, as much as 16 bits just hold, and quiet."""


def conformers() -> None:
    """What Wav2Vec2-BERT and Parakeet are fed: odd and even numbers of frames, other settings, and next to nothing."""
    for extractor, name, others in (
        (SeamlessM4TFeatureExtractor, "seamless", ({"num_mel_bins": 16, "padding_value": 1.0}, {"padding_side": "left"}, {"stride": 3})),
        (ParakeetFeatureExtractor, "parakeet", ({"feature_size": 128, "preemphasis": 0.5}, {"n_fft": 256, "win_length": 200, "hop_length": 100})),
    ):
        cases = []
        asked = [(settings, seconds, 1) for settings in ({}, *others) for seconds in (0.7, 1.005)]
        for settings, seconds, loudness in (*asked, *(({}, 1.5, loudness) for loudness in LOUDNESS)):
            wave = noisy(seconds) * np.float32(loudness)
            features = extractor(**settings)(wave, sampling_rate=16_000, return_tensors="pt")
            rows = features["input_features"][0]
            cases.append({"seconds": seconds, "loudness": loudness, "settings": settings, "shape": list(rows.shape),
                          "mask": features["attention_mask"][0].int().tolist(), "values": [
                {"place": place, "value": float(rows.flatten()[place])} for place in range(0, rows.numel(), 53)
            ]})
        write(f"shared/audio/extractors/{name}.golden.json", cases)


def gemma3n() -> None:
    """What Gemma 3n is fed: lengths that are and are not filled up, also beside a longer sound; a mean and deviation of each bin."""
    cases = []
    bins = {"feature_size": 16, "per_bin_mean": np.linspace(-6, 1, 16).tolist(), "per_bin_stddev": np.linspace(1, 3, 16).tolist()}
    for given in ({}, bins, {"frame_length_ms": 20.0, "fft_overdrive": False, "preemphasis": 0.5, "input_scale_factor": 0.5}):
        extractor = Gemma3nAudioFeatureExtractor(**given)
        plain = json.loads(json.dumps(extractor.to_dict(), default=lambda value: value.tolist()))
        for seconds, beside in ((0.4, 0.4), (1.005, 1.005), (0.4, 1.005)):
            features = extractor([noisy(each).astype(np.float32) for each in (seconds, beside)], return_tensors="pt")
            rows = features["input_features"][0]
            cases.append({"seconds": seconds, "beside": beside, "settings": plain, "shape": list(rows.shape),
                          "mask": features["input_features_mask"][0].int().tolist(), "values": [
                {"place": place, "value": float(rows.flatten()[place])} for place in range(0, rows.numel(), 53)
            ]})
    write("shared/audio/extractors/gemma3n.golden.json", cases)


def clap() -> None:
    """What CLAP is fed; where Python draws the place of a piece, it lies in the middle."""
    np.random.randint = lambda low, high: (low + high - 1) // 2
    np.random.choice = lambda places: places[len(places) // 2]
    cases = []
    for seconds in (0.3, 1.0, 1.005, 2.3):
        for settings in ({"truncation": "rand_trunc"}, {"truncation": "fusion", "frequency_min": 50},
                         {"truncation": "rand_trunc", "padding": "repeat"}, {"truncation": "fusion", "padding": "pad"}):
            settings = {"max_length_s": 1, "sampling_rate": 16_000, "frequency_max": 7000, **settings}
            features = ClapFeatureExtractor(**settings)([sound(seconds)], sampling_rate=16_000, return_tensors="np")
            mels = features["input_features"]
            cases.append({"seconds": seconds, "settings": settings, "shape": list(mels.shape),
                          "isLonger": bool(features["is_longer"][0][0]), "values": [
                {"place": int(place), "value": float(mels.ravel()[place])} for place in range(0, mels.size, 97)
            ]})
    write("shared/audio/extractors/clap.golden.json", cases)


if __name__ == "__main__":
    torch.set_num_threads(1)
    for step in (resize, resize_large, mel, resample, sampling, processors, beams, settings, whisper, words, transcripts, spectrograms, conformers, gemma3n, clap):
        step()
