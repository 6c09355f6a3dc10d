"""Small edits of ONNX graphs that several builds share."""

import hashlib
from collections.abc import Iterator

import numpy as np
import onnx
from onnx import GraphProto, ModelProto, NodeProto, TensorProto, helper, numpy_helper


def subgraphs(graph: GraphProto) -> Iterator[GraphProto]:
    """The graph and every graph inside its If and Loop nodes."""
    yield graph
    for node in graph.node:
        for attribute in node.attribute:
            if attribute.type == onnx.AttributeProto.GRAPH:
                yield from subgraphs(attribute.g)


def initializers(model: ModelProto) -> dict[str, TensorProto]:
    return {tensor.name: tensor for graph in subgraphs(model.graph) for tensor in graph.initializer}


def array_of(tensor: TensorProto) -> np.ndarray:
    return numpy_helper.to_array(tensor)


def replace_nodes(graph: GraphProto, nodes: list[NodeProto]) -> None:
    del graph.node[:]
    graph.node.extend(nodes)


def add_constant(model: ModelProto, name: str, value: np.ndarray) -> str:
    """Adds an initializer to the top graph unless its name is there already."""
    if name not in {tensor.name for tensor in model.graph.initializer}:
        model.graph.initializer.append(numpy_helper.from_array(np.ascontiguousarray(value), name))
    return name


def drop_unused(model: ModelProto) -> None:
    """Removes initializers that no node reads any more."""
    used = {name for graph in subgraphs(model.graph) for node in graph.node for name in node.input}
    used |= {output.name for graph in subgraphs(model.graph) for output in graph.output}
    for graph in subgraphs(model.graph):
        kept = [tensor for tensor in graph.initializer if tensor.name in used]
        del graph.initializer[:]
        graph.initializer.extend(kept)


def share_equal_constants(model: ModelProto) -> None:
    """One top-level initializer for equal constants: both branches of a merged decoder carry the same weights.

    They get names of ours: optimum's, after merging, differ from run to run.
    """
    first: dict[tuple, str] = {}
    names: dict[str, str] = {}
    kept = []
    for graph in subgraphs(model.graph):
        for tensor in graph.initializer:
            key = (tensor.data_type, tuple(tensor.dims), hashlib.sha256(array_of(tensor).tobytes()).digest())
            if key not in first:
                first[key] = f"constant_{len(first)}"
                kept.append(numpy_helper.from_array(array_of(tensor), first[key]))
            names[tensor.name] = first[key]
    for graph in subgraphs(model.graph):
        del graph.initializer[:]
        for node in graph.node:
            for i, name in enumerate(node.input):
                node.input[i] = names.get(name, name)
        for output in graph.output:
            assert output.name not in names, "a constant is an output"
    model.graph.initializer.extend(kept)


def rename(model: ModelProto, old: str, new: str) -> None:
    """Renames a value of the top graph wherever it is read or written."""
    for node in model.graph.node:
        for names in (node.input, node.output):
            for i, name in enumerate(names):
                if name == old:
                    names[i] = new
    for value in [*model.graph.input, *model.graph.output]:
        if value.name == old:
            value.name = new


def tidy(model: ModelProto) -> None:
    """Drops what differs from one machine to the next and no runtime reads."""
    model.producer_name, model.producer_version, model.doc_string = "scripts/embedded", "", ""
    del model.metadata_props[:]
    for graph in subgraphs(model.graph):
        graph.doc_string = ""
        del graph.value_info[:], graph.metadata_props[:]
        for node in graph.node:
            node.doc_string = ""
            del node.metadata_props[:]


def use_contrib_operators(model: ModelProto) -> None:
    """Declares the domain of MatMulNBits."""
    if not any(opset.domain == "com.microsoft" for opset in model.opset_import):
        model.opset_import.append(helper.make_opsetid("com.microsoft", 1))


def store_as_half(model: ModelProto, smallest: int = 256) -> None:
    """Stores float weights of at least `smallest` elements in fp16, each followed by a Cast to fp32.

    Half the bytes; arithmetic stays fp32, so a GPU without shader-f16 runs it. The runtime folds the
    Casts into fp32 constants when it creates the session.
    """
    casts = []
    for tensor in model.graph.initializer:
        values = array_of(tensor)
        if values.dtype != np.float32 or values.size < smallest:
            continue
        name = tensor.name
        tensor.CopyFrom(numpy_helper.from_array(values.astype(np.float16), f"{name}_half"))
        casts.append(helper.make_node("Cast", [f"{name}_half"], [name], name=f"{name}_to_float", to=TensorProto.FLOAT))
    replace_nodes(model.graph, [*casts, *model.graph.node])
