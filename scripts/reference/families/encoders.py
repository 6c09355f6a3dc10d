"""Encoder-only text models."""

import json
from dataclasses import dataclass, field, replace
from functools import partial
from typing import Any

import torch
import transformers as hf
from tokenizers import AddedToken, Tokenizer

from lib import json_files, onnx_files, text_answers, tokenizers, weights
from lib.reference import Reference

from . import encoder_cases as cases

LABELS = {
    "text-classification": ["NEGATIVE", "NEUTRAL", "POSITIVE"],
    "token-classification": ["O", "B-PER", "I-PER", "B-LOC", "I-LOC", "B-ORG", "I-ORG"],
    "zero-shot-classification": ["contradiction", "neutral", "entailment"],
}
HEADS = {
    "text-classification": hf.AutoModelForSequenceClassification,
    "zero-shot-classification": hf.AutoModelForSequenceClassification,
    "token-classification": hf.AutoModelForTokenClassification,
    "question-answering": hf.AutoModelForQuestionAnswering,
    "fill-mask": hf.AutoModelForMaskedLM,
    "feature-extraction": hf.AutoModel,
    "sentence-similarity": hf.AutoModel,
}
ANSWERS = {
    "text-classification": text_answers.text_classification,
    "zero-shot-classification": text_answers.zero_shot_classification,
    "token-classification": text_answers.token_classification,
    "question-answering": text_answers.question_answering,
    "fill-mask": text_answers.fill_mask,
    "feature-extraction": text_answers.feature_extraction,
    "sentence-similarity": text_answers.sentence_similarity,
}
ONNX_TASKS = {"zero-shot-classification": "text-classification", "sentence-similarity": "feature-extraction"}
SCALES = {
    # Heads that decide; parts that all tokens share, small, so that the tokens differ.
    r"classifier|qa_outputs|classification_head": 3.0,
    r"(classifier|qa_outputs).*bias": 0.1,
    r"token_type_embeddings": 0.2,
    r"position_embeddings": 0.6,
}
VARIETY = {
    "text-classification": 2,
    "zero-shot-classification": 2,
    "token-classification": 5,
    "question-answering": 4,
    "fill-mask": 5,
}


def says_impossible(_cases, answers) -> bool:
    """The case that may answer nothing does."""
    return any(answer.output[0]["answer"] == "" for answer in answers)


@dataclass(frozen=True)
class Encoder:
    family: str
    tokenizer: Any
    """(folder) -> a fast tokenizer"""
    config: Any
    sizes: dict[str, Any]
    mask: str = "[MASK]"
    labels: dict[str, list[str]] = field(default_factory=dict)
    settings: dict[str, dict[str, Any]] = field(default_factory=dict)
    """Config entries for one task."""
    scales: dict[str, float] = field(default_factory=dict)
    quantised: tuple[str, ...] = ()
    ids: dict[str, str] = field(
        default_factory=lambda: {name: name for name in ("pad_token_id", "bos_token_id", "eos_token_id")}
    )
    """Config entry -> what the tokenizer calls it."""
    prompts: dict[str, str] = field(default_factory=dict)
    """What sentence-transformers puts before a text, by its name."""

    def reference(self, task: str, chosen=None, variant: str = "", extra_files=None) -> Reference:
        return Reference(
            family=self.family,
            task=task,
            variant=variant,
            make_parts=lambda folder: [self.tokenizer(folder)],
            make_model=lambda parts, seed: self.model(task, parts[0], seed),
            answer=partial(ANSWERS[task], prompts=self.prompts) if self.prompts else ANSWERS[task],
            cases=chosen or self.cases(task),
            export=onnx_files.export_with_optimum(ONNX_TASKS.get(task, task)),
            check=onnx_files.check_single,
            variety=min(VARIETY.get(task, 0), len(self.labels.get(task, range(9)))),
            accept=says_impossible if (self.family, task) == ("bert", "question-answering") else lambda _cases, _answers: True,
            quantised=task in self.quantised,
            with_onnx=onnx_files.answering_from,
            extra_files=extra_files or (self.write_prompts if self.prompts else None),
        )

    def model(self, task: str, tokenizer, seed: int):
        settings = dict(self.settings.get(task, {}))
        labels = self.labels.get(task, LABELS.get(task))
        if labels:
            settings["id2label"] = dict(enumerate(labels))
            settings["label2id"] = {label: index for index, label in enumerate(labels)}
        ids = {
            entry: getattr(tokenizer, name) for entry, name in self.ids.items() if getattr(tokenizer, name) is not None
        }
        torch.manual_seed(seed)
        config = self.config(**{"vocab_size": len(tokenizer), **self.sizes, **ids, **settings})
        model = HEADS[task].from_config(config)
        weights.randomise(model, seed, {**SCALES, **self.scales})
        return model

    def write_prompts(self, _model, _parts, repository) -> None:
        json_files.write(repository / "config_sentence_transformers.json", {"prompts": self.prompts})

    def cases(self, task: str):
        return {
            "text-classification": cases.classify,
            "token-classification": cases.tokens,
            "question-answering": cases.questions,
            "fill-mask": lambda: cases.masks(self.mask),
            "feature-extraction": cases.embeddings,
            "sentence-similarity": cases.similar,
            "zero-shot-classification": cases.zero_shot,
        }[task]()


