"""Writes small graphs with packed weights, and what ONNX Runtime on a CPU makes of them, beside the module that rewrites them."""

import base64
import json
from pathlib import Path

import numpy as np
import onnx
import onnxruntime as ort
from onnx import TensorProto, helper, numpy_helper

TARGET = Path(__file__).resolve().parents[2] / "src/workers/engine/rewrite/rewrite.golden.json"
MICROSOFT = "com.microsoft"
FLOAT_TYPES = {"float32": TensorProto.FLOAT, "float16": TensorProto.FLOAT16}


def packed(codes: np.ndarray, bits: int) -> np.ndarray:
    """[..., n] codes of 4 or 8 bits as bytes, the low half first; a row of odd length ends with an empty half."""
    if bits == 8:
        return codes.astype(np.uint8)
    if codes.shape[-1] % 2:
        codes = np.concatenate([codes, np.zeros((*codes.shape[:-1], 1), codes.dtype)], -1)
    return (codes[..., ::2] | (codes[..., 1::2] << 4)).astype(np.uint8)


class Builder:
    """Collects the weights of one graph."""

    def __init__(self, seed: int):
        self.random = np.random.default_rng(seed)
        self.weights: list[onnx.TensorProto] = []

    def weight(self, name: str, values: np.ndarray) -> str:
        self.weights.append(numpy_helper.from_array(np.ascontiguousarray(values), name))
        return name

    def matrix(self, name, rows, columns, *, bits=4, block=16, zeros="packed", kind="float32") -> list[str]:
        """Codes, scales and zero points of MatMulNBits."""
        blocks = -(-columns // block)
        codes = self.random.integers(0, 2**bits, (rows, blocks, block))
        scales = (self.random.random((rows, blocks)) * 0.1 + 0.02).astype(kind)
        names = [self.weight(f"{name}.codes", packed(codes, bits)), self.weight(f"{name}.scales", scales)]
        if zeros == "packed":
            names.append(self.weight(f"{name}.zeros", packed(self.random.integers(0, 2**bits, (rows, blocks)), bits)))
        if zeros == "float":
            middle = 2 ** (bits - 1) + self.random.random((rows, blocks))
            names.append(self.weight(f"{name}.zeros", middle.astype(kind)))
        return names


def model(nodes, inputs, outputs, builder, opset, name="graph") -> onnx.ModelProto:
    graph = helper.make_graph(nodes, name, inputs, outputs, builder.weights)
    imports = [helper.make_opsetid("", opset), helper.make_opsetid(MICROSOFT, 1)]
    return helper.make_model(graph, opset_imports=imports, ir_version=8)


def product(x, y, names, rows, columns, *, bits=4, block=16, extra=()):
    return helper.make_node(
        "MatMulNBits", [x, *names, *extra], [y], domain=MICROSOFT, K=columns, N=rows, bits=bits, block_size=block
    )


def value(name, kind, dims):
    return helper.make_tensor_value_info(name, kind, dims)


def product_case(seed, opset, *, bits=4, columns=64, block=16, zeros="packed", kind="float32", bias=False, order=False):
    rows, builder = 6, Builder(seed)
    names = builder.matrix("w", rows, columns, bits=bits, block=block, zeros=zeros, kind=kind)
    extra = []
    if bias or order:
        extra = [""] * (3 - len(names))
        extra.append(builder.weight("order", np.repeat(np.arange(-(-columns // block)), block)[:columns].astype(np.int32)) if order else "")
        if bias:
            extra.append(builder.weight("bias", builder.random.standard_normal(rows).astype(kind)))
    node = product("x", "y", names, rows, columns, bits=bits, block=block, extra=extra)
    float_type = FLOAT_TYPES[kind]
    built = model([node], [value("x", float_type, ["n", "t", columns])], [value("y", float_type, ["n", "t", rows])], builder, opset)
    return built, {"x": builder.random.standard_normal((2, 3, columns)).astype(kind)}


def old_case(seed):
    """Beside an operator that means something else in versions whose DequantizeLinear knows blocks."""
    built, feeds = product_case(seed, 17)
    mean = helper.make_node("ReduceMean", ["y"], ["mean"], axes=[2], keepdims=1)
    built.graph.node.append(mean)
    built.graph.output.append(value("mean", TensorProto.FLOAT, None))
    return built, feeds


def branch_case(seed, opset):
    """One matrix in both branches of an If, as merged decoders have it, and one in one of them alone."""
    rows, columns, builder = 6, 64, Builder(seed)
    shared = builder.matrix("shared", rows, columns)
    inner = Builder(seed + 1)
    own = inner.matrix("own", rows, columns, zeros=None)
    left = helper.make_graph([product("x", "left", shared, rows, columns)], "left", [], [value("left", TensorProto.FLOAT, None)])
    right = helper.make_graph(
        [product("x", "a", shared, rows, columns), product("x", "b", own, rows, columns), helper.make_node("Add", ["a", "b"], ["right"])],
        "right", [], [value("right", TensorProto.FLOAT, None)], inner.weights,
    )
    node = helper.make_node("If", ["first"], ["y"], then_branch=left, else_branch=right)
    inputs = [value("x", TensorProto.FLOAT, ["t", columns]), value("first", TensorProto.BOOL, [])]
    built = model([node], inputs, [value("y", TensorProto.FLOAT, ["t", rows])], builder, opset)
    return built, {"x": builder.random.standard_normal((3, columns)).astype(np.float32), "first": np.array(False)}


def table_case(seed, opset, *, bits=4, blocks=4, zeros=True, kind="float32", four_bit_type=False, tied=False):
    rows, block, builder = 9, 16, Builder(seed)
    codes = builder.random.integers(0, 2**bits, (rows, blocks * block))
    scales = builder.weight("scales", (builder.random.random((rows, blocks)) * 0.1).astype(kind))
    offsets = builder.random.integers(0, 2**bits, (rows, blocks))
    nodes, data = [], "table"
    if four_bit_type:
        for name, content in [("table", codes), ("zeros", offsets)]:
            raw = packed(content.reshape(1, -1), 4).tobytes()
            builder.weights.append(helper.make_tensor(name, TensorProto.UINT4, content.shape, raw, raw=True))
    elif tied:
        builder.weight("stored", packed(codes.reshape(rows, blocks, block), bits))
        shape = builder.weight("shape", np.array([rows, blocks * block * bits // 8], np.int64))
        nodes.append(helper.make_node("Reshape", ["stored", shape], ["table"]))
    else:
        builder.weight("table", packed(codes, bits))
    if zeros and not four_bit_type:
        builder.weight("zeros", packed(offsets, bits))
    nodes.append(
        helper.make_node(
            "GatherBlockQuantized", [data, "ids", scales, *(["zeros"] if zeros else [])], ["y"],
            domain=MICROSOFT, gather_axis=0, quantize_axis=1, block_size=block, bits=bits,
        )
    )
    if tied:
        nodes.append(product("y", "z", ["stored", scales, *(["zeros"] if zeros else [])], rows, blocks * block, bits=bits))
    outputs = [value("z" if tied else "y", FLOAT_TYPES[kind], None)]
    built = model(nodes, [value("ids", TensorProto.INT64, ["n", "t"])], outputs, builder, opset)
    return built, {"ids": np.array([[0, 8, 3], [3, 1, 7]], np.int64)}


def attention_case(seed, opset, kind="float32"):
    heads, kept, width, count, builder = 4, 2, 8, 5, Builder(seed)
    node = helper.make_node(
        "GroupQueryAttention", ["q", "k", "v", "pastk", "pastv", "lengths", "total"], ["y", "nextk", "nextv"],
        domain=MICROSOFT, num_heads=heads, kv_num_heads=kept,
    )
    float_type = FLOAT_TYPES[kind]
    builder.weight("lengths", np.array([count + 1], np.int32))
    builder.weight("total", np.array(count + 2, np.int32))
    past = [1, kept, 2, width]
    inputs = [value("q", float_type, [1, count, heads * width])]
    inputs += [value(name, float_type, [1, count, kept * width]) for name in "kv"]
    inputs += [value(name, float_type, past) for name in ["pastk", "pastv"]]
    built = model([node], inputs, [value("y", float_type, [1, count, heads * width])], builder, opset)
    shapes = {one.name: [dim.dim_value for dim in one.type.tensor_type.shape.dim] for one in inputs}
    return built, {name: builder.random.standard_normal(dims).astype(kind) for name, dims in shapes.items()}


def logits_case(seed, opset, halves):
    """Hidden states through an output matrix in one piece or two, capped as Gemma's are."""
    width, rows, builder = 32, 6, Builder(seed)
    nodes = [helper.make_node("Tanh", ["x"], ["states"])]
    parts = [f"part{index}" for index in range(halves)]
    for part in parts:
        nodes.append(product("states", part, builder.matrix(part, rows, width, bits=8, zeros=None), rows, width, bits=8))
    joined = parts[0]
    if halves > 1:
        joined = "joined"
        nodes.append(helper.make_node("Concat", parts, [joined], axis=-1))
    builder.weight("cap", np.array(3, np.float32))
    nodes += [
        helper.make_node("Div", [joined, "cap"], ["small"]),
        helper.make_node("Tanh", ["small"], ["bent"]),
        helper.make_node("Mul", ["bent", "cap"], ["logits"]),
    ]
    outputs = [value("logits", TensorProto.FLOAT, ["n", "t", rows * halves]), value("states", TensorProto.FLOAT, ["n", "t", width])]
    built = model(nodes, [value("x", TensorProto.FLOAT, ["n", "t", width])], outputs, builder, opset)
    return built, {"x": builder.random.standard_normal((2, 3, width)).astype(np.float32)}


CASES = {
    "4 bits with zero points": product_case(1, 17),
    "4 bits, blockwise": product_case(2, 21),
    "4 bits without zero points": product_case(3, 17, zeros=None),
    "8 bits with zero points": product_case(4, 17, bits=8),
    "8 bits without zero points": product_case(5, 21, bits=8, zeros=None),
    "an odd number of blocks": product_case(6, 17, columns=48),
    "columns that end within a block": product_case(7, 17, columns=40),
    "blocks of 32, a bias": product_case(8, 18, block=32, bias=True),
    "half precision": product_case(9, 17, kind="float16"),
    "half precision, a bias": product_case(10, 21, kind="float16", zeros=None, bias=True),
    "zero points that are floats": product_case(11, 17, zeros="float"),
    "an order of its own": product_case(12, 17, order=True),
    "beside an operator that changed": old_case(26),
    "branches": branch_case(13, 18),
    "a table of 4 bits": table_case(14, 17),
    "a table of 4 bits without zero points": table_case(15, 21, zeros=False),
    "a table of 4 bits, an odd number of blocks": table_case(16, 17, blocks=3),
    "a table of 8 bits": table_case(17, 17, bits=8),
    "a table of 8 bits without zero points": table_case(18, 17, bits=8, zeros=False),
    "a table of the four-bit type": table_case(19, 21, four_bit_type=True),
    "a table in half precision": table_case(20, 17, kind="float16"),
    "a table that is the output matrix as well": table_case(21, 17, tied=True),
    "attention": attention_case(22, 17),
    "attention in half precision": attention_case(23, 17, "float16"),
    "logits": logits_case(24, 17, 1),
    "logits in halves": logits_case(25, 17, 2),
}


def answer(built: onnx.ModelProto, feeds) -> np.ndarray:
    options = ort.SessionOptions()
    options.intra_op_num_threads = 1
    session = ort.InferenceSession(built.SerializeToString(), options, providers=["CPUExecutionProvider"])
    return session.run(None, feeds)[0]


def tensor(name: str, values: np.ndarray) -> dict:
    return {"name": name, "type": str(values.dtype), "dims": list(values.shape), "data": base64.b64encode(values.tobytes()).decode()}


def main() -> None:
    written = []
    for name, (built, feeds) in CASES.items():
        output = answer(built, feeds)
        written.append(
            {
                "name": name,
                "model": base64.b64encode(built.SerializeToString()).decode(),
                "feeds": [tensor(key, values) for key, values in feeds.items()],
                "dims": list(output.shape),
                "output": output.astype(np.float64).round(6).reshape(-1).tolist(),
            }
        )
    TARGET.write_text(json.dumps(written, separators=(",", ":")) + "\n")


if __name__ == "__main__":
    main()
