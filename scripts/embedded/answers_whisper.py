"""Greedy transcripts of the example speech, by optimum's ORTModelForSpeechSeq2Seq on the shipped 4-bit files."""

import shutil
from pathlib import Path

import numpy as np
import soundfile
from optimum.onnxruntime import ORTModelForSpeechSeq2Seq
from scipy.signal import resample_poly
from transformers import AutoTokenizer, WhisperFeatureExtractor

from paths import EXAMPLES, scratch
from sessions import made_with

SAMPLE_RATE = 16000
# File, language, task, timestamps.
SOUNDS = (
    ("zh_weather.wav", "zh", "transcribe", False),
    ("zh_weather.wav", "zh", "translate", False),
    ("zh_tea.wav", "zh", "transcribe", False),
    ("en_chocolates.wav", "en", "transcribe", False),
    ("library_tour.mp3", "en", "transcribe", True),
)


def samples(path: Path) -> np.ndarray:
    """Mono float32 at 16 kHz."""
    sound, rate = soundfile.read(path, dtype="float32", always_2d=True)
    divisor = np.gcd(rate, SAMPLE_RATE)
    return resample_poly(sound.mean(axis=1), SAMPLE_RATE // divisor, rate // divisor).astype(np.float32)


def plainly_named(folder: Path) -> Path:
    """A copy whose graphs have no _q4 in their names, as optimum looks for them."""
    copy = scratch("whisper", "recorded", "x").parent
    for path in [*folder.glob("*.json"), *(folder / "onnx").iterdir()]:
        name = path.name if "_data" in path.name else path.name.replace("_q4", "")
        shutil.copy(path, copy / name)
    return copy


def record(folder: Path) -> dict:
    model = ORTModelForSpeechSeq2Seq.from_pretrained(plainly_named(folder), use_merged=True, use_cache=True, local_files_only=True)
    tokenizer, extractor = AutoTokenizer.from_pretrained(folder), WhisperFeatureExtractor.from_pretrained(folder)
    answers = []
    for name, language, task, timestamps in SOUNDS:
        sound = samples(EXAMPLES / name)
        is_long = len(sound) > 30 * SAMPLE_RATE
        options = {"truncation": False, "padding": "longest"} if is_long else {}
        features = extractor(sound, sampling_rate=SAMPLE_RATE, return_tensors="pt", return_attention_mask=True, **options)
        result = model.generate(
            features.input_features, attention_mask=features.attention_mask, language=language, task=task,
            return_timestamps=timestamps, num_beams=1, do_sample=False, temperature=0.0, condition_on_prev_tokens=False,
            return_segments=timestamps,
        )  # fmt: skip
        ids = (result["sequences"] if timestamps else result)[0].tolist()
        answer = {"file": f"public/examples/{name}", "seconds": round(len(sound) / SAMPLE_RATE, 3), "language": language, "task": task}
        answer |= {"ids": ids, "text": tokenizer.decode(ids, skip_special_tokens=True)}
        if timestamps:
            answer["segments"] = [
                {
                    "start": round(float(segment["start"]), 2),
                    "end": round(float(segment["end"]), 2),
                    "text": tokenizer.decode(segment["tokens"], skip_special_tokens=True),
                    "ids": segment["tokens"].tolist(),
                }
                for segment in result["segments"][0]
            ]
        answers.append(answer)
    files = sorted((folder / "onnx").iterdir())
    return {
        "model": "whisper-base",
        "task": "automatic-speech-recognition",
        "generation": {"do_sample": False, "num_beams": 1},
        "madeWith": made_with(*files),
        "sounds": answers,
    }
