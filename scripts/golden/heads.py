"""Which classes Python's `AutoModelFor...` know, by the head that they are named after: `src/tasks/heads.golden.json`."""

import json
from pathlib import Path

from transformers.models.auto import modeling_auto

HEADS = {
    "AudioClassification": "AUDIO_CLASSIFICATION",
    "AudioFrameClassification": "AUDIO_FRAME_CLASSIFICATION",
    "AudioXVector": "AUDIO_XVECTOR",
    "CTC": "CTC",
    "CausalLM": "CAUSAL_LM",
    "DepthEstimation": "DEPTH_ESTIMATION",
    "DocumentQuestionAnswering": "DOCUMENT_QUESTION_ANSWERING",
    "ImageClassification": "IMAGE_CLASSIFICATION",
    "ImageSegmentation": "UNIVERSAL_SEGMENTATION",
    "ImageTextToText": "IMAGE_TEXT_TO_TEXT",
    "ImageToImage": "IMAGE_TO_IMAGE",
    "MaskGeneration": "MASK_GENERATION",
    "MaskedLM": "MASKED_LM",
    "MultipleChoice": "MULTIPLE_CHOICE",
    "NextSentencePrediction": "NEXT_SENTENCE_PREDICTION",
    "ObjectDetection": "OBJECT_DETECTION",
    "QuestionAnswering": "QUESTION_ANSWERING",
    "SemanticSegmentation": "SEMANTIC_SEGMENTATION",
    "Seq2SeqLM": "SEQ_TO_SEQ_CAUSAL_LM",
    "SequenceClassification": "SEQUENCE_CLASSIFICATION",
    "SpeechSeq2Seq": "SPEECH_SEQ_2_SEQ",
    "TokenClassification": "TOKEN_CLASSIFICATION",
    "VisualQuestionAnswering": "VISUAL_QUESTION_ANSWERING",
    "ZeroShotObjectDetection": "ZERO_SHOT_OBJECT_DETECTION",
}

classes = {}
for head, name in HEADS.items():
    known = getattr(modeling_auto, f"MODEL_FOR_{name}_MAPPING_NAMES").values()
    classes[head] = sorted({one for entry in known for one in (entry if isinstance(entry, tuple) else (entry,))})

target = Path(__file__).parents[2] / "src/tasks/heads.golden.json"
target.write_text(json.dumps(classes, indent=1) + "\n")
