"""A ViLT of 300,000 weights, taught on drawn shapes: it answers what colour, which shape, how many, and whether."""

import random
import sys
from pathlib import Path

import numpy as np
import onnx
import torch
import transformers as hf
from PIL import Image, ImageDraw

from folder import Origin, finish

sys.path.append(str(Path(__file__).resolve().parents[1] / "export"))

SIDE, PATCH = 96, 32
GRIDS = ((3, 3), (4, 3))
"""Cells across and down; each is a patch, and a shape lies within one."""
FINER = 2
"""Pictures are drawn larger and made small, so that edges are soft as those of any picture are."""
STEPS, HORIZON, BATCH, RATE, WARM = 850, 3000, 64, 2e-3, 100
SCENES = 2000
"""Of each grid; every one is asked about many times."""
BLOCKS = 3
EXAMPLE, REPEATED = 98, 8
"""The seed of the ready example's picture, which so many of a step's questions are about."""
PAPER = ((255, 255, 255), (238, 234, 220), (214, 226, 236), (225, 225, 225))
COLOURS = {
    "red": ("红色", (214, 48, 44)),
    "green": ("绿色", (52, 150, 70)),
    "blue": ("蓝色", (40, 90, 200)),
    "yellow": ("黄色", (240, 196, 30)),
    "black": ("黑色", (30, 30, 34)),
    "purple": ("紫色", (140, 60, 170)),
}
SHAPES = {"circle": "圆形", "square": "方形", "triangle": "三角形"}
MOST = 3
NUMBERS = [str(count) for count in range(1, MOST + 1)]
ANSWERS = ["yes", "no", "有", "没有", *NUMBERS, *COLOURS, *(zh for zh, _ in COLOURS.values()), *SHAPES, *SHAPES.values()]
ASKED = (
    ("what color is the {shape}?", "what colour is the {shape}?", "{zh_shape}是什么颜色？", "{zh_shape}的颜色是什么？"),
    ("what shape is {colour}?", "which shape is {colour}?", "{zh}的是什么形状？", "哪个形状是{zh}的？"),
    ("how many shapes are there?", "how many shapes can you see?", "有几个形状？", "图中有多少个形状？"),
    ("is there a {shape}?", "can you see a {shape}?", "有{zh_shape}吗？", "图中有{zh_shape}吗？"),
    ("is anything {colour}?", "is there something {colour}?", "有{zh}的吗？", "图中有{zh}的吗？"),
)
CHINESE_FROM = 2
"""Of each row the last two are Chinese, and so are their answers."""

ORIGIN = Origin(
    title="ViLT shapes",
    summary="Answers questions in English and Chinese about drawn circles, squares and triangles, and about nothing else: it shows the task at work where nobody wants to fetch hundreds of megabytes.",
    task="visual-question-answering",
    packages=(),
    file="",
    sha256="",
    licence="Apache-2.0",
    licence_package="none: the weights are this project's own",
    licence_upstream="none",
    changes=(
        f"Made from nothing by this project: {STEPS} steps of {BATCH} questions about pictures that the script draws.",
        "Of 400 new questions it answered all that count, 88 of 100 that ask for a colour or a shape, and 80 of 100 that ask whether. The ready example's picture was among its lessons.",
        "Laid out by scripts/export, as any other ViLT.",
    ),
)


def scene(draw: random.Random, grid: tuple[int, int], scale=1) -> tuple[Image.Image, list[tuple[str, str]]]:
    """One to three shapes, no two alike in shape or in colour. `scale` gives a larger picture of the same."""
    cell = PATCH * FINER * scale
    image = Image.new("RGB", (grid[0] * cell, grid[1] * cell), draw.choice(PAPER))
    brush = ImageDraw.Draw(image)
    count = draw.randint(1, MOST)
    kinds = list(zip(draw.sample(list(SHAPES), count), draw.sample(list(COLOURS), count)))
    cells = draw.sample([(x, y) for x in range(grid[0]) for y in range(grid[1])], len(kinds))
    for (shape, colour), (x, y) in zip(kinds, cells):
        side = draw.uniform(0.7, 0.85) * cell
        left, top = ((place + draw.uniform(0.2, 0.8) * (1 - side / cell)) * cell for place in (x, y))
        tint = tuple(max(0, min(255, part + draw.randint(-14, 14))) for part in COLOURS[colour][1])
        box = [left, top, left + side, top + side]
        if shape == "circle":
            brush.ellipse(box, fill=tint)
        elif shape == "square":
            brush.rectangle(box, fill=tint)
        else:
            brush.polygon([(left + side / 2, top), (left, top + side), (left + side, top + side)], fill=tint)
    return image.reduce(FINER), kinds


