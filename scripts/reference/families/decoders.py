"""Decoder-only text models."""

from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import torch
import transformers as hf

from lib import decoder_check, generation, onnx_files, teaching, tokenizers, weights
from lib.json_files import read, write
from lib.reference import Reference
from optimum.onnxruntime import ORTModelForCausalLM

from . import chat_templates, decoder_cases, decoder_exports

WITH_CACHE = onnx_files.export_with_optimum("text-generation-with-past")


@dataclass(frozen=True)
class Decoder:
    family: str
    tokenizer: Callable[[Path], Any]
    config: Any
    sizes: dict[str, Any]
    weights: dict[str, Any]
    """Options of `weights.randomise`."""
    export: Any = WITH_CACHE
    ends: tuple[str, ...] = ()
    settings: dict[str, Any] = field(default_factory=dict)

    def reference(self, cases, variant="", quantised=False, extra_files=None) -> Reference:
        return Reference(
            family=self.family,
            task="text-generation",
            variant=variant,
            make_parts=lambda folder: [self.tokenizer(folder)],
            make_model=lambda parts, seed: self.model(parts[0], seed, cases),
            answer=generation.text_generation,
            cases=cases,
            export=self.export,
            check=decoder_check.check,
            variety=20,
            accept=generation.telling,
            quantised=quantised,
            with_onnx=answering_from,
            extra_files=extra_files,
        )

    def model(self, tokenizer, seed: int, cases):
        ids = {
            name: getattr(tokenizer, name)
            for name in ("pad_token_id", "bos_token_id", "eos_token_id")
            if getattr(tokenizer, name) is not None
        }
        torch.manual_seed(seed)
        config = self.config(**{"vocab_size": len(tokenizer), **ids, **self.sizes})
        model = hf.AutoModelForCausalLM.from_config(config)
        weights.randomise(model, seed, **self.weights)
        ends = [tokenizer.convert_tokens_to_ids(end) for end in self.ends] or [tokenizer.eos_token_id]
        teaching.teach(model, generation.lessons(tokenizer, cases, ends))
        model.generation_config = hf.GenerationConfig(
            **{**ids, "eos_token_id": ends if len(ends) > 1 else ends[0]}, **self.settings
        )
        return model


def answering_from(_model, repository: Path, _dtype: str, suffix: str):
    return ORTModelForCausalLM.from_pretrained(
        str(repository),
        subfolder="onnx",
        file_name=f"model{suffix}.onnx",
        use_cache=True,
        use_io_binding=False,
        session_options=onnx_files.session_options(),
    )


def template_in_config(_model, _parts, repository: Path) -> None:
    """Older checkpoints keep the template in `tokenizer_config.json`; the Hub has both kinds."""
    jinja = repository / "chat_template.jinja"
    file = repository / "tokenizer_config.json"
    write(file, {**read(file), "chat_template": jinja.read_text(encoding="utf-8")})
    jinja.unlink()


def with_template(tokenizer, template: str):
    tokenizer.chat_template = template
    return tokenizer


def gpt1_tokenizer(folder):
    files = tokenizers.lower_case(folder, ["<unk>", "</s>"])
    return hf.OpenAIGPTTokenizerFast(*files, unk_token="<unk>", eos_token="</s>", pad_token="</s>", model_max_length=128)


def gpt2_tokenizer(folder):
    return hf.GPT2TokenizerFast(*tokenizers.byte_level(folder, ["<|endoftext|>"]), model_max_length=128)


def bloom_tokenizer(_folder):
    special = ["<unk>", "<s>", "</s>", "<pad>"]
    return hf.BloomTokenizerFast(
        tokenizer_object=tokenizers.split_byte_level(special, tokenizers.SPLIT_AS_BLOOM), model_max_length=128
    )


def llama_tokenizer(folder):
    file = tokenizers.sentence_piece(
        folder / "tokenizer.model", "bpe", 800, byte_fallback=True, normalization_rule_name="identity",
        split_digits=True, remove_extra_whitespaces=False,
    )  # fmt: skip
    return hf.LlamaTokenizerFast(file, legacy=False, model_max_length=128, pad_token="</s>")


def llama3_tokenizer(_folder):
    special = [
        "<|begin_of_text|>", "<|end_of_text|>", "<|start_header_id|>", "<|end_header_id|>", "<|eot_id|>",
    ]  # fmt: skip
    tokenizer = hf.PreTrainedTokenizerFast(
        tokenizer_object=tokenizers.split_byte_level(special, tokenizers.SPLIT_AS_LLAMA_3, begin=special[0]),
        bos_token=special[0],
        eos_token="<|eot_id|>",
        pad_token="<|end_of_text|>",
        model_max_length=256,
        model_input_names=["input_ids", "attention_mask"],
    )
    return with_template(tokenizer, chat_templates.LLAMA3)


