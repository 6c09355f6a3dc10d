"""What `architectures` of `config.json` may name, and who writes its graphs: (model, folder) -> names of the graphs."""

from . import blip, git, grounding_dino, vilt

LAYOUTS = {
    "BlipForConditionalGeneration": blip.captioning,
    "BlipForQuestionAnswering": blip.answering,
    "GitForCausalLM": git.captioning,
    "GroundingDinoForObjectDetection": grounding_dino.detecting,
    "ViltForQuestionAnswering": vilt.answering,
}
