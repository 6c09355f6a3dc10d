"""Decoder-only text models whose layers are attention or keep a state: of a convolution, or of a state space."""

import transformers as hf

from lib import tokenizers

from . import chat_templates, decoder_cases, hybrid_exports
from .decoders import GQA, WEIGHTS, Decoder, with_template


def lfm2_tokenizer(_folder):
    special = ["<|pad|>", "<|startoftext|>", "<|endoftext|>", "<|im_start|>", "<|im_end|>"]
    tokenizer = hf.PreTrainedTokenizerFast(
        tokenizer_object=tokenizers.split_byte_level(special, tokenizers.SPLIT_AS_LLAMA_3, begin="<|startoftext|>"),
        bos_token="<|startoftext|>",
        eos_token="<|im_end|>",
        pad_token="<|pad|>",
        model_max_length=256,
        model_input_names=["input_ids", "attention_mask"],
    )
    return with_template(tokenizer, chat_templates.LFM2)


def granite_tokenizer(folder):
    special = ["<|end_of_text|>", "<|pad|>", "<|start_of_role|>", "<|end_of_role|>"]
    return hf.GPT2TokenizerFast(
        *tokenizers.byte_level(folder, special),
        bos_token="<|end_of_text|>",
        eos_token="<|end_of_text|>",
        unk_token="<|end_of_text|>",
        pad_token="<|pad|>",
        additional_special_tokens=special[2:],
        model_max_length=256,
    )


LFM2 = Decoder(
    "lfm2",
    lfm2_tokenizer,
    hf.Lfm2Config,
    {**GQA, "num_hidden_layers": 3, "layer_types": ["conv", "full_attention", "conv"], "block_auto_adjust_ff_dim": False},
    WEIGHTS,
    export=hybrid_exports.LFM2,
    ends=("<|im_end|>",),
)
GRANITE = Decoder(
    "granitemoehybrid",
    granite_tokenizer,
    hf.GraniteMoeHybridConfig,
    {
        **GQA,
        "num_hidden_layers": 3,
        "layer_types": ["mamba", "attention", "mamba"],
        "num_local_experts": 0,
        "shared_intermediate_size": 64,
        "position_embedding_type": None,
        "mamba_n_heads": 4,
        "mamba_d_head": 16,
        "mamba_d_state": 8,
        "mamba_n_groups": 1,
        "mamba_chunk_size": 16,
        "tie_word_embeddings": True,
    },
    WEIGHTS,
    export=hybrid_exports.GRANITE,
)

REFERENCES = [
    LFM2.reference([*decoder_cases.prompts(), *decoder_cases.chat()]),
    GRANITE.reference(decoder_cases.prompts()),
]
