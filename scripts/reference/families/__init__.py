"""Every reference that the exporter makes."""

from . import any_chats, audio, captions, clap, conformers, contrast, decoders, depth, detection, documents, embedders, encoders, enlarging, features, florence, hybrids, open_detection, picture_chats, prompts, questions, segmentation, seq2seq, sound_chats, sound_classes, speech, vision, voices

MODULES = (encoders, decoders, embedders, hybrids, seq2seq, vision, detection, segmentation, prompts, audio, captions, picture_chats, florence, questions, documents, sound_chats, any_chats, sound_classes, speech, conformers, features, depth, enlarging, contrast, clap, open_detection, voices)
REFERENCES = [reference for module in MODULES for reference in module.REFERENCES]


def module_of(reference) -> str:
    return next(module.__name__ for module in MODULES if reference in module.REFERENCES)
