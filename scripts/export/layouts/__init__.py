"""What `architectures` of `config.json` may name, and who writes its graphs: (model, folder) -> names of the graphs."""

from . import blip, git, vilt

LAYOUTS = {
    "BlipForConditionalGeneration": blip.captioning,
    "BlipForQuestionAnswering": blip.answering,
    "GitForCausalLM": git.captioning,
    "ViltForQuestionAnswering": vilt.answering,
}