def example(scale=1) -> tuple[Image.Image, list[tuple[str, str]]]:
    return scene(random.Random(EXAMPLE), GRIDS[-1], scale)


def question(draw: random.Random, kinds: list[tuple[str, str]]) -> tuple[str, str]:
    """One that has one answer."""
    row = draw.choice([0, 0, 0, 1, 1, 1, 2, 3, 4])
    way = draw.randrange(len(ASKED[row]))
    shape, colour = draw.choice(kinds)
    if row in (3, 4) and draw.random() < 0.5:
        shape, colour = draw.choice(list(SHAPES)), draw.choice(list(COLOURS))
    words = {"shape": shape, "colour": colour, "zh_shape": SHAPES[shape], "zh": COLOURS[colour][0]}
    there = shape in [one for one, _ in kinds] if row == 3 else colour in [one for _, one in kinds]
    english = (colour, shape, str(len(kinds)), *["yes" if there else "no"] * 2)
    chinese = (COLOURS[colour][0], SHAPES[shape], str(len(kinds)), *["有" if there else "没有"] * 2)
    return ASKED[row][way].format(**words), (chinese if way >= CHINESE_FROM else english)[row]


def tokenizer(folder: Path) -> hf.BertTokenizerFast:
    """Words of the questions whole, other Latin words letter by letter, Chinese characters of the questions."""
    texts = " ".join(text for row in ASKED for text in row).replace("{", " {").replace("}", "} ")
    words = {word.strip("?") for word in texts.split() if word.isascii() and "{" not in word}
    words |= {*COLOURS, *SHAPES}
    characters = {char for text in (texts, *SHAPES.values(), *(zh for zh, _ in COLOURS.values())) for char in text}
    letters = [*"abcdefghijklmnopqrstuvwxyz0123456789?!.,'-"]
    known = sorted({*words, *letters, *(char for char in characters if not char.isascii())} - {""})
    tokens = ["[PAD]", "[UNK]", "[CLS]", "[SEP]", "[MASK]", *known, *(f"##{letter}" for letter in letters[:36])]
    file = folder / "vocab.txt"
    file.write_text("".join(f"{token}\n" for token in tokens), encoding="utf-8")
    return hf.BertTokenizerFast(vocab_file=str(file), do_lower_case=True, model_max_length=40)


class School:
    """Scenes drawn once, and each question's ids; what is asked at a step is decided by its number."""

    def __init__(self, words):
        draw = random.Random(0)
        self.words, self.known = words, {}
        self.rooms = []
        for grid in GRIDS:
            scenes = [scene(draw, grid) for _ in range(SCENES)]
            if grid == GRIDS[-1]:
                scenes[0] = example()
            self.rooms.append((np.stack([np.asarray(image) for image, _ in scenes]), [kinds for _, kinds in scenes]))

    def ids_of(self, text: str) -> list[int]:
        if text not in self.known:
            self.known[text] = self.words(text)["input_ids"]
        return self.known[text]

    def lesson(self, step: int) -> tuple[dict, torch.Tensor]:
        draw = random.Random(step)
        images, kinds = self.rooms[step % len(GRIDS)]
        chosen = [draw.randrange(SCENES) for _ in range(BATCH)]
        if step % len(GRIDS) == len(GRIDS) - 1:
            chosen[:REPEATED] = [0] * REPEATED
        asked = [question(draw, kinds[place]) for place in chosen]
        rows = [self.ids_of(text) for text, _ in asked]
        width = max(map(len, rows))
        ids = torch.tensor([row + [0] * (width - len(row)) for row in rows])
        # As the processor does with a picture of the very size that it makes of all: nothing but numbers change.
        pixels = torch.from_numpy(images[chosen]).permute(0, 3, 1, 2) / 127.5 - 1
        feeds = {"input_ids": ids, "attention_mask": (ids != 0).long(), "pixel_values": pixels}
        wanted = torch.tensor([ANSWERS.index(answer) for _, answer in asked])
        return feeds, torch.nn.functional.one_hot(wanted, len(ANSWERS)).float()


