"""Encoder-decoder text models."""

import json
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import torch
import transformers as hf
from transformers.models.m2m_100.tokenization_m2m_100 import FAIRSEQ_LANGUAGE_CODES

from lib import corpus, onnx_files, seq2seq, slow_tokenizers, teaching, text_answers, tokenizers, weights
from lib.reference import Reference

from . import encoder_cases
from . import seq2seq_cases as cases

WITH_CACHE = onnx_files.export_with_optimum("text2text-generation-with-past")
SHARED = {
    "d_model": 32,
    "encoder_layers": 2,
    "decoder_layers": 2,
    "encoder_attention_heads": 4,
    "decoder_attention_heads": 4,
    "encoder_ffn_dim": 64,
    "decoder_ffn_dim": 64,
    "max_position_embeddings": 96,
}
CROSS = {r"(encoder_attn|EncDecAttention)\.(q_proj|k_proj|q|k)\.weight": 2.0}


@dataclass(frozen=True)
class Seq2Seq:
    family: str
    tokenizer: Callable[[Path], Any]
    config: Any
    sizes: dict[str, Any]
    weights: dict[str, Any]
    settings: dict[str, Any] = field(default_factory=dict)
    generation: Callable[[Any], dict[str, Any]] = lambda tokenizer: {}
    """Of a tokenizer: what only `generation_config.json` says."""
    extra_files: Any = None

    def reference(self, task: str, chosen, variant="", pipeline_task=None, prefix="") -> Reference:
        return Reference(
            family=self.family,
            task=task,
            variant=variant,
            make_parts=lambda folder: [self.tokenizer(folder)],
            make_model=lambda parts, seed: self.model(parts[0], seed, chosen, prefix),
            answer=seq2seq.answer_of(task, pipeline_task),
            cases=chosen,
            export=WITH_CACHE,
            check=seq2seq.check,
            variety=12,
            accept=seq2seq.telling,
            extra_files=self.extra_files,
        )

    def model(self, tokenizer, seed: int, chosen, prefix: str):
        ids = {
            name: getattr(tokenizer, name)
            for name in ("pad_token_id", "bos_token_id", "eos_token_id")
            if getattr(tokenizer, name) is not None
        }
        start = {"decoder_start_token_id": tokenizer.pad_token_id, **self.settings}
        config = self.config(**{"vocab_size": len(tokenizer), **ids, **start, **self.sizes})
        torch.manual_seed(seed)
        model = hf.AutoModelForSeq2SeqLM.from_config(config)
        weights.randomise(model, seed, **self.weights)
        teaching.teach(model, seq2seq.lessons(tokenizer, chosen, prefix))
        model.generation_config = hf.GenerationConfig(**ids, **start, **self.generation(tokenizer))
        return model


def t5_tokenizer(folder):
    file = tokenizers.sentence_piece(
        folder / "spiece.model", "unigram", 600, pad_id=0, eos_id=1, unk_id=2, bos_id=-1,
    )  # fmt: skip
    # The fast class alone, from the vocabulary, decodes a space in front.
    hf.T5Tokenizer(file, extra_ids=10, model_max_length=64, legacy=True).save_pretrained(folder / "slow")
    return hf.T5TokenizerFast.from_pretrained(folder / "slow")


def pegasus_tokenizer(folder):
    file = tokenizers.sentence_piece(
        folder / "spiece.model", "unigram", 600, pad_id=0, eos_id=1, unk_id=2, bos_id=-1,
    )  # fmt: skip
    return hf.PegasusTokenizerFast(file, model_max_length=64)


def bart_tokenizer(folder):
    files = tokenizers.byte_level(folder, ("<s>", "<pad>", "</s>", "<unk>", "<mask>"))
    return hf.BartTokenizerFast(*files, model_max_length=64)


def marian_tokenizer(folder):
    options = {"pad_id": -1, "bos_id": -1, "eos_id": 0, "unk_id": 1}
    source = tokenizers.sentence_piece(folder / "source.spm", "unigram", 500, lines=corpus.ENGLISH, **options)
    target = tokenizers.sentence_piece(folder / "target.spm", "unigram", 300, lines=corpus.CHINESE, **options)
    pieces = [*slow_tokenizers.pieces_of(Path(source)), *slow_tokenizers.pieces_of(Path(target))]
    tokens = list(dict.fromkeys(["</s>", "<unk>", *pieces, ">>cmn_Hans<<", ">>yue_Hant<<", "<pad>"]))
    vocab = folder / "vocab.json"
    vocab.write_text(json.dumps({token: index for index, token in enumerate(tokens)}, ensure_ascii=False), "utf-8")
    return hf.MarianTokenizer(source, target, str(vocab), source_lang="en", target_lang="zh", model_max_length=64)


def m2m100_tokenizer(folder):
    file = tokenizers.sentence_piece(folder / "sentencepiece.bpe.model", "bpe", 600)
    pieces = [piece for piece in slow_tokenizers.pieces_of(Path(file)) if piece not in ("<unk>", "<s>", "</s>")]
    vocab = folder / "vocab.json"
    tokens = ["<s>", "<pad>", "</s>", "<unk>", *pieces]
    vocab.write_text(json.dumps({token: index for index, token in enumerate(tokens)}, ensure_ascii=False), "utf-8")
    languages = [f"__{code}__" for code in FAIRSEQ_LANGUAGE_CODES["m2m100"]]
    return hf.M2M100Tokenizer(
        str(vocab), file, src_lang="en", tgt_lang="zh", model_max_length=64, additional_special_tokens=languages
    )


