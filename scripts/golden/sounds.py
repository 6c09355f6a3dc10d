"""Sounds in containers and codecs that readers have, and what Python's pipelines hear of them: `e2e/media/sounds`."""

import json
import subprocess
from pathlib import Path

import numpy as np

FOLDER = Path(__file__).resolve().parents[2] / "e2e/media/sounds"
EVERY = 53
"""So many samples lie between two that are recorded."""
SECONDS = 1.2

TWO = ["-f", "lavfi", "-i", f"aevalsrc=0.3*sin(880*t*(1+t))|0.2*sin(2*PI*330*t):s={{rate}}:d={SECONDS}"]
SIX = ["-f", "lavfi", "-i", "aevalsrc=" + "|".join(f"0.1*sin({400 + 150 * n}*t)" for n in range(6)) + f":s=48000:d={SECONDS}:c=5.1"]
FILM = ["-f", "lavfi", "-i", f"testsrc=s=64x48:r=10:d={SECONDS}"]

FILES = {
    "aac.m4a": (44_100, ["-c:a", "aac", "-b:a", "96k"]),
    "aac.aac": (48_000, ["-c:a", "aac", "-b:a", "96k"]),
    "vorbis.ogg": (44_100, ["-c:a", "libvorbis", "-q:a", "3"]),
    "opus.ogg": (48_000, ["-c:a", "libopus", "-b:a", "64k"]),
    "opus.webm": (48_000, ["-c:a", "libopus", "-b:a", "64k"]),
    "vorbis.webm": (44_100, ["-c:a", "libvorbis", "-q:a", "3"]),
    "layer3.mp3": (44_100, ["-c:a", "libmp3lame", "-q:a", "5"]),
    "lossless.flac": (11_025, ["-c:a", "flac", "-sample_fmt", "s16"]),
    "deep.flac": (22_050, ["-c:a", "flac", "-sample_fmt", "s32"]),
    "telephone.wav": (8_000, ["-c:a", "pcm_mulaw"]),
    "float.wav": (8_000, ["-c:a", "pcm_f32le"]),
    "film.mp4": (48_000, ["-c:v", "mpeg4", "-c:a", "aac", "-b:a", "96k"]),
    "film.webm": (48_000, ["-c:v", "libvpx", "-b:v", "20k", "-c:a", "libopus", "-b:a", "64k"]),
    "six.flac": (0, ["-c:a", "flac", "-sample_fmt", "s16"]),
    "six.ogg": (0, ["-c:a", "libopus", "-b:a", "128k"]),
    "six.m4a": (0, ["-c:a", "aac", "-b:a", "128k"]),
}
"""No browser reads these."""
UNREAD = {"apple.m4a": (22_050, ["-c:a", "alac"]), "dolby.mp4": (48_000, ["-c:a", "ac3", "-b:a", "96k"])}


def make(name: str, rate: int, how: list[str]) -> None:
    sound = [part.format(rate=rate) for part in TWO] if rate else SIX
    film = FILM if name.startswith("film") else []
    command = ["ffmpeg", "-v", "error", *film, *sound, *how, "-bitexact", "-y", str(FOLDER / name)]
    subprocess.run(command, check=True)


def heard(name: str) -> np.ndarray:
    """`ffmpeg_read` of transformers."""
    # FFmpeg's own decoder of Opus is another than libopus, which browsers have: apart by 0.002 where there are six channels.
    decoder = ["-c:a", "libopus"] if name == "six.ogg" else []
    command = ["ffmpeg", "-v", "error", *decoder, "-i", str(FOLDER / name), "-ac", "1", "-ar", "16000", "-f", "f32le", "-"]
    return np.frombuffer(subprocess.run(command, capture_output=True, check=True).stdout, "<f4")


FOLDER.mkdir(exist_ok=True)
for name, (rate, how) in {**FILES, **UNREAD}.items():
    make(name, rate, how)
samples = {name: heard(name) for name in FILES}
told = {name: {"length": len(all), "samples": [round(float(value), 6) for value in all[::EVERY]]} for name, all in samples.items()}
lines = ",\n".join(f"{json.dumps(name)}: {json.dumps(value)}" for name, value in told.items())
(FOLDER / "heard.golden.json").write_text(f'{{"every": {EVERY}, "sounds": {{\n{lines}\n}}}}\n')
