"""Models that tell what a sound is."""

import transformers as hf
import torch

from lib import audio_answers, onnx_files, weights
from lib.reference import Case, Reference

from .audio import WAV2VEC2_SIZES, WhisperFeatureExtractor, extractor_of_waves

NAMES = ("music", "speech", "noise", "silence", "bell")
SOUNDS = ("tones", "noisy", "short", "stereo", "studio", "brief", "silence", "long")
SECONDS = 2
CONVOLUTIONS = {r"conv_layers.*conv.weight": 1.4}


def cases() -> list[Case]:
    return [
        *(Case(name, {"audio": f"media/{name}.wav"}) for name in SOUNDS),
        Case("top-two", {"audio": "media/tones.wav"}, {"top_k": 2}),
        Case("sigmoid", {"audio": "media/noisy.wav"}, {"function_to_apply": "sigmoid"}),
        Case("none", {"audio": "media/noisy.wav"}, {"function_to_apply": "none"}),
    ]


def labels() -> dict:
    return {"id2label": dict(enumerate(NAMES)), "label2id": {name: index for index, name in enumerate(NAMES)}}


def of_waves(config_class, model_class, **more):
    def make(_parts, seed: int):
        torch.manual_seed(seed)
        model = model_class(config_class(**WAV2VEC2_SIZES, classifier_proj_size=16, **labels(), **more))
        weights.randomise(model, seed, {**CONVOLUTIONS, r"classifier": 4.0, r"classifier.bias": 0.1})
        return model

    return make


def spectrogram_transformer(_parts, seed: int):
    torch.manual_seed(seed)
    config = hf.ASTConfig(
        hidden_size=32, num_hidden_layers=2, num_attention_heads=4, intermediate_size=64, max_length=96,
        num_mel_bins=64, **labels(),
    )  # fmt: skip
    model = hf.ASTForAudioClassification(config)
    weights.randomise(model, seed, {r"classifier.dense": 4.0, r"patch_embeddings.*weight": 2.0})
    return model


def whisper(_parts, seed: int):
    torch.manual_seed(seed)
    config = hf.WhisperConfig(
        num_mel_bins=80, d_model=32, encoder_layers=2, decoder_layers=2, encoder_attention_heads=4,
        decoder_attention_heads=4, encoder_ffn_dim=64, decoder_ffn_dim=64, max_source_positions=50 * SECONDS,
        max_target_positions=16, vocab_size=50, pad_token_id=0, bos_token_id=0, eos_token_id=0, decoder_start_token_id=0,
        classifier_proj_size=16, **labels(),
    )  # fmt: skip
    model = hf.WhisperForAudioClassification(config)
    weights.randomise(model, seed, {r"classifier": 4.0, r"projector": 2.0})
    return model


def reference(family: str, make_extractor, make_model, **export) -> Reference:
    return Reference(
        family=family,
        task="audio-classification",
        make_parts=lambda _folder: [make_extractor()],
        make_model=make_model,
        answer=audio_answers.audio_classification,
        cases=cases(),
        export=onnx_files.export_with_optimum("audio-classification", **export),
        check=onnx_files.check_single,
        variety=2,
    )


REFERENCES = [
    reference("wav2vec2", extractor_of_waves, of_waves(hf.Wav2Vec2Config, hf.Wav2Vec2ForSequenceClassification)),
    
    reference(
        "hubert",
        lambda: hf.Wav2Vec2FeatureExtractor(do_normalize=False, return_attention_mask=False),
        of_waves(hf.HubertConfig, hf.HubertForSequenceClassification),
    ),
    reference("wavlm", extractor_of_waves, of_waves(hf.WavLMConfig, hf.WavLMForSequenceClassification)),
    reference(
        "audio-spectrogram-transformer",
        lambda: hf.ASTFeatureExtractor(num_mel_bins=64, max_length=96, mean=-5.0, std=4.0),
        spectrogram_transformer,
    ),
    reference(
        "whisper",
        lambda: WhisperFeatureExtractor(chunk_length=SECONDS),
        whisper,
        nb_max_frames=100 * SECONDS,
        feature_size=80,
    ),
]
