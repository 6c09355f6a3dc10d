"""The inputs of the encoder tasks. Names of inputs and options are Python's own, as in the outside contract."""

from lib import corpus
from lib.reference import Case

QUESTION, CONTEXT = corpus.ENGLISH[14], corpus.ENGLISH[9] + " " + corpus.ENGLISH[12]


def classify(**options) -> list[Case]:
    cases = [
        Case(name, {"text": text}, {"top_k": None, **options, **({"truncation": True} if name == "long" else {})})
        for name, text in corpus.TEXTS.items()
    ]
    return [*cases, Case("best-only", {"text": corpus.ENGLISH[2]}, options)]


LETTERS = "ΟΔΥΣΣΕΥΣ ΣΟΦΟΣ. 𠮷野家 a𠮷𠀀b and 𝟘𝟙, ½ cup, ٣ eggs."


def letters() -> list[Case]:
    """Final sigma, characters beyond the basic plane, digits that are not ASCII's: where scripts of browsers go wrong."""
    return [Case("letters", {"text": LETTERS}, {"top_k": None})]


def digits() -> list[Case]:
    """Where fractions and other scripts' digits come after a space, a letter, each other."""
    texts = ("Add ½ cup.", "٣ eggs and ٣٤ ½ more", "x²+y³, Ⅳ, ①")
    return [Case(f"digits-{place}", {"text": text}, {"top_k": None}) for place, text in enumerate(texts)]


def classify_otherwise() -> list[Case]:
    """The function that makes scores of logits, chosen by hand."""
    asked = {"text": corpus.ENGLISH[3]}
    return [
        *classify(),
        Case("sigmoid", asked, {"top_k": None, "function_to_apply": "sigmoid"}),
        Case("logits", asked, {"top_k": 2, "function_to_apply": "none"}),
    ]


def tokens(strategies=("none", "simple", "first", "average", "max")) -> list[Case]:
    cases = [
        Case(f"news-{strategy}", {"text": corpus.NEWS}, {"aggregation_strategy": strategy}) for strategy in strategies
    ]
    return [
        *cases,
        Case("chinese", {"text": corpus.CHINESE_NEWS}, {"aggregation_strategy": strategies[-1]}),
        Case("emoji", {"text": corpus.EMOJI}, {"aggregation_strategy": strategies[0]}),
        Case("full-stop", {"text": corpus.STOP}, {"aggregation_strategy": strategies[0]}),
        Case("spaces", {"text": corpus.SPACES}, {"aggregation_strategy": strategies[1]}),
    ]


def questions(window=40) -> list[Case]:
    asked = {"question": "Where does Angela Merkel live?", "context": CONTEXT}
    return [
        Case("english", asked),
        Case("top-three", asked, {"top_k": 3}),
        Case("short-answer", asked, {"max_answer_len": 2}),
        Case("impossible", asked, {"handle_impossible_answer": True, "top_k": 2}),
        Case(
            "impossible-short",
            {"question": "Who wrote the play?", "context": "A cat."},
            {"handle_impossible_answer": True, "top_k": 2},
        ),
        Case("chinese", {"question": corpus.CHINESE[5][:8], "context": corpus.CHINESE[6]}),
        Case("emoji", {"question": "What is so much?", "context": corpus.EMOJI}),
        Case("windows", {"question": QUESTION, "context": corpus.LONG}),
        Case(
            "stride",
            {"question": QUESTION, "context": corpus.ARTICLE},
            {"max_seq_len": window, "doc_stride": 12, "top_k": 2},
        ),
    ]


def masks(mask: str) -> list[Case]:
    return [
        Case("english", {"text": f"The quick brown {mask} jumps over the lazy dog."}),
        Case("chinese", {"text": f"今天天气很{mask}，我们去公园散步。"}),
        Case("emoji", {"text": f"I love this {mask} 😀🎉 so much!"}, {"top_k": 3}),
        Case("two-masks", {"text": f"The {mask} of France is {mask}."}, {"top_k": 3}),
        Case("long", {"text": f"The {mask} was boring. {corpus.LONG}"}, {"truncation": True, "top_k": 3}),
    ]


def spaced(mask: str) -> list[Case]:
    """Spaces before punctuation: `sequence` keeps them unless the tokenizer cleans up."""
    return [
        Case("spaced", {"text": f"Hello , it 's {mask} . I 'm sure !"}),
        Case("english", {"text": f"The quick brown {mask} jumps over the lazy dog ."}, {"top_k": 3}),
    ]


def targets(mask: str) -> list[Case]:
    """Words of which one is several tokens: Python takes its first."""
    return [
        Case("targets", {"text": f"A cat sat on the {mask}."}, {"targets": ["film", "ball", "unbelievable"]}),
        Case("targets-two-masks", {"text": f"The {mask} saw the {mask}."}, {"targets": ["girl", "sea"], "top_k": 1}),
    ]


def embeddings() -> list[Case]:
    short = {"texts": [corpus.FOX]}
    return [
        Case("tokens", short, {"pooling": "none"}),
        Case("mean", short, {"pooling": "mean"}),
        Case("mean-normalized", short, {"pooling": "mean", "normalize": True}),
        Case("cls", short, {"pooling": "cls"}),
        Case("cls-normalized", {"texts": [corpus.PARK]}, {"pooling": "cls", "normalize": True}),
        Case(
            "many",
            {"texts": [corpus.PARK, corpus.EMOJI, corpus.STOP, corpus.SPACES, corpus.LONG]},
            {"pooling": "mean", "normalize": True, "truncation": True},
        ),
    ]


def prompted(pooling: str, names: list[str]) -> list[Case]:
    """As the model cards of sentence-transformers embed: normalised, with the prompt of that name before each text."""
    texts = {"texts": [corpus.FOX, corpus.PARK, corpus.EMOJI, corpus.LONG]}
    settings = {"pooling": pooling, "normalize": True, "truncation": True}
    return [
        Case("tokens", {"texts": [corpus.FOX]}, {"pooling": "none"}),
        Case("plain", texts, settings),
        *(Case(name, texts, {**settings, "prompt_name": name}) for name in names),
    ]


def similar(**options) -> list[Case]:
    return [
        Case(
            "english",
            {"source_sentence": corpus.ENGLISH[8], "sentences": [corpus.FOX, corpus.PARK, corpus.ENGLISH[1]]},
            options,
        ),
        Case(
            "chinese",
            {"source_sentence": corpus.PARK, "sentences": [*corpus.CHINESE[1:4], corpus.STOP, corpus.EMOJI]},
            options,
        ),
    ]


def zero_shot() -> list[Case]:
    labels = ["politics", "sports", "science and technology"]
    return [
        Case("english", {"text": corpus.ENGLISH[27], "candidate_labels": labels}),
        Case("many-true", {"text": corpus.ENGLISH[28], "candidate_labels": labels}, {"multi_label": True}),
        Case(
            "template",
            {"text": corpus.ENGLISH[2], "candidate_labels": labels[:2]},
            {"hypothesis_template": "This text is about {}."},
        ),
        Case(
            "chinese",
            {"text": corpus.CHINESE[7], "candidate_labels": ["科学", "电影", "天气"]},
            {"hypothesis_template": "这是关于{}的。"},
        ),
        Case("one-label", {"text": corpus.EMOJI, "candidate_labels": ["sports"]}),
        Case("long", {"text": corpus.LONG, "candidate_labels": labels}),
    ]
