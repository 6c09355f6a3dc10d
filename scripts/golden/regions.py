"""How Python's Florence-2 processor reads what was written: what `src/tasks/image-text-to-text/regions.ts` must give."""

import json
from pathlib import Path
from types import SimpleNamespace

from transformers.models.florence2.processing_florence2 import Florence2PostProcessor, Florence2Processor

TARGET = Path(__file__).resolve().parents[2] / "src/tasks/image-text-to-text/regions.golden.json"
SIZES = [(640, 480), (37, 1001)]
KINDS = (
    "ocr", "pure_text", "description_with_bboxes", "polygons", "bboxes", "description_with_bboxes_or_polygons",
)  # fmt: skip
SETTINGS = {**{kind: {} for kind in KINDS}, "phrase_grounding": {"banned_grounding_tokens": ["it"]}}
TASKS = (
    "<OCR>", "<OCR_WITH_REGION>", "<OD>", "<CAPTION_TO_PHRASE_GROUNDING>", "<REFERRING_EXPRESSION_SEGMENTATION>",
    "<OPEN_VOCABULARY_DETECTION>", "<REGION_PROPOSAL>", "<NOT_A_TASK>",
)  # fmt: skip


def at(*places: int) -> str:
    return "".join(f"<loc_{place}>" for place in places)


WRITTEN = [
    f"</s><s>car{at(1, 2, 333, 999)}door handle{at(5, 6, 7, 8)}{at(9, 10, 11, 12)}</s>",
    f"<s>café {at(0, 0, 999, 999)} it{at(1, 1, 2, 2)}</s><pad>",
    f"{at(3, 4, 5, 6)}{at(7, 8, 9)}",
    f"{at(3, 4, 5, 6, 7, 8, 9, 10, 11)}{at(12)}<sep>{at(20, 21, 22)}",
    f"a cat<poly>{at(1, 2, 3, 4, 5, 6)}<sep>{at(7, 8, 9, 10, 11)}</poly><poly>{at(1, 1, 2, 2)}</poly>",
    f"two<poly>{at(1, 2, 3, 4, 5, 6)}three{at(4, 4, 4, 4)}",
    f"Hello world{at(1, 2, 3, 4, 5, 6, 7, 8)}你好 {at(8, 7, 6, 5, 4, 3, 2, 1)}<and>{at(1, 2, 3, 4)}",
    "  no places at all, <sep> but words  </s>",
    f"few{at(1, 2, 3)}",
    "",
    f"{at(500)}<poly>{at(1, 2, 3, 4)}</poly>",
]


def main() -> None:
    tokenizer = SimpleNamespace(all_special_tokens=[])
    processor = Florence2Processor.__new__(Florence2Processor)
    processor.tasks_answer_post_processing_type = dict(kinds_of())
    processor.post_processor = Florence2PostProcessor(SETTINGS, tokenizer)
    cases = []
    for written in WRITTEN:
        for task in TASKS:
            for size in SIZES if "<loc_" in written else SIZES[:1]:
                made = processor.post_process_generation(written, task=task, image_size=size)[task]
                kind = processor.tasks_answer_post_processing_type.get(task, "pure_text")
                cases.append({"written": written, "kind": kind, "size": size, "answer": made})
    TARGET.write_text("[\n" + ",\n".join(json.dumps(case, ensure_ascii=False, separators=(",", ":")) for case in cases) + "\n]\n")
    print(f"{len(cases)} cases")


def kinds_of():
    """The table stands in the processor's constructor alone."""
    parts = SimpleNamespace(image_seq_length=1), SimpleNamespace(image_token="", image_token_id=0, all_special_tokens=[])
    probe = SimpleNamespace()
    try:
        Florence2Processor.__init__(probe, *parts)
    except TypeError:
        pass
    return probe.tasks_answer_post_processing_type


if __name__ == "__main__":
    main()