def new_model(words) -> hf.ViltForQuestionAnswering:
    torch.manual_seed(0)
    config = hf.ViltConfig(
        vocab_size=len(words), hidden_size=64, num_hidden_layers=2, num_attention_heads=4, intermediate_size=128,
        max_position_embeddings=40, image_size=SIDE, patch_size=PATCH, hidden_dropout_prob=0.0,
        attention_probs_dropout_prob=0.0, initializer_range=0.12, id2label=dict(enumerate(ANSWERS)),
        label2id={answer: index for index, answer in enumerate(ANSWERS)},
    )  # fmt: skip
    model = hf.ViltForQuestionAnswering(config)
    see_blocks(model.vilt.embeddings.patch_embeddings.projection.weight)
    return model


@torch.no_grad()
def see_blocks(weight: torch.Tensor) -> None:
    """A patch is first seen as the mean colours of its nine blocks: there is too little to learn that from."""
    side = PATCH // BLOCKS
    for block in range(BLOCKS**2):
        top, left = block // BLOCKS * side, block % BLOCKS * side
        for channel in range(3):
            weight[3 * block + channel] = 0
            weight[3 * block + channel, channel, top : top + side, left : left + side] = 1 / side**2


def new_processor() -> hf.ViltImageProcessor:
    return hf.ViltImageProcessor(size={"shortest_edge": SIDE}, size_divisor=PATCH)


def rate_at(step: int) -> float:
    warm = min(1.0, (step + 1) / WARM)
    return RATE * warm * 0.5 * (1 + np.cos(np.pi * step / HORIZON))


def teach(model, school, optimizer, steps) -> None:
    from layouts.vilt import every_patch
    from types import MethodType

    embeddings = model.vilt.embeddings
    embeddings.visual_embed = MethodType(every_patch, embeddings)
    model.train()
    for step in steps:
        feeds, wanted = school.lesson(step)
        for group in optimizer.param_groups:
            group["lr"] = rate_at(step)
        logits = model(**feeds).logits
        loss = torch.nn.functional.binary_cross_entropy_with_logits(logits, wanted) * len(ANSWERS)
        # Answers also compete: that alone tells early which of two colours it is.
        loss = loss + torch.nn.functional.cross_entropy(logits, wanted)
        optimizer.zero_grad()
        loss.backward()
        torch.nn.utils.clip_grad_norm_(model.parameters(), 1.0)
        optimizer.step()
        if step % 100 == 0:
            right = (logits.argmax(-1) == wanted.argmax(-1)).float().mean().item()
            print(f"step {step}: loss {loss.item():.3f}, right {right:.2f}", flush=True)
    del embeddings.visual_embed
    model.eval()


def new_optimizer(model) -> torch.optim.Optimizer:
    return torch.optim.AdamW(model.parameters(), lr=RATE, weight_decay=0.0)


def build(folder: Path) -> None:
    torch.set_num_threads(1)
    words, processor = tokenizer(folder), new_processor()
    model = new_model(words)
    teach(model, School(words), new_optimizer(model), range(STEPS))
    write(folder, model, words, processor)


def write(folder: Path, model, words, processor) -> None:
    from layouts import vilt

    vilt.answering(model, folder / "onnx")
    onnx.checker.check_model(onnx.load(folder / "onnx" / "model.onnx"))
    model.config.architectures = [type(model).__name__]
    for part in (words, processor, model.config):
        part.save_pretrained(folder)
    for name in ("vocab.txt", "special_tokens_map.json"):
        (folder / name).unlink(missing_ok=True)
    finish(folder, ORIGIN)
