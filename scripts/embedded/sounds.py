"""Sounds for the examples that nobody recorded: a bell, a siren and rain, computed; and two words by Kokoro-82M."""

import math

import numpy as np
import soundfile

from paths import EXAMPLES
from speech import SAMPLE_RATE, speak

# Partials of a church bell against its strike note, with how loud each is and how many seconds it rings.
BELL = ((0.5, 0.5, 4.0), (1.0, 1.0, 2.4), (1.2, 0.7, 1.8), (1.5, 0.4, 1.4), (2.0, 0.9, 1.2), (2.6, 0.3, 0.7), (3.0, 0.2, 0.5))

# Phonemes of Kokoro, since a word needs no converter.
WORDS = {"en_stop.wav": ("stop", "stˈɑp"), "en_yes.wav": ("yes", "jˈɛs")}
EVENTS = {"town.mp3": "A spoken sentence, a church bell, a siren and rain, one after the other"}


def time_of(seconds: float) -> np.ndarray:
    return np.arange(int(seconds * SAMPLE_RATE)) / SAMPLE_RATE


def bell(seconds: float, strikes: int) -> np.ndarray:
    time = time_of(seconds)
    sound = np.zeros(len(time))
    for strike in range(strikes):
        since = time - strike * seconds / strikes
        for ratio, loud, ring in BELL:
            sound += np.where(since >= 0, loud * np.sin(2 * math.pi * 440 * ratio * since) * np.exp(-since / ring * 3), 0)
    return 0.6 * sound / np.abs(sound).max()


def siren(seconds: float) -> np.ndarray:
    """Up and down between 600 and 1400 Hz, with two overtones, as the wailing ones."""
    time = time_of(seconds)
    hertz = 1000 - 400 * np.cos(2 * math.pi * time / 1.6)
    phase = 2 * math.pi * np.cumsum(hertz) / SAMPLE_RATE
    return 0.25 * (np.sin(phase) + 0.5 * np.sin(2 * phase) + 0.25 * np.sin(3 * phase))


def rain(seconds: float) -> np.ndarray:
    """Hiss without its low half, and a drop now and then."""
    draw = np.random.default_rng(1)
    count = int(seconds * SAMPLE_RATE)
    hiss = np.diff(draw.normal(0, 1, count + 1))
    drops = np.where(draw.uniform(0, 1, count) < 0.002, draw.uniform(1, 4, count), 0) * draw.normal(0, 1, count)
    return 0.06 * (hiss + np.convolve(drops, np.exp(-np.arange(200) / 30), mode="same"))


def events() -> None:
    said, rate = soundfile.read(EXAMPLES / "en_chocolates.wav")
    if rate != SAMPLE_RATE:
        raise ValueError(f"en_chocolates.wav is at {rate} Hz")
    sound = np.concatenate([0.9 * said, bell(4.0, 2), siren(3.2), rain(3.5)])
    soundfile.write(EXAMPLES / "town.mp3", sound, SAMPLE_RATE, compression_level=0.6)


def words() -> None:
    for name, (_, phonemes) in WORDS.items():
        spoken = speak(phonemes, "af_heart", 0.8)
        # A second, as the models for keywords were trained on: 16 kHz are what they hear.
        soundfile.write(EXAMPLES / name, spoken[:SAMPLE_RATE], SAMPLE_RATE, subtype="PCM_16")


if __name__ == "__main__":
    events()
    words()
