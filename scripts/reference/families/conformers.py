"""Conformers that hear features of the sound, not the wave: Wav2Vec2-BERT spells, Parakeet writes pieces of words."""

from pathlib import Path

import torch
import transformers as hf
from tokenizers import Tokenizer, decoders, models, pre_tokenizers

from lib import audio_answers, bpe, onnx_files, slow_tokenizers, teaching, tokenizers, weights
from lib.reference import Case, Reference
from layouts import graphs

from .audio import SOUNDS, TEXTS, ctc_tokenizer, frames_of, sounds

WORDS = ("the quick fox", "a red ball", "sea", "we see")
"""Few enough pieces for frames of 80 ms."""


def learn(parts, model, texts) -> None:
    tokenizer, extractor = parts
    lessons = []
    for name, text in zip(SOUNDS, texts):
        feeds = audio_answers.features(extractor, audio_answers.samples_of(extractor, f"media/{name}.wav"))
        doubled = {key: value.double() if value.is_floating_point() else value for key, value in feeds.items()}
        lessons.append((doubled, text))

    def loss_of():
        losses = []
        for feeds, text in lessons:
            logits = model(**feeds).logits[0]
            losses.append(torch.nn.functional.cross_entropy(logits, frames_of(tokenizer, text, len(logits))))
        return sum(losses) / len(losses)

    teaching.fit(model, loss_of, until=0.1, steps=300)


def wav2vec2_bert(parts, seed: int):
    tokenizer, _ = parts
    torch.manual_seed(seed)
    config = hf.Wav2Vec2BertConfig(
        vocab_size=len(tokenizer), pad_token_id=tokenizer.pad_token_id, hidden_size=32, num_hidden_layers=2,
        num_attention_heads=4, intermediate_size=64, feature_projection_input_dim=160, conv_depthwise_kernel_size=7,
        apply_spec_augment=False, layerdrop=0.0,
    )  # fmt: skip
    model = hf.Wav2Vec2BertForCTC(config)
    weights.randomise(model, seed)
    learn(parts, model, TEXTS)
    return model


def parakeet_tokenizer():
    metaspace = pre_tokenizers.Metaspace()
    words = tokenizers.words_of(None, metaspace)
    tokens, merges = bpe.train(words, 300, ("<unk>",))
    tokenizer = Tokenizer(models.BPE(vocab={token: index for index, token in enumerate(tokens)}, merges=merges, unk_token="<unk>"))
    tokenizer.pre_tokenizer = metaspace
    tokenizer.decoder = decoders.Metaspace()
    return hf.ParakeetTokenizerFast(tokenizer_object=tokenizer, unk_token="<unk>", pad_token="<pad>", model_max_length=256)


def parakeet(parts, seed: int):
    tokenizer, _ = parts
    torch.manual_seed(seed)
    encoder = {
        "hidden_size": 32, "num_hidden_layers": 2, "num_attention_heads": 4, "intermediate_size": 64,
        "conv_kernel_size": 5, "subsampling_conv_channels": 16, "num_mel_bins": 80, "max_position_embeddings": 512,
        "layerdrop": 0.0,
    }  # fmt: skip
    config = hf.ParakeetCTCConfig(
        vocab_size=len(tokenizer), pad_token_id=tokenizer.pad_token_id, encoder_config=encoder
    )
    model = hf.ParakeetForCTC(config)
    weights.randomise(model, seed)
    learn(parts, model, WORDS)
    return model


def export(model, _checkpoint: Path, target: Path) -> None:
    class Heard(torch.nn.Module):
        def __init__(self):
            super().__init__()
            self.model = model

        def forward(self, input_features, attention_mask):
            return self.model(input_features=input_features, attention_mask=attention_mask).logits

    # A mask of integers, as the Hub's exports take it.
    width = 80 if isinstance(model, hf.ParakeetForCTC) else 160
    feeds = {"input_features": torch.randn(1, 75, width), "attention_mask": torch.ones(1, 75, dtype=torch.long)}
    axes = {"input_features": {1: "frames"}, "attention_mask": {1: "frames"}, "logits": {1: "places"}}
    graphs.trace(Heard(), feeds, ["logits"], axes, target / "model.onnx")


def check_parakeet(model, repository: Path, answers) -> float:
    for answer in answers:
        answer.feeds["attention_mask"] = answer.feeds["attention_mask"].long()
    return onnx_files.check_single(model, repository, answers)


REFERENCES = [
    Reference(
        family="wav2vec2-bert",
        task="automatic-speech-recognition",
        make_parts=lambda folder: [ctc_tokenizer(folder), hf.SeamlessM4TFeatureExtractor()],
        make_model=wav2vec2_bert,
        answer=audio_answers.ctc,
        cases=[*sounds(), Case("words", {"audio": "media/tones.wav"}, {"return_timestamps": "word"})],
        export=export,
        check=onnx_files.check_single,
        variety=10,
        extra_files=slow_tokenizers.ctc,
    ),
    Reference(
        family="parakeet_ctc",
        task="automatic-speech-recognition",
        make_parts=lambda _folder: [parakeet_tokenizer(), hf.ParakeetFeatureExtractor()],
        make_model=parakeet,
        answer=audio_answers.ctc,
        cases=sounds(),
        export=export,
        check=check_parakeet,
        variety=5,
    ),
]
