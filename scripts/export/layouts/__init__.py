"""What `architectures` of `config.json` may name, and who writes its graphs: (model, folder) -> names of the graphs."""

from . import blip, git, sam, vilt

LAYOUTS = {
    "BlipForConditionalGeneration": blip.captioning,
    "BlipForQuestionAnswering": blip.answering,
    "GitForCausalLM": git.captioning,
    "Sam2Model": sam.sam2,
    "SamModel": sam.sam,
    "ViltForQuestionAnswering": vilt.answering,
}
