"""The inputs of encoder-decoder models."""

from lib import corpus
from lib.reference import Case

LENGTH = {"max_new_tokens": 12}
BEAMS = {"max_new_tokens": 20, "num_beams": 4}
TUNED = {**BEAMS, "length_penalty": 2.0, "early_stopping": True, "no_repeat_ngram_size": 2}


def beams(source: str, **options) -> list[Case]:
    return [
        Case("beams", {"text": source}, {**BEAMS, **options}),
        Case("beams-tuned", {"text": source}, {**TUNED, **options}),
        Case("beams-short", {"text": source}, {**BEAMS, "length_penalty": 0.0, "early_stopping": True, **options}),
    ]


def summaries() -> list[Case]:
    return [
        Case("english", {"text": corpus.ENGLISH[17]}, {"max_new_tokens": 32}),
        Case("chinese", {"text": "".join(corpus.CHINESE[3:5])}, LENGTH),
        Case("emoji", {"text": corpus.EMOJI}, {"max_new_tokens": 28}),
        Case("full-stop", {"text": corpus.STOP}, LENGTH),
        Case("spaces", {"text": corpus.SPACES}, LENGTH),
        Case("long", {"text": corpus.LONG}, {**LENGTH, "truncation": True}),
        Case("at-least", {"text": corpus.ENGLISH[1]}, {"max_new_tokens": 14, "min_new_tokens": 10}),
        Case("no-repeat", {"text": corpus.ENGLISH[18]}, {"max_new_tokens": 10, "no_repeat_ngram_size": 2}),
        *beams(corpus.ENGLISH[20]),
    ]


def translations(**options) -> list[Case]:
    length = {**LENGTH, **options}
    return [
        Case("english", {"text": corpus.ENGLISH[8]}, {**length, "max_new_tokens": 32}),
        Case("emoji", {"text": corpus.EMOJI}, {**length, "max_new_tokens": 28}),
        Case("full-stop", {"text": corpus.STOP}, length),
        Case("spaces", {"text": corpus.SPACES}, length),
        Case("long", {"text": corpus.LONG}, {**length, "truncation": True}),
        *beams(corpus.ENGLISH[36], **options),
    ]


def texts(until_penalty_tells=8) -> list[Case]:
    return [
        Case("english", {"text": corpus.ENGLISH[23]}, {"max_new_tokens": 32}),
        Case("sentinels", {"text": "The quick <extra_id_0> fox jumps over the <extra_id_1> dog."}, LENGTH),
        Case("chinese", {"text": corpus.PARK}, LENGTH),
        Case("emoji", {"text": corpus.EMOJI}, {"max_new_tokens": 28}),
        Case("repetition-penalty", {"text": corpus.ENGLISH[18]}, {"max_new_tokens": until_penalty_tells, "repetition_penalty": 3.0}),
        Case("long", {"text": corpus.LONG}, {**LENGTH, "truncation": True}),
        *beams(corpus.FOX),
    ]


def generative_questions() -> list[Case]:
    """T5 and BART answer a question as text: Python has no pipeline of its own for it."""

    def asked(question: str, context: str) -> dict:
        return {"text": f"question: {question} context: {context}"}

    return [
        Case("english", asked(corpus.ENGLISH[14][:30], corpus.ENGLISH[14][31:]), {"max_new_tokens": 32}),
        Case("chinese", asked(corpus.CHINESE[5][:8], corpus.CHINESE[6]), LENGTH),
        Case("emoji", asked("What is so much?", corpus.EMOJI), LENGTH),
        Case("beams", asked(corpus.ENGLISH[16][:19], corpus.ENGLISH[16][20:]), BEAMS),
    ]


def marian() -> list[Case]:
    length = {**LENGTH}
    return [
        *translations(),
        Case("language-code", {"text": f">>cmn_Hans<< {corpus.ENGLISH[1]}"}, length),
        Case("unknown", {"text": corpus.PARK}, length),
    ]


def many_languages(english: str, chinese: str, french: str) -> list[Case]:
    return [
        *translations(src_lang=english, tgt_lang=chinese),
        Case("chinese", {"text": corpus.PARK}, {**LENGTH, "src_lang": chinese, "tgt_lang": english}),
        Case("french", {"text": corpus.FOX}, {**LENGTH, "src_lang": english, "tgt_lang": french}),
    ]
