"""Models that chat about pictures and sounds."""

import json

import torch
import transformers as hf

from lib import any_chat, picture_chat, weights
from lib.reference import Case, Reference

from . import any_exports, chat_templates
from .decoders import gemma_tokenizer
from .picture_chats import BEAMS, LENGTH, WHOLE, image, model, text, user
from .sound_chats import sound

PLACES = {"image": 4, "audio": 10}
"""Of published ones 256 and 188."""
SIDE = 64
BINS = 32
TOKENS = 560
MARKS = 4
"""Ids that each kind of media has beside the text's."""
LAYERS = ["sliding_attention", "full_attention", "sliding_attention", "full_attention"]


def chats() -> list[Case]:
    """Sounds have the rate that the model hears: Python's processor resamples as librosa does."""
    both = user(image("wide.png"), sound("tones"), text("What is this?"))
    turns = {
        "both": [both],
        "picture": [user(image("tall.jpg"), text("Describe the picture."))],
        "sound": [user(text("Listen to this:"), sound("noisy"))],
        "two": [user(image("exact.png"), text("Compare it with"), sound("short"), image("grey.png"), text("this one."))],
        "second-turn": [both, model("A cat sat on the mat."), user(text("And the weather?"))],
        "later": [user(text("Hello, how are you?")), model("I am fine."), user(sound("tones"), text("Who is she?"))],
        "chinese": [user(image("large.jpg"), text("今天天气怎么样？"))],
        "words": [user(text("What is the capital of France?"))],
    }  # fmt: skip
    return [
        *(Case(name, {"messages": messages}, WHOLE if name in ("both", "words") else LENGTH) for name, messages in turns.items()),
        Case("beams", {"messages": [user(image("grey.png"), sound("short"), text("Tell me a story."))]}, BEAMS),
    ]


def apart() -> list[Case]:
    """Nobody taught it an answer to these: so a case more leaves the weights, and with them every other answer, as they were."""
    # The library hears the shorter of two with silence behind it, up to the longer's length.
    two = user(text("Compare"), sound("short"), text("and"), sound("noisy"), text("What is this?"))
    return [Case("two-sounds", {"messages": [two]}, LENGTH)]


def processor_of(folder):
    tokenizer = gemma_tokenizer(folder, TOKENS)
    named = {
        "boi_token": "<start_of_image>", "boa_token": "<start_of_audio>", "eoi_token": "<end_of_image>",
        "image_token": "<image_soft_token>", "eoa_token": "<end_of_audio>", "audio_token": "<audio_soft_token>",
    }  # fmt: skip
    tokens = list(named.values())
    spare = [f"<unused{index}>" for index in range(MARKS - 2)]
    tokenizer.add_tokens([*tokens[:4], *spare, *tokens[4:]], special_tokens=True)
    tokenizer = hf.GemmaTokenizerFast(
        tokenizer_object=tokenizer.backend_tokenizer, model_max_length=512, extra_special_tokens=named,
        additional_special_tokens=["<start_of_turn>", "<end_of_turn>"],
    )  # fmt: skip
    return Processor(
        hf.Gemma3nAudioFeatureExtractor(feature_size=BINS),
        hf.SiglipImageProcessorFast(size={"height": SIDE, "width": SIDE}, do_normalize=False),
        tokenizer, chat_templates.GEMMA3N, PLACES["audio"], PLACES["image"],
    )  # fmt: skip


class Processor(hf.Gemma3nProcessor):
    def save_pretrained(self, folder, **_) -> None:
        """On the Hub one file tells of pictures and sounds; the library would write the one over the other."""
        super().save_pretrained(folder)
        told = {**self.feature_extractor.to_dict(), **self.image_processor.to_dict()}
        told.pop("processor_class", None)
        text = json.dumps(told, indent=2, default=lambda value: value.tolist() if hasattr(value, "tolist") else str(value))
        (folder / "preprocessor_config.json").write_text(text + "\n")


def config_of(tokenizer) -> hf.Gemma3nConfig:
    id_of = tokenizer.convert_tokens_to_ids
    pictures, sounds = id_of("<end_of_image>"), id_of("<end_of_audio>")
    assert (sounds - pictures, len(tokenizer)) == (MARKS, sounds + 2)
    shared = {
        "hidden_size": 24, "intermediate_size": 48, "num_hidden_layers": len(LAYERS), "num_attention_heads": 2,
        "num_key_value_heads": 1, "head_dim": 8, "hidden_size_per_layer_input": 4, "laurel_rank": 4, "sliding_window": 24,
        "layer_types": LAYERS, "num_kv_shared_layers": 2, "max_position_embeddings": 512, "altup_num_inputs": 2,
    }  # fmt: skip
    return hf.Gemma3nConfig(
        text_config={**shared, "vocab_size": sounds + MARKS, "vocab_size_per_layer_input": pictures},
        vision_config={
            "architecture": "resnet18", "hidden_size": 16, "vocab_size": MARKS, "vocab_offset": pictures, "image_size": SIDE,
            # The published tower, MobileNet v5, ends in 2048 channels whatever it is told.
            "model_args": {"layers": [1, 1, 1, 1], "channels": [8, 8, 16, 16], "stem_type": "deep", "stem_width": 4},
        },
        audio_config={
            "vocab_size": MARKS, "vocab_offset": sounds, "input_feat_size": BINS, "hidden_size": 16, "conf_num_hidden_layers": 1,
            "conf_num_attention_heads": 2, "sscp_conv_channel_size": [8, 4],
        },
        audio_soft_tokens_per_image=PLACES["audio"], vision_soft_tokens_per_image=PLACES["image"],
        boi_token_id=id_of("<start_of_image>"), eoi_token_id=pictures, image_token_id=id_of("<image_soft_token>"),
        boa_token_id=id_of("<start_of_audio>"), eoa_token_id=sounds, audio_token_id=id_of("<audio_soft_token>"),
    )  # fmt: skip


def encoders(made) -> dict:
    heard = any_exports.SoundEncoder(made)
    return {"vision": made.model.get_image_features, "audio": heard.forward}


def gemma3n(parts, seed: int):
    processor = parts[0]
    tokenizer = processor.tokenizer
    torch.manual_seed(seed)
    made = hf.Gemma3nForConditionalGeneration(config_of(tokenizer))
    weights.randomise(made, seed, embedding=0.3, scales={"altup": 0.5})
    ends = [tokenizer.eos_token_id, tokenizer.convert_tokens_to_ids("<end_of_turn>")]
    made.generation_config = hf.GenerationConfig(bos_token_id=tokenizer.bos_token_id, eos_token_id=ends, pad_token_id=tokenizer.pad_token_id)
    cap = made.config.text_config.final_logit_softcapping

    def logits_of(vectors, layers, attention):
        read = made.model.language_model(
            inputs_embeds=vectors, per_layer_inputs=layers, attention_mask=attention, use_cache=False
        )
        return torch.tanh(made.lm_head(read.last_hidden_state) / cap) * cap

    any_chat.teach(made, processor, chats(), ends[1], any_exports.read, encoders, logits_of)
    return made


REFERENCES = [
    Reference(
        family="gemma3n",
        task="any-to-any",
        make_parts=lambda folder: [processor_of(folder)],
        make_model=gemma3n,
        answer=any_chat.answer,
        cases=[*chats(), *apart()],
        export=any_exports.gemma3n,
        check=any_chat.check,
        variety=12,
        accept=picture_chat.telling,
    ),
]
