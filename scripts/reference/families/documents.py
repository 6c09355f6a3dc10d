"""Models that answer a question about a picture of a document."""

from functools import partial

import transformers as hf

from lib import captions, documents, tokenizers
from lib.reference import Case, Reference

from .captions import OPTIMUM, Pair, donut_processor, mbart_config, swin_config
from .vision import NAMES

TAUGHT = (
    ("What is the total?", "12.50 EUR</s_answer>"),
    ("When does the train leave?", "on the first of May</s_answer>"),
    ("Who signed the letter?", "Angela   Merkel</s_answer>"),
    ("天气怎么样？", "今天天气很好</s_answer>"),
    ("Is it paid?", "<yes/></s_answer>"),
    ("what   is  the Invoice number?", "A-17/b</s_answer>"),
    # Never closed: Python finds no answer in it.
    ("What is this 😀?", "the sea and"),
)
MARKS = ("<s_docvqa>", "<s_question>", "</s_question>", "<s_answer>", "</s_answer>", "<yes/>", "<no/>")


def asked() -> list[Case]:
    plain = zip(NAMES, TAUGHT)
    cases = [Case(name.split(".")[0], {"image": f"media/{name}", "question": asked}) for name, (asked, _) in plain]
    return [*cases, Case("again", {"image": f"media/{NAMES[0]}", "question": TAUGHT[2][0]})]


def said_of(case: Case) -> str:
    return dict(TAUGHT)[case.inputs["question"]]


def tokenizer_of(folder):
    file = tokenizers.sentence_piece(folder / "sentencepiece.bpe.model", "unigram", 600)
    tokenizer = hf.XLMRobertaTokenizerFast(file, model_max_length=128)
    tokenizer.add_special_tokens({"additional_special_tokens": [MARKS[0]]})
    tokenizer.add_tokens(list(MARKS[1:]))
    return tokenizer


class Donut(Pair):
    def learn(self, model, parts) -> None:
        # Python's pipeline would write 256 tokens, more than there are positions; this it gives way to.
        model.generation_config.max_length = 60

        def forward(given, ids):
            return model(given["pixel_values"], decoder_input_ids=ids).logits

        documents.teach(model, parts, asked(), said_of, forward)


# A question has more tokens than a caption.
DONUT = Donut(swin_config, partial(mbart_config, positions=128), "<s>", "</s>")

REFERENCES = [
    Reference(
        family="donut",
        task="document-question-answering",
        make_parts=lambda folder: [donut_processor(), tokenizer_of(folder)],
        make_model=DONUT.model,
        answer=documents.written,
        cases=asked(),
        export=OPTIMUM,
        check=captions.check,
        variety=6,
        accept=lambda _cases, answers: any(answer.output == [{"answer": None}] for answer in answers),
    ),
]
