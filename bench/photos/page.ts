import {
  DetrImageProcessor,
  env,
  type ImageProcessor,
  RawImage,
  SegformerImageProcessor,
  softmax,
  Tensor,
  topk,
  ViTImageProcessor,
} from "@huggingface/transformers";
import mjs from "onnxruntime-web/ort-wasm-simd-threaded.jspi.mjs?url";
import wasm from "onnxruntime-web/ort-wasm-simd-threaded.jspi.wasm?url";
import { createImageProcessor } from "../../src/shared/image/processor.ts";
import type { Pixels } from "../../src/shared/media.ts";
import { floatTensor } from "../../src/shared/tensor.ts";
import { sureOf } from "../../src/tasks/common/detection/detections.ts";
import { bestOf } from "../../src/tasks/common/labels/scored.ts";
import { scoresOf } from "../../src/tasks/common/labels/scores.ts";
import { answerOf, regionsOf } from "../../src/tasks/image-segmentation/reading.ts";
import { segmentsOf } from "../../src/tasks/image-segmentation/segments.ts";
import { candidatesOf } from "../../src/tasks/object-detection/scoring.ts";
import { classes, from, logitsOf } from "../shared/logits.mjs";

// The library sorts by a graph of its own.
const runtime = env.backends.onnx.wasm ?? {};
runtime.wasmPaths = { mjs: new URL(mjs, location.href).href, wasm: new URL(wasm, location.href).href };
runtime.numThreads = 1;

const imagenet = { image_mean: [0.485, 0.456, 0.406], image_std: [0.229, 0.224, 0.225] };
/** As the Hub's checkpoints have it. */
const common = { do_resize: true, do_rescale: true, do_normalize: true, rescale_factor: 1 / 255, resample: 2 };
const queries = 100;
const things = 91;
const names = Array.from({ length: 1000 }, (_, place) => `LABEL_${place}`);

/** Numbers that are the same each time, as a model's are spread. */
function spread(count: number): Float32Array<ArrayBuffer> {
  return Float32Array.from({ length: count }, (_, place) => 3 * Math.sin(place * place * 0.37 + place));
}

interface Way {
  prepare(picture: Pixels): unknown;
  read(picture: Pixels): unknown;
}

interface Model {
  readonly ours: Way;
  readonly library: Way;
}

const prepareBy = (processor: ImageProcessor) => (picture: Pixels) =>
  processor([new RawImage(picture.data, picture.width, picture.height, 4)]);

function vit(): Model {
  const settings = {
    ...common,
    size: { height: 224, width: 224 },
    image_mean: [0.5, 0.5, 0.5],
    image_std: [0.5, 0.5, 0.5],
  };
  const ours = createImageProcessor({ ...settings, image_processor_type: "ViTImageProcessor" });
  const logits = spread(1000);
  return {
    ours: {
      prepare: (picture) => ours.prepare(picture),
      read: () => bestOf(names, scoresOf(logits, "softmax"), 5),
    },
    library: {
      prepare: prepareBy(new ViTImageProcessor(settings)),
      read: () => topk(new Tensor("float32", softmax(logits), [1000]), 5),
    },
  };
}

function detr(): Model {
  const settings = { ...common, ...imagenet, size: { shortest_edge: 800, longest_edge: 1333 } };
  const ours = createImageProcessor({ ...settings, image_processor_type: "DetrImageProcessor" });
  const library = new DetrImageProcessor(settings);
  const logits = spread(queries * (things + 1));
  const boxes = spread(queries * 4).map((value) => 0.5 + value / 10);
  const dims = [1, queries, things + 1];
  return {
    ours: {
      prepare: (picture) => ours.prepare(picture),
      read: (picture) =>
        sureOf(
          candidatesOf(
            floatTensor(logits, dims),
            floatTensor(boxes, [1, queries, 4]),
            { kind: "softmax" },
            String,
            picture,
          ),
          0.5,
        ),
    },
    library: {
      prepare: prepareBy(library),
      read: ({ width, height }) =>
        library.post_process_object_detection(
          {
            logits: new Tensor("float32", logits, dims),
            pred_boxes: new Tensor("float32", boxes, [1, queries, 4]),
          },
          0.5,
          [[height, width]],
        ),
    },
  };
}

function segformer(): Model {
  const settings = { ...common, ...imagenet, size: { height: 512, width: 512 } };
  const ours = createImageProcessor({ ...settings, image_processor_type: "SegformerImageProcessor" });
  const library = new SegformerImageProcessor(settings);
  const logits = logitsOf("regions");
  const dims = [1, classes, from.height, from.width];
  const limits = { threshold: 0.9, mask_threshold: 0.5, overlap_mask_area_threshold: 0.5 };
  return {
    ours: {
      prepare: (picture) => ours.prepare(picture),
      read: (picture) =>
        segmentsOf(
          regionsOf(
            answerOf({ logits: floatTensor(logits, dims) }),
            "Segformer",
            { ...limits, subtask: "auto" },
            picture,
          ),
          String,
        ),
    },
    library: {
      prepare: prepareBy(library),
      read: ({ width, height }) =>
        library.post_process_semantic_segmentation({ logits: new Tensor("float32", logits, dims) }, [[height, width]]),
    },
  };
}

const models = { vit, detr, segformer };

function pictureOf(width: number, height: number): Pixels {
  const data = new Uint8ClampedArray(width * height * 4);
  const words = new Uint32Array(data.buffer);
  for (let place = 0; place < words.length; place++) words[place] = (Math.imul(place, 0x9e3779b1) >>> 8) | 0xff000000;
  return { data, width, height };
}

/** The driver asks for one step at a time, and looks at the process between two. */
Object.assign(window, {
  begin(model: keyof typeof models, who: keyof Model, width: number, height: number) {
    const way = models[model]()[who];
    const picture = pictureOf(width, height);
    Object.assign(window, {
      prepare: async () => void (await way.prepare(picture)),
      read: async () => void (await way.read(picture)),
    });
  },
});
document.documentElement.dataset.ready = "true";
