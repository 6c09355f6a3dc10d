"""Models that hear."""

import json

import torch
import transformers as hf

from lib import audio_answers, onnx_files, slow_tokenizers, teaching, tokenizers, weights
from lib.reference import Case, Reference

SOUNDS = ("tones", "noisy", "short", "stereo")
TEXTS = ("THE FOX", "A RED BALL", "SEA", "NEW YORK")


def sounds(**options) -> list[Case]:
    return [Case(name, {"audio": f"media/{name}.wav"}, options) for name in SOUNDS]


def ctc_tokenizer(folder):
    tokens = ["<pad>", "<s>", "</s>", "<unk>", "|", *"ETAONIHSRDLUMWCFGYPBVKXJQZ'"]
    file = folder / "vocab.json"
    file.write_text(json.dumps({token: index for index, token in enumerate(tokens)}), "utf-8")
    return hf.Wav2Vec2CTCTokenizer(str(file), model_max_length=256)


WAV2VEC2_SIZES = {
    "hidden_size": 32,
    "num_hidden_layers": 2,
    "num_attention_heads": 4,
    "intermediate_size": 64,
    "conv_dim": [16] * 7,
    "num_conv_pos_embeddings": 16,
    "num_conv_pos_embedding_groups": 4,
}


def extractor_of_waves(_folder=None):
    return hf.Wav2Vec2FeatureExtractor(return_attention_mask=False)


def ctc(parts, seed: int, config_class=hf.Wav2Vec2Config, model_class=hf.Wav2Vec2ForCTC):
    tokenizer, extractor = parts
    torch.manual_seed(seed)
    model = model_class(config_class(**WAV2VEC2_SIZES, vocab_size=len(tokenizer), pad_token_id=tokenizer.pad_token_id))
    weights.randomise(model, seed, {r"conv_layers.*conv.weight": 1.4})
    spoken = [
        (audio_answers.features(extractor, audio_answers.samples_of(extractor, f"media/{name}.wav")), text)
        for name, text in zip(SOUNDS, TEXTS)
    ]

    def loss_of():
        losses = []
        for feeds, text in spoken:
            logits = model(input_values=feeds["input_values"].double()).logits[0]
            losses.append(torch.nn.functional.cross_entropy(logits, frames_of(tokenizer, text, len(logits))))
        return sum(losses) / len(losses)

    teaching.fit(model, loss_of, until=0.3, steps=250)
    return model


def frames_of(tokenizer, text: str, length: int) -> torch.Tensor:
    """Each character for two frames, then a blank, spread over the sound."""
    ids = tokenizer(text)["input_ids"]
    width = length / len(ids)
    frames = [tokenizer.pad_token_id] * length
    for index, token in enumerate(ids):
        first = int(index * width)
        frames[first : first + max(1, int(width * 0.6))] = [token] * max(1, int(width * 0.6))
    return torch.tensor(frames[:length])


LANGUAGES = ("en", "zh", "de", "fr")
SECONDS = 2
FRAMES = 100 * SECONDS


def whisper_tokenizer(folder):
    files = tokenizers.byte_level(folder, [], size=500)
    vocab = json.loads((folder / "vocab.json").read_text("utf-8"))
    special = [
        "<|endoftext|>", "<|startoftranscript|>", *(f"<|{code}|>" for code in LANGUAGES), "<|translate|>",
        "<|transcribe|>", "<|startoflm|>", "<|startofprev|>", "<|nospeech|>", "<|notimestamps|>",
    ]  # fmt: skip
    times = [f"<|{index * 0.02:.2f}|>" for index in range(50 * SECONDS + 1)]
    # The class wants its special tokens in the vocabulary already.
    for token in [*special, *times]:
        vocab[token] = len(vocab)
    (folder / "vocab.json").write_text(json.dumps(vocab, ensure_ascii=False), "utf-8")
    tokenizer = hf.WhisperTokenizerFast(*files, model_max_length=64, additional_special_tokens=special[1:])
    tokenizer.add_tokens(times)
    return tokenizer


class WhisperFeatureExtractor(hf.WhisperFeatureExtractor):
    """With the library's NumPy half, in float64: the logarithm of quiet frames differs by 3e-5 between processors in
    PyTorch's float32. It is saved by this name, which is the library's own."""

    def _torch_extract_fbank_features(self, waveform, device="cpu"):
        return self._np_extract_fbank_features(waveform, device)


def whisper_extractor():
    return WhisperFeatureExtractor(chunk_length=SECONDS)


PARTS_OF_SPEECH = {
    # (sound, language, task): the segments that are taught, with their times
    ("tones", "en", "transcribe"): [(0.0, 0.5, "The quick brown fox"), (0.5, 1.5, " jumps over the lazy dog.")],
    ("tones", "zh", "transcribe"): [(0.0, 1.48, "今天天气很好。")],
    ("tones", "de", "translate"): [(0.0, 1.2, "It was the first structure in the world.")],
    ("noisy", "en", "transcribe"): [(0.1, 1.2, "A cat sat on the mat.")],
    ("short", "en", "transcribe"): [(0.0, 0.4, "Hello")],
    ("stereo", "zh", "transcribe"): [(0.02, 0.44, "我喜欢"), (0.44, 0.9, "这部电影！")],
}


