"""Further models that write down what is said: HuBERT and WavLM spell, Moonshine writes."""

import torch
import transformers as hf

from lib import audio_answers, onnx_files, slow_tokenizers, teaching, tokenizers, weights
from lib.reference import Case, Reference
from optimum.exporters.onnx.config import ConfigBehavior
from optimum.exporters.onnx.model_configs import WhisperOnnxConfig

from .audio import ctc, ctc_tokenizer, sounds, whisper, whisper_extractor, whisper_tokenizer

SPOKEN = {
    "tones": "The quick brown fox jumps.",
    "noisy": "A cat sat on the mat.",
    "short": "Hello",
    "stereo": "Two red balls, and a sea.",
}


def spelling(family: str, config_class, model_class, do_normalize: bool) -> Reference:
    return Reference(
        family=family,
        task="automatic-speech-recognition",
        make_parts=lambda folder: [
            ctc_tokenizer(folder),
            hf.Wav2Vec2FeatureExtractor(do_normalize=do_normalize, return_attention_mask=False),
        ],
        make_model=lambda parts, seed: ctc(parts, seed, config_class, model_class),
        answer=audio_answers.ctc,
        cases=[*sounds(), Case("words", {"audio": "media/tones.wav"}, {"return_timestamps": "word"})],
        export=onnx_files.export_with_optimum("automatic-speech-recognition"),
        check=onnx_files.check_single,
        variety=10,
        extra_files=slow_tokenizers.ctc,
    )


ALIGNMENT_HEADS = [[0, 1], [1, 0], [1, 3]]


def timed_whisper(parts, seed: int):
    model = whisper(parts, seed)
    model.generation_config.alignment_heads = ALIGNMENT_HEADS
    return model


class AttentiveWhisper(WhisperOnnxConfig):
    """With cross attentions as outputs, as the Hub's `_timestamped` exports have them."""

    @property
    def outputs(self):
        outputs = super().outputs
        if self._behavior is ConfigBehavior.DECODER:
            for layer in range(self._config.decoder_layers):
                outputs[f"cross_attentions.{layer}"] = {0: "batch_size", 2: "decoder_sequence_length"}
        return outputs


def export_attentive(model, checkpoint, target) -> None:
    task = "automatic-speech-recognition"
    whole = AttentiveWhisper(model.config, task=task)
    configs = {
        "encoder_model": whole.with_behavior("encoder"),
        "decoder_model": whole.with_behavior("decoder", use_past=True, use_past_in_inputs=False),
        "decoder_with_past_model": whole.with_behavior("decoder", use_past=True, use_past_in_inputs=True),
    }
    onnx_files.export_with_optimum(
        f"{task}-with-past",
        model_kwargs={"output_attentions": True},
        custom_onnx_configs=configs,
        nb_max_frames=whole._config.max_source_positions * 2,
    )(model, checkpoint, target)


def timed_words() -> list[Case]:
    words = {"task": "transcribe", "return_timestamps": "word"}
    english = {"language": "en", **words}
    return [
        *(Case(name, {"audio": f"media/{name}.wav"}, english) for name in ("tones", "noisy", "short")),
        # Python's tokenizer is not told what was heard: it cuts any language at spaces.
        Case("chinese", {"audio": "media/stereo.wav"}, {**words, "language": "zh"}),
        Case("beams", {"audio": "media/tones.wav"}, {**english, "num_beams": 3}),
        # Neither a language nor a task: Python writes the one that it finds out, and no task.
        Case("open", {"audio": "media/noisy.wav"}, {"return_timestamps": "word"}),
    ]


def moonshine_tokenizer():
    fast = tokenizers.split_byte_level(["<unk>", "<s>", "</s>"], tokenizers.SPLIT_AS_LLAMA_3, size=500)
    return hf.PreTrainedTokenizerFast(tokenizer_object=fast, unk_token="<unk>", bos_token="<s>", eos_token="</s>")


def moonshine(parts, seed: int):
    tokenizer, extractor = parts
    torch.manual_seed(seed)
    config = hf.MoonshineConfig(
        vocab_size=len(tokenizer), hidden_size=32, intermediate_size=64, encoder_num_hidden_layers=2,
        decoder_num_hidden_layers=2, encoder_num_attention_heads=4, decoder_num_attention_heads=4,
        encoder_num_key_value_heads=4, decoder_num_key_value_heads=4, max_position_embeddings=194,
        partial_rotary_factor=1.0, bos_token_id=1, eos_token_id=2, decoder_start_token_id=1, pad_token_id=2,
    )  # fmt: skip
    model = hf.MoonshineForConditionalGeneration(config)
    weights.randomise(model, seed, {r"conv1.weight": 3.0}, embedding=0.3)
    model.generation_config = hf.GenerationConfig(
        bos_token_id=1, eos_token_id=2, pad_token_id=2, decoder_start_token_id=1, max_length=48
    )
    lessons = []
    for name, text in SPOKEN.items():
        feeds = audio_answers.features(extractor, audio_answers.samples_of(extractor, f"media/{name}.wav"))
        ids = torch.tensor([[1, *tokenizer(text, add_special_tokens=False)["input_ids"], 2]])
        lessons.append((feeds["input_values"].double(), ids))

    def loss_of():
        losses = [
            torch.nn.functional.cross_entropy(
                model(input_values=wave, decoder_input_ids=ids[:, :-1]).logits[0], ids[0, 1:]
            )
            for wave, ids in lessons
        ]
        return sum(losses) / len(losses)

    teaching.fit(model, loss_of, until=0.15, steps=200, rate=1e-2)
    return model


REFERENCES = [
    spelling("hubert", hf.HubertConfig, hf.HubertForCTC, do_normalize=True),
    spelling("wavlm", hf.WavLMConfig, hf.WavLMForCTC, do_normalize=False),
    Reference(
        family="whisper",
        task="automatic-speech-recognition",
        variant="timestamped",
        make_parts=lambda folder: [whisper_tokenizer(folder), whisper_extractor()],
        make_model=timed_whisper,
        answer=audio_answers.timed_whisper,
        cases=timed_words(),
        export=export_attentive,
        check=audio_answers.check_whisper,
        variety=20,
    ),
    Reference(
        family="moonshine",
        task="automatic-speech-recognition",
        make_parts=lambda _folder: [
            moonshine_tokenizer(),
            hf.Wav2Vec2FeatureExtractor(do_normalize=False, return_attention_mask=True),
        ],
        make_model=moonshine,
        answer=audio_answers.seq2seq,
        cases=[
            *(Case(name, {"audio": f"media/{name}.wav"}) for name in SPOKEN),
            Case("beams", {"audio": "media/tones.wav"}, {"num_beams": 3}),
        ],
        export=onnx_files.export_with_optimum("automatic-speech-recognition-with-past"),
        check=audio_answers.check_seq2seq,
        variety=20,
    ),
]