def nllb_tokenizer(folder):
    file = tokenizers.sentence_piece(folder / "sentencepiece.bpe.model", "bpe", 600)
    return hf.NllbTokenizerFast(file, src_lang="eng_Latn", tgt_lang="zho_Hans", model_max_length=64)


def mbart_tokenizer(folder):
    file = tokenizers.sentence_piece(folder / "sentencepiece.bpe.model", "unigram", 600)
    return hf.MBart50TokenizerFast(file, src_lang="en_XX", tgt_lang="zh_CN", model_max_length=64)


WEIGHTS = {"embedding": 0.3, "scales": CROSS}


def opus_generation(tokenizer) -> dict[str, Any]:
    """As every opus-mt has it."""
    return {
        "bad_words_ids": [[tokenizer.pad_token_id]],
        "max_length": 512,
        "num_beams": 4,
        "renormalize_logits": True,
    }


T5 = Seq2Seq(
    "t5",
    t5_tokenizer,
    hf.T5Config,
    {
        "d_model": 32,
        "d_kv": 8,
        "d_ff": 64,
        "num_layers": 2,
        "num_heads": 4,
        "task_specific_params": {
            "summarization": {"prefix": "summarize: "},
            "translation_en_to_de": {"prefix": "translate English to German: "},
        },
    },
    {
        "embedding": 1.0,
        # T5 doesn't divide by the square root of the head's width.
        "scales": {**CROSS, r"(SelfAttention|EncDecAttention)\.q\.weight": 0.35},
    },
)
PEGASUS = Seq2Seq("pegasus", pegasus_tokenizer, hf.PegasusConfig, {**SHARED, "scale_embedding": True}, WEIGHTS)
BART = Seq2Seq(
    "bart",
    bart_tokenizer,
    hf.BartConfig,
    SHARED,
    WEIGHTS,
    settings={"decoder_start_token_id": 2, "forced_bos_token_id": 0, "forced_eos_token_id": 2},
)
MARIAN = Seq2Seq(
    "marian",
    marian_tokenizer,
    hf.MarianConfig,
    {**SHARED, "scale_embedding": True},
    WEIGHTS,
    settings={"forced_eos_token_id": 0},
    generation=opus_generation,
    extra_files=slow_tokenizers.marian,
)
M2M100 = Seq2Seq(
    "m2m_100",
    m2m100_tokenizer,
    hf.M2M100Config,
    {**SHARED, "scale_embedding": True},
    WEIGHTS,
    settings={"decoder_start_token_id": 2},
    extra_files=slow_tokenizers.m2m100,
)
NLLB = Seq2Seq(
    "nllb",
    nllb_tokenizer,
    hf.M2M100Config,
    # Its 202 languages weigh more than a second layer tells.
    {**SHARED, "encoder_layers": 1, "decoder_layers": 1, "scale_embedding": True},
    WEIGHTS,
    settings={"decoder_start_token_id": 2},
)
MBART = Seq2Seq(
    "mbart",
    mbart_tokenizer,
    hf.MBartConfig,
    {**SHARED, "scale_embedding": True},
    WEIGHTS,
    settings={"decoder_start_token_id": 2, "forced_eos_token_id": 2},
)


def bart_mnli(parts, seed: int):
    labels = ["contradiction", "neutral", "entailment"]
    tokenizer = parts[0]
    config = hf.BartConfig(
        **SHARED,
        vocab_size=len(tokenizer),
        id2label=dict(enumerate(labels)),
        label2id={label: index for index, label in enumerate(labels)},
    )
    torch.manual_seed(seed)
    model = hf.BartForSequenceClassification(config)
    weights.randomise(model, seed, {r"classification_head": 2.5, r"classification_head.*bias": 0.1, **CROSS})
    return model


BART_ZERO_SHOT = Reference(
    family="bart",
    task="zero-shot-classification",
    make_parts=lambda folder: [bart_tokenizer(folder)],
    make_model=bart_mnli,
    answer=text_answers.zero_shot_classification,
    cases=encoder_cases.zero_shot(),
    export=onnx_files.export_with_optimum("text-classification"),
    check=onnx_files.check_single,
    variety=2,
)

REFERENCES = [
    T5.reference("text2text-generation", cases.texts()),
    T5.reference("summarization", cases.summaries(), prefix="summarize: "),
    T5.reference(
        "translation",
        cases.translations(),
        pipeline_task="translation_en_to_de",
        prefix="translate English to German: ",
    ),
    T5.reference("text2text-generation", cases.generative_questions(), variant="question"),
    PEGASUS.reference("summarization", cases.summaries()),
    BART.reference("summarization", cases.summaries()),
    BART.reference("text2text-generation", cases.texts(until_penalty_tells=14)),
    BART_ZERO_SHOT,
    MARIAN.reference("translation", cases.marian(), pipeline_task="translation_en_to_zh"),
    M2M100.reference("translation", cases.many_languages("en", "zh", "fr")),
    NLLB.reference("translation", cases.many_languages("eng_Latn", "zho_Hans", "fra_Latn")),
    MBART.reference("translation", cases.many_languages("en_XX", "zh_CN", "fr_XX")),
]