BERT_SIZES = {
    "hidden_size": 32,
    "num_hidden_layers": 2,
    "num_attention_heads": 4,
    "intermediate_size": 64,
    "max_position_embeddings": 64,
}
ROBERTA_SPECIAL = ("<s>", "<pad>", "</s>", "<unk>", "<mask>")


def roberta_tokenizer(folder):
    vocab, merges = tokenizers.byte_level(folder, ROBERTA_SPECIAL)
    return hf.RobertaTokenizerFast(vocab, merges, model_max_length=tokenizers.MAX_LENGTH)


def albert_tokenizer(folder):
    file = tokenizers.sentence_piece(
        folder / "spiece.model", "unigram", 600, whole_nfkc=True, pad_id=0, unk_id=1, bos_id=-1, eos_id=-1,
        control_symbols=["[CLS]", "[SEP]"], user_defined_symbols=["[MASK]"],
    )  # fmt: skip
    return hf.AlbertTokenizerFast(file, model_max_length=tokenizers.MAX_LENGTH)


def deberta_tokenizer(folder):
    file = tokenizers.sentence_piece(
        folder / "spm.model", "unigram", 600, pad_id=0, unk_id=3, bos_id=1, eos_id=2,
        pad_piece="[PAD]", bos_piece="[CLS]", eos_piece="[SEP]", unk_piece="[UNK]",
    )  # fmt: skip
    return hf.DebertaV2TokenizerFast(file, model_max_length=tokenizers.MAX_LENGTH)


def modernbert_tokenizer(_folder):
    return modernbert_tokenizer_of(tokenizers.modern_byte_level())


def modernbert_tokenizer_of(made: Tokenizer):
    return hf.PreTrainedTokenizerFast(
        tokenizer_object=made,
        model_max_length=tokenizers.MAX_LENGTH,
        model_input_names=["input_ids", "attention_mask"],
        clean_up_tokenization_spaces=True,
        unk_token="[UNK]",
        cls_token="[CLS]",
        sep_token="[SEP]",
        pad_token="[PAD]",
        mask_token=AddedToken("[MASK]", lstrip=True),
    )


def letters_tokenizer(folder):
    """Knows what is asked: to a vocabulary without these letters, right and wrong are one unknown token."""
    return tokenizers.word_piece(folder, hf.ElectraTokenizerFast, more=(cases.LETTERS,))