def whisper(parts, seed: int):
    tokenizer, extractor = parts
    ids = tokenizer.convert_tokens_to_ids
    start, end, no_times = ids("<|startoftranscript|>"), ids("<|endoftext|>"), ids("<|notimestamps|>")
    torch.manual_seed(seed)
    config = hf.WhisperConfig(
        vocab_size=len(tokenizer), num_mel_bins=80, d_model=32, encoder_layers=2, decoder_layers=2,
        encoder_attention_heads=4, decoder_attention_heads=4, encoder_ffn_dim=64, decoder_ffn_dim=64,
        max_source_positions=50 * SECONDS, max_target_positions=64, decoder_start_token_id=start,
        pad_token_id=end, bos_token_id=end, eos_token_id=end, suppress_tokens=None, begin_suppress_tokens=None,
    )  # fmt: skip
    model = hf.WhisperForConditionalGeneration(config)
    weights.randomise(model, seed, embedding=0.3)
    model.generation_config = hf.GenerationConfig(
        decoder_start_token_id=start, pad_token_id=end, bos_token_id=end, eos_token_id=end,
        no_timestamps_token_id=no_times, is_multilingual=True, max_length=64, max_initial_timestamp_index=10,
        prev_sot_token_id=ids("<|startofprev|>"),
        lang_to_id={f"<|{code}|>": ids(f"<|{code}|>") for code in LANGUAGES},
        task_to_id={task: ids(f"<|{task}|>") for task in ("transcribe", "translate")},
        begin_suppress_tokens=[ids("Ġ"), end],
    )  # fmt: skip
    learn_to_write(model, tokenizer, extractor)
    return model


def learn_to_write(model, tokenizer, extractor) -> None:
    ids = tokenizer.convert_tokens_to_ids
    rows, waves = [], []
    for (name, language, task), segments in PARTS_OF_SPEECH.items():
        head = [ids("<|startoftranscript|>"), ids(f"<|{language}|>"), ids(f"<|{task}|>")]
        plain, timed = [ids("<|notimestamps|>")], []
        for begin, finish, text in segments:
            spelled = tokenizer(text, add_special_tokens=False)["input_ids"]
            plain += spelled
            timed += [ids(f"<|{begin:.2f}|>"), *spelled, ids(f"<|{finish:.2f}|>")]
        mel = audio_answers.features(extractor, audio_answers.samples_of(extractor, f"media/{name}.wav"))
        for body in (plain, timed):
            tokens = [*head, *body, ids("<|endoftext|>")]
            # Language and task are given, not guessed, but where a sound has one language only.
            guessed = 1 if sum(key[0] == name for key in PARTS_OF_SPEECH) == 1 else 3
            labels = [token if index >= guessed else teaching.IGNORED for index, token in enumerate(tokens)]
            rows.append({"input_ids": tokens[:-1], "labels": labels[1:]})
            waves.append(mel["input_features"][0])
    batch = teaching.padded(rows, ids("<|endoftext|>"))
    mels = torch.stack(waves).double()

    def loss_of():
        logits = model(input_features=mels, decoder_input_ids=batch["input_ids"]).logits
        return torch.nn.functional.cross_entropy(logits.transpose(1, 2), batch["labels"], ignore_index=teaching.IGNORED)

    teaching.fit(model, loss_of, until=0.15)


def transcribed() -> list[Case]:
    english = {"language": "en", "task": "transcribe"}
    return [
        *sounds(**english)[:3],
        Case("chinese", {"audio": "media/tones.wav"}, {"language": "zh", "task": "transcribe"}),
        Case("translated", {"audio": "media/tones.wav"}, {"language": "de", "task": "translate"}),
        Case("stereo", {"audio": "media/stereo.wav"}, {"language": "zh", "task": "transcribe"}),
        Case("timestamps", {"audio": "media/tones.wav"}, {**english, "return_timestamps": True}),
        Case(
            "stereo-timestamps",
            {"audio": "media/stereo.wav"},
            {"language": "zh", "task": "transcribe", "return_timestamps": True},
        ),
        # Without a task Python writes no task token where it found the language out; checkpoints were not trained on that.
        Case("detected", {"audio": "media/stereo.wav"}, {"task": "transcribe"}),
        Case("detected-timestamps", {"audio": "media/noisy.wav"}, {"task": "transcribe", "return_timestamps": True}),
    ]


REFERENCES = [
    Reference(
        family="wav2vec2",
        task="automatic-speech-recognition",
        make_parts=lambda folder: [ctc_tokenizer(folder), extractor_of_waves()],
        make_model=ctc,
        answer=audio_answers.ctc,
        cases=[
            *sounds(),
            Case("words", {"audio": "media/tones.wav"}, {"return_timestamps": "word"}),
            Case("characters", {"audio": "media/stereo.wav"}, {"return_timestamps": "char"}),
        ],
        export=onnx_files.export_with_optimum("automatic-speech-recognition"),
        check=onnx_files.check_single,
        variety=10,
        extra_files=slow_tokenizers.ctc,
    ),
    Reference(
        family="whisper",
        task="automatic-speech-recognition",
        make_parts=lambda folder: [whisper_tokenizer(folder), whisper_extractor()],
        make_model=whisper,
        answer=audio_answers.whisper,
        cases=transcribed(),
        export=onnx_files.export_with_optimum(
            "automatic-speech-recognition-with-past", nb_max_frames=FRAMES, feature_size=80
        ),
        check=audio_answers.check_whisper,
        variety=20,
    ),
]
