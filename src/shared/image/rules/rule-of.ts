import type { Library } from "../resize.ts";
import { basicRules } from "./basic.ts";
import { convnext } from "./convnext.ts";
import { depthPro } from "./depthpro.ts";
import { detr, rtDetr, yolos } from "./detr.ts";
import { dinov3 } from "./dinov3.ts";
import { donut } from "./donut.ts";
import { dpt } from "./dpt.ts";
import { efficientnet } from "./efficientnet.ts";
import { glpn } from "./glpn.ts";
import { idefics3 } from "./idefics3.ts";
import { levit } from "./levit.ts";
import { maskformer } from "./maskformer.ts";
import { mobilevit } from "./mobilevit.ts";
import { nougat } from "./nougat.ts";
import { owlv2 } from "./owlv2.ts";
import { plain } from "./plain.ts";
import { poolformer } from "./poolformer.ts";
import { qwen2vl } from "./qwen2vl.ts";
import type { ImageRule } from "./rule.ts";
import { sam } from "./sam.ts";
import { siglip2 } from "./siglip2.ts";
import { swin2sr } from "./swin2sr.ts";
import { vilt } from "./vilt.ts";
import { zoeDepth } from "./zoedepth.ts";

/** By class, its name without `ImageProcessor`. */
const rules = {
  ...basicRules,
  ConditionalDetr: detr,
  ConvNext: convnext,
  DINOv3ViT: dinov3,
  DPT: dpt,
  DeformableDetr: detr,
  DepthPro: depthPro,
  Detr: detr,
  Donut: donut,
  EfficientNet: efficientnet,
  GLPN: glpn,
  GroundingDino: detr,
  Idefics3: idefics3,
  Levit: levit,
  Mask2Former: maskformer,
  MaskFormer: maskformer,
  MobileViT: mobilevit,
  Nougat: nougat,
  Owlv2: owlv2,
  PoolFormer: poolformer,
  Qwen2VL: qwen2vl,
  RTDetr: rtDetr,
  Sam: sam,
  Siglip2: siglip2,
  SmolVLM: idefics3,
  Swin2SR: swin2sr,
  Vilt: vilt,
  Yolos: yolos,
  ZoeDepth: zoeDepth,
} satisfies Record<string, ImageRule>;
type ClassName = keyof typeof rules;

/** Python's `IMAGE_PROCESSOR_MAPPING_NAMES`, for files that name no class: slow where there is a slow one. */
const classByModelType: Readonly<Record<string, ClassName>> = {
  aimv2: "CLIP",
  aimv2_vision_model: "CLIP",
  align: "EfficientNet",
  beit: "Beit",
  bit: "Bit",
  blip: "Blip",
  "blip-2": "Blip",
  chinese_clip: "ChineseCLIP",
  clip: "CLIP",
  clipseg: "ViT",
  conditional_detr: "ConditionalDetr",
  convnext: "ConvNext",
  convnextv2: "ConvNext",
  cvt: "ConvNext",
  "data2vec-vision": "Beit",
  deformable_detr: "DeformableDetr",
  deit: "DeiT",
  depth_anything: "DPT",
  depth_pro: "DepthPro",
  detr: "Detr",
  dinat: "ViT",
  dinov2: "Bit",
  dinov3_vit: "DINOv3ViT",
  "donut-swin": "Donut",
  dpt: "DPT",
  edgetam: "Sam2",
  efficientformer: "EfficientFormer",
  efficientnet: "EfficientNet",
  florence2: "CLIP",
  focalnet: "Bit",
  gemma3: "Gemma3",
  gemma3n: "Siglip",
  git: "CLIP",
  glpn: "GLPN",
  "grounding-dino": "GroundingDino",
  groupvit: "CLIP",
  hiera: "Bit",
  idefics3: "Idefics3",
  ijepa: "ViT",
  instructblip: "Blip",
  "kosmos-2": "CLIP",
  levit: "Levit",
  mask2former: "Mask2Former",
  maskformer: "MaskFormer",
  metaclip_2: "CLIP",
  "mgp-str": "ViT",
  mlcd: "CLIP",
  "mm-grounding-dino": "GroundingDino",
  mobilenet_v1: "MobileNetV1",
  mobilenet_v2: "MobileNetV2",
  mobilevit: "MobileViT",
  mobilevitv2: "MobileViT",
  nat: "ViT",
  nougat: "Nougat",
  owlv2: "Owlv2",
  owlvit: "OwlViT",
  paligemma: "Siglip",
  poolformer: "PoolFormer",
  pvt: "Pvt",
  pvt_v2: "Pvt",
  qwen2_5_vl: "Qwen2VL",
  qwen2_vl: "Qwen2VL",
  qwen3_vl: "Qwen2VL",
  regnet: "ConvNext",
  resnet: "ConvNext",
  rt_detr: "RTDetr",
  sam: "Sam",
  sam2: "Sam2",
  sam_hq: "Sam",
  segformer: "Segformer",
  shieldgemma2: "Gemma3",
  siglip: "Siglip",
  siglip2: "Siglip2",
  smolvlm: "SmolVLM",
  swiftformer: "ViT",
  swin: "ViT",
  swin2sr: "Swin2SR",
  swinv2: "ViT",
  "table-transformer": "Detr",
  upernet: "Segformer",
  van: "ConvNext",
  vilt: "Vilt",
  vipllava: "CLIP",
  vit: "ViT",
  vit_mae: "ViT",
  vit_msn: "ViT",
  xclip: "CLIP",
  yolos: "Yolos",
  zoedepth: "ZoeDepth",
};

/** Python has no slow class of these, or takes the fast one whichever the file names (`FORCE_FAST_IMAGE_PROCESSOR`). */
const fastOnly: ReadonlySet<string> = new Set(["DINOv3ViT", "Qwen2VL", "Sam2"]);
/** Python has no fast class of these and falls back on the slow one, or its processor takes that whichever the file names. */
const slowOnly: ReadonlySet<string> = new Set(["EfficientFormer", "GLPN", "Idefics3", "SmolVLM"]);

function isClassName(name: string): name is ClassName {
  return Object.hasOwn(rules, name);
}

export interface ChosenRule {
  /** Python's class without `ImageProcessor`; `undefined` where it has none of this name. */
  readonly className: string | undefined;
  readonly rule: ImageRule;
  readonly library: Library;
}

/**
 * The class that Python's `AutoImageProcessor` would take with `use_fast` left out: the one that the file names, the fast
 * one where its name ends so; without a name, the slow one of the model's type.
 * @param named `image_processor_type` or `feature_extractor_type` of the file
 */
export function ruleOf(named: string | undefined, modelType: string | undefined): ChosenRule {
  const isFast = named?.endsWith("Fast") ?? false;
  const name = named
    ? named.replace(/Fast$/, "").replace(/(?:ImageProcessor|FeatureExtractor)$/, "")
    : classByModelType[modelType ?? ""];
  if (name === undefined || !isClassName(name)) return { className: undefined, rule: plain, library: "pillow" };
  const isTorch = fastOnly.has(name) || (isFast && !slowOnly.has(name));
  return { className: name, rule: rules[name], library: isTorch ? "torchvision" : "pillow" };
}