def digits_tokenizer(_folder):
    """Cuts at digits as SmolLM2's does: Rust counts fractions and the digits of every script among them."""
    made = json.loads(tokenizers.modern_byte_level().to_str())
    digits = {"type": "Digits", "individual_digits": True}
    made["pre_tokenizer"] = {"type": "Sequence", "pretokenizers": [digits, made["pre_tokenizer"]]}
    model = made["model"]
    # A space and the first byte of such a digit are one token wherever they are not cut.
    for first in ("\u00c2", "\u00d9"):
        model["merges"].append(["\u0120", first])
        model["vocab"].setdefault("\u0120" + first, len(model["vocab"]) + len(made["added_tokens"]))
    return modernbert_tokenizer_of(Tokenizer.from_str(json.dumps(made)))


def xlm_roberta_tokenizer(folder):
    # Its ids are the pieces' own, moved by the four that fairseq puts before them.
    file = tokenizers.sentence_piece(folder / "sentencepiece.bpe.model", "unigram", 600)
    return hf.XLMRobertaTokenizerFast(file, model_max_length=tokenizers.MAX_LENGTH)


def e5_tokenizer(folder):
    """The multilingual E5: XLM-R's pieces for BERT's graph."""
    tokenizer = xlm_roberta_tokenizer(folder)
    tokenizer.model_input_names = ["input_ids", "token_type_ids", "attention_mask"]
    return tokenizer


BERT = Encoder(
    "bert",
    lambda folder: tokenizers.word_piece(folder, hf.BertTokenizerFast),
    hf.BertConfig,
    BERT_SIZES,
    quantised=("text-classification", "fill-mask"),
)
ROBERTA = Encoder(
    "roberta",
    roberta_tokenizer,
    hf.RobertaConfig,
    {**BERT_SIZES, "max_position_embeddings": 66, "type_vocab_size": 1},
    mask="<mask>",
    settings={"text-classification": {"problem_type": "multi_label_classification"}},
)
DISTILBERT = Encoder(
    "distilbert",
    lambda folder: tokenizers.word_piece(folder, hf.DistilBertTokenizerFast),
    hf.DistilBertConfig,
    {"dim": 32, "n_layers": 2, "n_heads": 4, "hidden_dim": 64, "max_position_embeddings": 64},
    labels={"text-classification": ["NEGATIVE", "POSITIVE"]},
)
ALBERT = Encoder("albert", albert_tokenizer, hf.AlbertConfig, {**BERT_SIZES, "embedding_size": 16})
ELECTRA = Encoder(
    "electra",
    lambda folder: tokenizers.word_piece(folder, hf.ElectraTokenizerFast),
    hf.ElectraConfig,
    {**BERT_SIZES, "embedding_size": 16},
    labels={"token-classification": ["O", "PER", "LOC", "ORG"]},
)
DEBERTA = Encoder(
    "deberta-v2",
    deberta_tokenizer,
    hf.DebertaV2Config,
    {
        **BERT_SIZES,
        "type_vocab_size": 0,
        "relative_attention": True,
        "position_buckets": 16,
        "max_relative_positions": -1,
        "pos_att_type": ["p2c", "c2p"],
        "norm_rel_ebd": "layer_norm",
        "share_att_key": True,
        "position_biased_input": False,
        "pooler_hidden_size": 32,
    },
    labels={"zero-shot-classification": ["entailment", "neutral", "contradiction"]},
)
MINILM = Encoder(
    "minilm",
    lambda folder: tokenizers.word_piece(folder, hf.BertTokenizerFast),
    hf.BertConfig,
    {**BERT_SIZES, "num_hidden_layers": 3},
)
MODERNBERT = Encoder(
    "modernbert",
    modernbert_tokenizer,
    hf.ModernBertConfig,
    {
        "hidden_size": 32,
        "num_hidden_layers": 3,
        "num_attention_heads": 4,
        "intermediate_size": 48,
        "max_position_embeddings": 64,
        # The second layer sees 8 tokens to each side, the others all.
        "global_attn_every_n_layers": 2,
        "local_attention": 16,
        "classifier_pooling": "mean",
    },
    ids={
        "pad_token_id": "pad_token_id",
        "bos_token_id": "cls_token_id",
        "eos_token_id": "sep_token_id",
        "cls_token_id": "cls_token_id",
        "sep_token_id": "sep_token_id",
    },
    labels={"token-classification": ["O", "PER", "LOC", "ORG"]},
)
XLM_ROBERTA = Encoder(
    "xlm-roberta",
    xlm_roberta_tokenizer,
    hf.XLMRobertaConfig,
    {**BERT_SIZES, "max_position_embeddings": 66, "type_vocab_size": 1},
    mask="<mask>",
    # One label is a sigmoid to Python.
    labels={"text-classification": ["RELEVANT"], "token-classification": ["O", "PER", "LOC", "ORG"]},
)
BGE = Encoder(
    "bge",
    lambda folder: tokenizers.word_piece(folder, hf.BertTokenizerFast),
    hf.BertConfig,
    BERT_SIZES,
    prompts={"query": "Represent this sentence for searching relevant passages: "},
)
E5 = Encoder(
    "e5",
    e5_tokenizer,
    hf.BertConfig,
    BERT_SIZES,
    prompts={"query": "query: ", "passage": "passage: "},
)

