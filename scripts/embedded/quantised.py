"""Puts block-quantised matrices into ONNX graphs with operators that exist on WASM and on WebGPU.

Products use MatMulNBits. Embedding rows use Gather and integer arithmetic of the standard set, because
GatherBlockQuantized has no kernel in the WASM build that transformers.js 4.3.1 loads.
"""

from collections.abc import Callable

import numpy as np
from onnx import ModelProto, NodeProto, TensorProto, helper

from blocks import BLOCK, Blocks
from graphs import add_constant, array_of, drop_unused, initializers, replace_nodes, subgraphs, use_contrib_operators


def product_node(model: ModelProto, name: str, table: str, blocks: Blocks, activations: str, output: str) -> NodeProto:
    """output = activations @ w.T as one MatMulNBits; the table's constants are added once and can be shared."""
    rows, columns = blocks.shape
    inputs = [activations, *add_table(model, table, blocks)]
    if blocks.zeros is not None:
        inputs.append(add_constant(model, f"{table}_zeros", blocks.packed_zeros()))
    return helper.make_node(
        "MatMulNBits", inputs, [output], name=name, domain="com.microsoft",
        K=columns, N=rows, bits=blocks.bits, block_size=BLOCK,
    )  # fmt: skip


def add_table(model: ModelProto, table: str, blocks: Blocks) -> list[str]:
    """Names of the codes, uint8 [N, K / 32, bytes], and of the scales, float32 [N, K / 32]."""
    codes = add_constant(model, f"{table}_codes", blocks.packed_codes())
    return [codes, add_constant(model, f"{table}_scales", blocks.scales)]


def row_nodes(model: ModelProto, name: str, table: str, blocks: Blocks, ids: str, output: str) -> list[NodeProto]:
    """output[b, t, :] = w[ids[b, t], :], float32, for ids of rank 2."""
    assert blocks.zeros is None
    codes, scales = add_table(model, table, blocks)
    count = blocks.shape[1] // BLOCK
    nodes: list[NodeProto] = []

    def add(operator: str, inputs: list[str], suffix: str, **attributes: object) -> str:
        result = f"{output}#{suffix}"
        nodes.append(helper.make_node(operator, inputs, [result], name=f"{name}_{suffix}", **attributes))
        return result

    last = add_constant(model, "last_axis", np.array([-1], np.int64))
    split = add_constant(model, f"blocks_{count}", np.array([0, 0, count, BLOCK], np.int64))
    joined = add_constant(model, f"columns_{count * BLOCK}", np.array([0, 0, count * BLOCK], np.int64))
    middle = add_constant(model, f"middle_{blocks.bits}", np.array(1 << (blocks.bits - 1), np.float32))
    numbers = add("Cast", [add("Gather", [codes, ids], "bytes", axis=0)], "numbers", to=TensorProto.INT32)
    if blocks.bits == 4:
        sixteen = add_constant(model, "sixteen", np.array(16, np.int32))
        high = add("Div", [numbers, sixteen], "high")
        low = add("Sub", [numbers, add("Mul", [high, sixteen], "high_part")], "low")
        halves = [add("Unsqueeze", [half, last], f"{half.split('#')[1]}_column") for half in (low, high)]
        numbers = add("Concat", halves, "pairs", axis=-1)
    codes_there = add("Cast", [add("Reshape", [numbers, split], "blocks")], "codes", to=TensorProto.FLOAT)
    centred = add("Sub", [codes_there, middle], "centred")
    scale = add("Unsqueeze", [add("Gather", [scales, ids], "scales", axis=0), last], "scale_column")
    nodes.append(helper.make_node("Reshape", [add("Mul", [centred, scale], "weights"), joined], [output], name=f"{name}_rows"))
    return nodes


def quantise_products(model: ModelProto, blocks_for: Callable[[str, np.ndarray], Blocks | None]) -> int:
    """Replaces MatMul by a constant [K, N] matrix with MatMulNBits, in all subgraphs; returns how many.

    `blocks_for(node name, matrix as [N, K])` gives the blocks, or None to leave that product alone.
    """
    constants = initializers(model)
    tables: dict[str, Blocks | None] = {}
    count = 0
    for graph in subgraphs(model.graph):
        nodes = []
        for node in graph.node:
            weight = constants.get(node.input[1]) if node.op_type == "MatMul" else None
            if weight is None or len(weight.dims) != 2 or weight.dims[0] % BLOCK:
                nodes.append(node)
                continue
            if weight.name not in tables:
                tables[weight.name] = blocks_for(node.name, array_of(weight).T)
            blocks = tables[weight.name]
            if blocks is None:
                nodes.append(node)
                continue
            nodes.append(product_node(model, node.name, f"{weight.name}", blocks, node.input[0], node.output[0]))
            count += 1
        replace_nodes(graph, nodes)
    use_contrib_operators(model)
    drop_unused(model)
    return count
