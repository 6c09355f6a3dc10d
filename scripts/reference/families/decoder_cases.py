"""The inputs of text generation."""

from lib import corpus
from lib.reference import Case

TALK = [
    {"role": "system", "content": "You answer in one sentence."},
    {"role": "user", "content": "What is the capital of France?"},
]
TURNS = [
    {"role": "user", "content": "你好，今天怎么样？"},
    {"role": "assistant", "content": "我很好，谢谢你。"},
    {"role": "user", "content": "  Write a story about the sea 😀 "},
]


def prompts(beams=False) -> list[Case]:
    story = {"text": "Once upon a time there was a little girl"}
    length = {"max_new_tokens": 12}
    looping = {"text": corpus.CHINESE[1]}
    cases = [
        Case("english", story, {"max_new_tokens": 32}),
        Case("chinese", {"text": "从前有一个小女孩，"}, {"max_new_tokens": 28}),
        Case("emoji", {"text": "I love this movie 😀🎉"}, length),
        Case("full-stop", {"text": corpus.STOP}, length),
        Case("spaces", {"text": corpus.SPACES}, length),
        Case("code", {"text": "def add(a, b):\n    return"}, length),
        Case("repetition-penalty", looping, {"max_new_tokens": 7, "repetition_penalty": 3.0}),
        Case("no-repeat", looping, {"max_new_tokens": 8, "no_repeat_ngram_size": 2}),
    ]
    crossing = {"text": corpus.ENGLISH[8][:24]}
    if not beams:
        return cases
    return [
        *cases,
        Case("beams", crossing, {"max_new_tokens": 12, "num_beams": 2}),
        Case("beams-short", crossing, {"max_new_tokens": 12, "num_beams": 2, "length_penalty": 0.0}),
        Case(
            "beams-penalty",
            crossing,
            {
                "max_new_tokens": 12,
                "num_beams": 3,
                "length_penalty": 2.0,
                "early_stopping": True,
                "no_repeat_ngram_size": 2,
                "repetition_penalty": 1.2,
            },
        ),
    ]


def chat(thinking=False) -> list[Case]:
    length = {"max_new_tokens": 12}
    cases = [
        Case("system", {"messages": TALK}, {"max_new_tokens": 32}),
        Case("turns", {"messages": TURNS}, length),
        Case("one", {"messages": TURNS[:1]}, length),
    ]
    if not thinking:
        return cases
    thought = [
        TURNS[0],
        {"role": "assistant", "content": "<think>\nShe greets me.\n</think>\n\n我很好。"},
        TURNS[2],
    ]
    return [
        *cases,
        Case("no-thinking", {"messages": TALK}, {**length, "tokenizer_encode_kwargs": {"enable_thinking": False}}),
        Case("thought-before", {"messages": thought}, length),
    ]