def without_clean_up(_model, _parts, repository) -> None:
    """As files before 2023 are: what is not said is false to Python, but for BERT and its kin."""
    file = repository / "tokenizer_config.json"
    settings = json_files.read(file)
    del settings["clean_up_tokenization_spaces"]
    json_files.write(file, settings)


# A Chinese sentence without spaces is one word to these tokenizers: its best token of many is seldom decisive.
LONG_WORDS = ("none", "simple", "first", "max", "average")
ALL_TASKS = ("text-classification", "token-classification", "question-answering", "fill-mask")
REFERENCES = [
    *(BERT.reference(task) for task in (*ALL_TASKS, "feature-extraction")),
    *(
        ROBERTA.reference(task)
        for task in ("text-classification", "question-answering", "fill-mask", "feature-extraction")
    ),
    ROBERTA.reference("fill-mask", [*cases.masks("<mask>"), *cases.spaced("<mask>")], variant="old", extra_files=without_clean_up),
    *(DISTILBERT.reference(task) for task in ALL_TASKS),
    *(ALBERT.reference(task) for task in ("text-classification", "fill-mask")),
    ALBERT.reference("token-classification", cases.tokens(LONG_WORDS)),
    replace(ELECTRA, tokenizer=letters_tokenizer).reference("text-classification", [*cases.classify(), *cases.letters()]),
    *(ELECTRA.reference(task) for task in ("token-classification", "fill-mask")),
    *(DEBERTA.reference(task) for task in ("text-classification", "zero-shot-classification")),
    *(MINILM.reference(task) for task in ("feature-extraction", "sentence-similarity")),
    MODERNBERT.reference("text-classification", cases.classify_otherwise()),
    replace(MODERNBERT, tokenizer=digits_tokenizer).reference("text-classification", cases.digits(), variant="digits"),
    MODERNBERT.reference("token-classification", cases.tokens(LONG_WORDS)),
    MODERNBERT.reference("fill-mask", [*cases.masks("[MASK]"), *cases.targets("[MASK]")]),
    MODERNBERT.reference("feature-extraction"),
    XLM_ROBERTA.reference("text-classification", cases.classify_otherwise()),
    XLM_ROBERTA.reference("token-classification", cases.tokens(LONG_WORDS)),
    # Beside the question and four special tokens 40 leave no room for an overlap of 12.
    XLM_ROBERTA.reference("question-answering", cases.questions(window=48)),
    XLM_ROBERTA.reference("fill-mask", [*cases.masks("<mask>"), *cases.targets("<mask>")]),
    XLM_ROBERTA.reference("zero-shot-classification"),
    BGE.reference("feature-extraction", cases.prompted("cls", ["query"])),
    BGE.reference("sentence-similarity", cases.similar(pooling="cls")),
    E5.reference("feature-extraction", cases.prompted("mean", ["query", "passage"])),
    E5.reference("sentence-similarity", cases.similar(prompt_name="query")),
]