def gemma_tokenizer(folder, size=800):
    file = tokenizers.sentence_piece(
        folder / "tokenizer.model", "bpe", size, byte_fallback=True, normalization_rule_name="identity",
        pad_id=0, eos_id=1, bos_id=2, unk_id=3, add_dummy_prefix=False, remove_extra_whitespaces=False,
        split_digits=True, user_defined_symbols=["<start_of_turn>", "<end_of_turn>"],
    )  # fmt: skip
    tokenizer = hf.GemmaTokenizerFast(
        file, model_max_length=256, additional_special_tokens=["<start_of_turn>", "<end_of_turn>"]
    )
    return with_template(tokenizer, chat_templates.GEMMA)


def qwen_tokenizer(folder):
    files = tokenizers.byte_level(folder, [])
    tokenizer = hf.Qwen2TokenizerFast(*files, model_max_length=256)
    tokenizer.add_special_tokens({"eos_token": "<|im_end|>", "additional_special_tokens": ["<|im_start|>", "<|im_end|>"]})
    tokenizer.add_tokens(["<think>", "</think>"])
    return with_template(tokenizer, chat_templates.QWEN3)


GQA = {
    "hidden_size": 32,
    "intermediate_size": 64,
    "num_hidden_layers": 2,
    "num_attention_heads": 4,
    "num_key_value_heads": 2,
    "max_position_embeddings": 256,
}
WEIGHTS = {"embedding": 0.3}
GEMMA_WEIGHTS = {**WEIGHTS, "norm_offset": 0.0}

GPT1 = Decoder(
    "openai-gpt",
    gpt1_tokenizer,
    hf.OpenAIGPTConfig,
    {"n_positions": 128, "n_embd": 32, "n_layer": 2, "n_head": 4},
    WEIGHTS,
    export=decoder_exports.without_cache,
)
GPT2 = Decoder(
    "gpt2", gpt2_tokenizer, hf.GPT2Config, {"n_positions": 128, "n_embd": 32, "n_layer": 2, "n_head": 4}, WEIGHTS
)
BLOOM = Decoder("bloom", bloom_tokenizer, hf.BloomConfig, {"hidden_size": 32, "n_layer": 2, "n_head": 4}, WEIGHTS)
LLAMA = Decoder("llama", llama_tokenizer, hf.LlamaConfig, GQA, WEIGHTS)
LLAMA3 = Decoder(
    "llama",
    llama3_tokenizer,
    hf.LlamaConfig,
    {
        **GQA,
        "rope_theta": 500000.0,
        "rope_scaling": {
            "rope_type": "llama3",
            "factor": 8.0,
            "high_freq_factor": 4.0,
            "low_freq_factor": 1.0,
            "original_max_position_embeddings": 64,
        },
    },
    WEIGHTS,
    ends=("<|end_of_text|>", "<|eot_id|>"),
)
MISTRAL = Decoder("mistral", llama_tokenizer, hf.MistralConfig, {**GQA, "sliding_window": 12}, WEIGHTS)
MIXTRAL = Decoder(
    "mixtral",
    llama_tokenizer,
    hf.MixtralConfig,
    {**GQA, "num_local_experts": 4, "num_experts_per_tok": 2},
    WEIGHTS,
    export=decoder_exports.mixtral,
)
GEMMA = Decoder(
    "gemma", gemma_tokenizer, hf.GemmaConfig, {**GQA, "head_dim": 16}, GEMMA_WEIGHTS, ends=("<eos>",)
)
GEMMA3 = Decoder(
    "gemma3_text",
    gemma_tokenizer,
    hf.Gemma3TextConfig,
    {
        **GQA,
        "head_dim": 16,
        "num_hidden_layers": 3,
        "sliding_window": 8,
        "layer_types": ["sliding_attention", "sliding_attention", "full_attention"],
        "query_pre_attn_scalar": 16,
    },
    GEMMA_WEIGHTS,
    ends=("<eos>", "<end_of_turn>"),
)
QWEN3 = Decoder(
    "qwen3",
    qwen_tokenizer,
    hf.Qwen3Config,
    {**GQA, "head_dim": 16, "tie_word_embeddings": True},
    WEIGHTS,
    ends=("<|im_end|>", "<|endoftext|>"),
)

REFERENCES = [
    GPT1.reference(decoder_cases.prompts()),
    GPT2.reference(decoder_cases.prompts(beams=True), quantised=True),
    BLOOM.reference(decoder_cases.prompts()),
    LLAMA.reference(decoder_cases.prompts(beams=True), quantised=True),
    LLAMA3.reference(decoder_cases.chat(), variant="chat", extra_files=template_in_config),
    MISTRAL.reference(decoder_cases.prompts()),
    MIXTRAL.reference(decoder_cases.prompts()),
    GEMMA.reference(decoder_cases.prompts()),
    GEMMA3.reference([*decoder_cases.prompts(), *decoder_cases.chat()]),
    QWEN3.reference([*decoder_cases.prompts(), *decoder_cases.chat(thinking=True)]),
]
