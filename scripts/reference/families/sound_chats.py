"""Models that chat about sounds."""

import torch
import transformers as hf

from lib import picture_chat, sound_chat, tokenizers, weights
from lib.reference import Case, Reference

from . import chat_templates, picture_exports
from .decoders import GQA
from .picture_chats import BEAMS, LENGTH, WHOLE, model, text, user

MARKS = (
    "<unk>", "<s>", "</s>", "[INST]", "[/INST]", "[AUDIO]", "[BEGIN_AUDIO]", "[SYSTEM_PROMPT]", "[/SYSTEM_PROMPT]",
)  # fmt: skip
LONGEST = 512
MIXED = "beams"
"""Taught and not asked: Python's `generate` repeats each window of a sound for its beams, and mixes them up where there are several."""
FRAMES = 100
"""A window of a second, where published ones have thirty."""
ENCODER = {
    "hidden_size": 32, "intermediate_size": 160, "num_hidden_layers": 2, "num_attention_heads": 4, "num_mel_bins": 32,
    "max_source_positions": FRAMES // 2,
}  # fmt: skip
PLACES = FRAMES // 2 * ENCODER["hidden_size"] // ENCODER["intermediate_size"]


def sound(name: str) -> dict:
    return {"type": "audio", "url": f"media/{name}.wav"}


def chats() -> list[Case]:
    asked = user(sound("tones"), text("What is said?"))
    turns = {
        "tones": [asked],
        "two": [user(sound("noisy"), text("Compare it with"), sound("short"), text("this one."))],
        "second-turn": [asked, model("A cat sat on the mat."), user(text("And the weather?"))],
        "later": [user(text("Hello, how are you?")), model("I am fine."), user(sound("stereo"), text("Who is she?"))],
        "system": [{"role": "system", "content": [text("Answer briefly.")]}, user(sound("brief"), text("What is it?"))],
        "long": [user(sound("long"), text("今天天气怎么样？"))],
        "last": [user(text("Listen to this:"), sound("studio"))],
        "words": [user(text("What is the capital of France?"))],
    }
    return [
        *(Case(name, {"messages": messages}, WHOLE if name in ("tones", "words") else LENGTH) for name, messages in turns.items()),
        Case(MIXED, {"messages": [user(sound("noisy"), text("Tell me a story."))]}, BEAMS),
    ]


def processor_of(_folder):
    tokenizer = hf.PreTrainedTokenizerFast(
        tokenizer_object=tokenizers.split_byte_level(list(MARKS), tokenizers.SPLIT_AS_LLAMA_3),
        unk_token="<unk>", bos_token="<s>", eos_token="</s>", pad_token="<unk>", model_max_length=LONGEST,
    )  # fmt: skip
    tokenizer.chat_template = chat_templates.VOXTRAL
    return sound_chat.Processor(hf.WhisperFeatureExtractor(feature_size=ENCODER["num_mel_bins"]), tokenizer, FRAMES, PLACES)


def config_of(tokenizer) -> hf.VoxtralConfig:
    ids = {"bos_token_id": tokenizer.bos_token_id, "eos_token_id": tokenizer.eos_token_id, "pad_token_id": tokenizer.pad_token_id}
    return hf.VoxtralConfig(
        audio_config=ENCODER,
        text_config={
            "model_type": "llama", **GQA, "max_position_embeddings": LONGEST, "vocab_size": len(tokenizer), "head_dim": 8, **ids,
        },
        audio_token_id=tokenizer.convert_tokens_to_ids("[AUDIO]"),
    )  # fmt: skip


def logits(made, vectors, attention, *_):
    return made.language_model(inputs_embeds=vectors, attention_mask=attention, use_cache=False).logits


def voxtral(parts, seed: int):
    processor = parts[0]
    torch.manual_seed(seed)
    made = hf.VoxtralForConditionalGeneration(config_of(processor.tokenizer))
    weights.randomise(made, seed, embedding=0.3)
    end = processor.tokenizer.eos_token_id
    made.generation_config = hf.GenerationConfig(
        bos_token_id=processor.tokenizer.bos_token_id, eos_token_id=end, pad_token_id=processor.tokenizer.pad_token_id
    )
    picture_chat.teach(
        made, processor, chats(), end, lambda *read: logits(made, *read),
        feeds=sound_chat.feeds_of, features=sound_chat.features_of, place=made.config.audio_token_id,
    )  # fmt: skip
    return made


REFERENCES = [
    Reference(
        family="voxtral",
        task="audio-text-to-text",
        make_parts=lambda folder: [processor_of(folder)],
        make_model=voxtral,
        answer=sound_chat.answer,
        cases=[case for case in chats() if case.name != MIXED],
        export=picture_exports.voxtral,
        check=sound_chat.check,
        variety=12,
        accept=picture_chat.telling,
    ),
]
