"""Writes a Llama decoder as an ONNX graph of fused operators that WASM and WebGPU both have.

optimum's export of the same network has 7,450 nodes and takes 20 s to load on WASM; this one has about 700. Inputs:
input_ids [batch, tokens] and attention_mask [batch, total], int64; past_key_values.N.key and .value, float32
[batch, key heads, past, head width]. Outputs: logits [batch, tokens, vocabulary] and present.N.key and .value.
"""

from dataclasses import dataclass

import numpy as np
import onnx
from onnx import ModelProto, TensorProto, helper

from blocks import BLOCK, Blocks
from graphs import add_constant, use_contrib_operators
from quantised import product_node, row_nodes


@dataclass(frozen=True)
class Sizes:
    width: int
    layers: int
    heads: int
    key_heads: int
    head_width: int
    vocabulary: int
    positions: int
    rope_base: float
    epsilon: float


class Llama:
    """One graph under construction; every method adds nodes and returns the name of its result."""

    def __init__(self, sizes: Sizes) -> None:
        self.sizes = sizes
        self.model: ModelProto = helper.make_model(helper.make_graph([], "llama", [], []), opset_imports=[helper.make_opsetid("", 17)], ir_version=10)
        use_contrib_operators(self.model)

    def add(self, operator: str, inputs: list[str], output: str, extra: tuple[str, ...] = (), **attributes: object) -> str:
        self.model.graph.node.append(helper.make_node(operator, inputs, [output, *extra], name=output, **attributes))
        return output

    def constant(self, name: str, value: np.ndarray) -> str:
        return add_constant(self.model, name, value)

    def value(self, kind: int, name: str, shape: list[str | int]) -> onnx.ValueInfoProto:
        return helper.make_tensor_value_info(name, kind, shape)

    def embedding(self, halves: list[tuple[str, Blocks]]) -> str:
        """Rows of the half of the token table that has the id; the other half is read at row 0 and not used."""
        size = self.constant("half", np.array(halves[0][1].shape[0], np.int64))
        zero = self.constant("zero", np.array(0, np.int64))
        low = self.add("Less", ["input_ids", size], "is_low")
        ids = [
            self.add("Where", [low, "input_ids", zero], "low_ids"),
            self.add("Where", [low, zero, self.add("Sub", ["input_ids", size], "shifted_ids")], "high_ids"),
        ]
        rows = []
        for (table, blocks), part_ids in zip(halves, ids):
            rows.append(f"{table}_rows")
            self.model.graph.node.extend(row_nodes(self.model, rows[-1], table, blocks, part_ids, rows[-1]))
        column = self.add("Unsqueeze", [low, self.constant("last_axis", np.array([-1], np.int64))], "is_low_column")
        return self.add("Where", [column, *rows], "embeddings")

    def logits(self, hidden: str, halves: list[tuple[str, Blocks]]) -> None:
        parts = [self.product(hidden, f"{table}_logits", table, blocks) for table, blocks in halves]
        self.add("Concat", parts, "logits", axis=-1)

    def product(self, activations: str, output: str, table: str, blocks: Blocks) -> str:
        self.model.graph.node.append(product_node(self.model, output, table, blocks, activations, output))
        return output

    def with_sums(self, activations: str, width: int) -> str:
        """The activations followed by the sum of each block of 32, for Blocks made by blocks.from_q4_1."""
        ones = np.zeros((width, padded_sums(width)), np.float32)
        ones[np.arange(width), np.arange(width) // BLOCK] = 1
        sums = self.add("MatMul", [activations, self.constant(f"sums_of_{width}", ones)], f"{activations}_sums")
        return self.add("Concat", [activations, sums], f"{activations}_and_sums", axis=-1)

    def norm(self, hidden: str, change: str | None, weight: str, output: str) -> tuple[str, str]:
        """Root mean square norm of hidden + change; returns the norm and that sum."""
        if change is None:
            return self.add("SimplifiedLayerNormalization", [hidden, weight], output, axis=-1, epsilon=self.sizes.epsilon, stash_type=1), hidden
        total = f"{output}_input"
        self.add("SkipSimplifiedLayerNormalization", [hidden, change, weight], output, ("", "", total), domain="com.microsoft", epsilon=self.sizes.epsilon)
        return output, total

    def lengths(self) -> list[str]:
        """GroupQueryAttention's: index of the last valid key of each row, and the number of keys, int32."""
        one = self.constant("one", np.array(1, np.int64))
        count = self.add("ReduceSum", ["attention_mask", self.constant("token_axis", np.array([1], np.int64))], "valid_keys", keepdims=0)
        last = self.add("Cast", [self.add("Sub", [count, one], "last_keys_64")], "last_keys", to=TensorProto.INT32)
        total = self.add("Gather", [self.add("Shape", ["attention_mask"], "mask_shape"), one], "total_64", axis=0)
        return [last, self.add("Cast", [total], "total", to=TensorProto.INT32)]

    def rotation(self) -> list[str]:
        """Cosines and sines [positions, head width / 2] of the rotary embedding."""
        half = self.sizes.head_width // 2
        angles = np.outer(np.arange(self.sizes.positions), self.sizes.rope_base ** (-np.arange(half) / half))
        return [self.constant(name, f(angles).astype(np.float32)) for name, f in (("cosines", np.cos), ("sines", np.sin))]

    def attention(self, layer: int, queries: str, keys: str, values: str) -> str:
        sizes = self.sizes
        past = [f"past_key_values.{layer}.{kind}" for kind in ("key", "value")]
        present = [f"present.{layer}.{kind}" for kind in ("key", "value")]
        for names, tokens, listed in ((past, "past", self.model.graph.input), (present, "total", self.model.graph.output)):
            shape = ["batch", sizes.key_heads, tokens, sizes.head_width]
            listed.extend(self.value(TensorProto.FLOAT, name, shape) for name in names)
        inputs = [queries, keys, values, *past, "last_keys", "total", "cosines", "sines"]
        return self.add(
            "GroupQueryAttention", inputs, f"layers.{layer}.attention", tuple(present), domain="com.microsoft",
            num_heads=sizes.heads, kv_num_heads=sizes.key_heads, do_rotary=1, rotary_interleaved=0,
        )  # fmt: skip

    def build(self, halves: list[tuple[str, Blocks]], matrices: dict[str, Blocks], norms: dict[str, np.ndarray]) -> ModelProto:
        """`matrices` and `norms` by Hugging Face's module path."""
        graph = self.model.graph
        graph.input.append(self.value(TensorProto.INT64, "input_ids", ["batch", "tokens"]))
        graph.input.append(self.value(TensorProto.INT64, "attention_mask", ["batch", "total"]))
        graph.output.append(self.value(TensorProto.FLOAT, "logits", ["batch", "tokens", self.sizes.vocabulary]))
        weights = {path: self.constant(path, value) for path, value in norms.items()}
        hidden, change = self.embedding(halves), None
        self.lengths()
        self.rotation()
        width = self.sizes.width
        for layer in range(self.sizes.layers):
            path = f"model.layers.{layer}"

            def project(name: str, activations: str) -> str:
                return self.product(activations, f"layers.{layer}.{name.split('.')[1]}", f"{path}.{name}", matrices[f"{path}.{name}"])

            normed, hidden = self.norm(hidden, change, weights[f"{path}.input_layernorm"], f"layers.{layer}.first_norm")
            normed = self.with_sums(normed, width)
            attention = self.attention(layer, *(project(f"self_attn.{x}_proj", normed) for x in "qkv"))
            change = project("self_attn.o_proj", self.with_sums(attention, width))
            normed, hidden = self.norm(hidden, change, weights[f"{path}.post_attention_layernorm"], f"layers.{layer}.second_norm")
            normed = self.with_sums(normed, width)
            gate, up = project("mlp.gate_proj", normed), project("mlp.up_proj", normed)
            gated = self.add("Mul", [gate, self.add("Sigmoid", [gate], f"{gate}_sigmoid")], f"{gate}_silu")
            inner = self.add("Mul", [gated, up], f"layers.{layer}.inner")
            change = project("mlp.down_proj", self.with_sums(inner, matrices[f"{path}.mlp.up_proj"].shape[0]))
        normed, _ = self.norm(hidden, change, weights["model.norm"], "last_norm")
        self.logits(normed, halves)
        return self.model


def padded_sums(width: int) -> int:
    """Columns for the block sums of `width` activations: whole pairs of blocks, as zero points are packed in pairs."""
    return -(-width // BLOCK // (2 * BLOCK)) * 2 * BLOCK
