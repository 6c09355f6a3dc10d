"""Byte pair encoding, trained in plain Python: the trainers of `tokenizers` break ties differently at each run."""

from collections import Counter

Merge = tuple[str, str]


def train(words: Counter, size: int, special=(), alphabet=(), prefix="", suffix="") -> tuple[list[str], list[Merge]]:
    """The vocabulary, in id order, and the merges. `prefix` marks what continues a word, `suffix` what ends it."""
    spelled = {word: spell(word, prefix, suffix) for word in sorted(words)}
    vocabulary = dict.fromkeys([*special, *sorted(alphabet)])
    vocabulary.update(dict.fromkeys(sorted({symbol for symbols in spelled.values() for symbol in symbols})))
    merges: list[Merge] = []
    while len(vocabulary) < size:
        pairs: Counter = Counter()
        for word, symbols in spelled.items():
            for pair in zip(symbols, symbols[1:]):
                pairs[pair] += words[word]
        if not pairs:
            break
        best = min(pairs, key=lambda pair: (-pairs[pair], pair))
        joined = best[0] + best[1].removeprefix(prefix)
        merges.append(best)
        vocabulary[joined] = None
        spelled = {word: merge(symbols, best, joined) for word, symbols in spelled.items()}
    return list(vocabulary), merges


def spell(word: str, prefix: str, suffix: str) -> list[str]:
    symbols = [character if index == 0 else prefix + character for index, character in enumerate(word)]
    symbols[-1] += suffix
    return symbols


def merge(symbols: list[str], pair: Merge, joined: str) -> list[str]:
    merged, index = [], 0
    while index < len(symbols):
        if tuple(symbols[index : index + 2]) == pair:
            merged.append(joined)
            index += 2
        else:
            merged.append(symbols[index])
            index += 1
    return merged
