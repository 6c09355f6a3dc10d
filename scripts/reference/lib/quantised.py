"""fp16, q8, q4 and q4f16 files, made with the settings of the Hub's converter (transformers.js `scripts/quantize.py`)."""

from pathlib import Path

import onnx
import onnxslim
from onnxruntime.quantization import QuantizationMode, QuantType
from onnxruntime.quantization.matmul_nbits_quantizer import MatMulNBitsQuantizer
from onnxruntime.quantization.onnx_quantizer import ONNXQuantizer
from onnxruntime.quantization.registry import IntegerOpsRegistry
from onnxruntime.transformers import float16

SUFFIXES = {"fp16": "_fp16", "q8": "_quantized", "q4": "_q4", "q4f16": "_q4f16"}


def write_all(folder: Path, names=("model",), dtypes=tuple(SUFFIXES)) -> None:
    for name in names:
        for dtype in dtypes:
            onnx.save(convert(onnx.load(folder / f"{name}.onnx"), dtype), folder / f"{name}{SUFFIXES[dtype]}.onnx")


def convert(model: onnx.ModelProto, dtype: str) -> onnx.ModelProto:
    if dtype == "q8":
        return to_eight_bits(model)
    if dtype in ("q4", "q4f16"):
        model = to_four_bits(model)
    return to_half(model) if dtype in ("fp16", "q4f16") else model


def to_half(model: onnx.ModelProto) -> onnx.ModelProto:
    half = onnxslim.slim(float16.convert_float_to_float16(model, keep_io_types=True))
    # The slimmer can't infer through MatMulNBits and writes "undefined", which no runtime loads.
    known = [value for value in half.graph.value_info if value.type.tensor_type.elem_type]
    del half.graph.value_info[:]
    half.graph.value_info.extend(known)
    return half


def to_four_bits(model: onnx.ModelProto) -> onnx.ModelProto:
    quantizer = MatMulNBitsQuantizer(model, block_size=32, is_symmetric=True, accuracy_level=None)
    quantizer.process()
    return quantizer.model.model


def to_eight_bits(model: onnx.ModelProto) -> onnx.ModelProto:
    """Unsigned weights where there is a Conv: ORT has no signed ConvInteger."""
    has_conv = any(node.op_type == "Conv" for node in model.graph.node)
    quantizer = ONNXQuantizer(
        model,
        per_channel=None,
        reduce_range=None,
        mode=QuantizationMode.IntegerOps,
        static=False,
        weight_qType=QuantType.QUInt8 if has_conv else QuantType.QInt8,
        activation_qType=QuantType.QUInt8,
        tensors_range=None,
        nodes_to_quantize=[],
        nodes_to_exclude=[],
        op_types_to_quantize=set(IntegerOpsRegistry.keys()),
        extra_options={"EnableSubgraph": True, "MatMulConstBOnly": True},
    )
    quantizer.quantize_model()
    return quantizer.model.model
