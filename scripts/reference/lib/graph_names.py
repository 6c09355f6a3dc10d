"""Graphs without the names of what they were made of: those are a third of a tiny graph, and no runtime reads them."""

from collections.abc import Iterator
from pathlib import Path

import onnx

DIGITS = "0123456789abcdefghijklmnopqrstuvwxyz"


def shorten_all(folder: Path) -> None:
    for file in sorted(folder.glob("*.onnx")):
        onnx.save(shorten(onnx.load(file)), file)


def shorten(model: onnx.ModelProto) -> onnx.ModelProto:
    """Values are numbered as they come; inputs and outputs of the graph keep their names. Nothing is computed otherwise."""
    outside = {value.name for value in [*model.graph.input, *model.graph.output]}
    short = {name: name for name in ["", *outside]}

    def rename(name: str) -> str:
        if name not in short:
            fresh = word(len(short))
            while fresh in outside:
                fresh += "_"
            short[name] = fresh
        return short[name]

    for graph in graphs_in(model.graph):
        # Types that are told decide how some runtimes put nodes together, and with it the last bits.
        for value in [*graph.initializer, *graph.input, *graph.output, *graph.value_info]:
            value.name = rename(value.name)
            value.doc_string = ""
        for node in graph.node:
            node.input[:] = [rename(name) for name in node.input]
            node.output[:] = [rename(name) for name in node.output]
            node.name = node.doc_string = ""
            del node.metadata_props[:]
    return model


def graphs_in(graph: onnx.GraphProto) -> Iterator[onnx.GraphProto]:
    """The graph and those of its branches: one name is one value in all of them."""
    yield graph
    for node in graph.node:
        for attribute in node.attribute:
            if attribute.HasField("g"):
                yield from graphs_in(attribute.g)


def word(number: int) -> str:
    digits = ""
    while number:
        number, digit = divmod(number, len(DIGITS))
        digits = DIGITS[digit] + digits
    return digits or DIGITS[0]
