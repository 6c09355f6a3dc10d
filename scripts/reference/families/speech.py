"""Further models that write down what is said."""

import transformers as hf

from lib import audio_answers, onnx_files, slow_tokenizers
from lib.reference import Case, Reference

from .audio import ctc, ctc_tokenizer, sounds

def spelling(family: str, config_class, model_class, do_normalize: bool) -> Reference:
    return Reference(
        family=family,
        task="automatic-speech-recognition",
        make_parts=lambda folder: [
            ctc_tokenizer(folder),
            hf.Wav2Vec2FeatureExtractor(do_normalize=do_normalize, return_attention_mask=False),
        ],
        make_model=lambda parts, seed: ctc(parts, seed, config_class, model_class),
        answer=audio_answers.ctc,
        cases=[*sounds(), Case("words", {"audio": "media/tones.wav"}, {"return_timestamps": "word"})],
        export=onnx_files.export_with_optimum("automatic-speech-recognition"),
        check=onnx_files.check_single,
        variety=10,
        extra_files=slow_tokenizers.ctc,
    )


REFERENCES = [spelling("hubert", hf.HubertConfig, hf.HubertForCTC, do_normalize=True)]
