import { Stopped } from "../../shared/errors.ts";
import { floatsOf } from "../../shared/tensor.ts";
import { imageFeeds, loadImageModel, warmUpImageModel } from "../common/vision/run/image-model.ts";
import { defineRun } from "../run.ts";
import { type DepthMap, definition } from "./definition.ts";
import { levelsOf } from "./levels.ts";
import { depthsOf } from "./reading.ts";

/** Models that tell metres: those that were taught by sensors. The others tell how near a thing is beside the rest. */
function unitOf({ model_type, depth_estimation_type: type }: Readonly<Record<string, unknown>>): DepthMap["unit"] {
  return type === "metric" || ["glpn", "zoedepth", "depth_pro"].includes(String(model_type)) ? "metres" : "nearness";
}

export const run = defineRun(definition, {
  async load(checkpoint) {
    return { ...(await loadImageModel(checkpoint)), unit: unitOf(checkpoint.config) };
  },

  warmUp: (model) => warmUpImageModel(model),

  preprocess: ({ processor }, { image }) => processor.prepare(image),

  async run({ graph }, picture, _options, { signal }) {
    const outputs = await graph.run(imageFeeds(graph, picture));
    if (signal.aborted) throw new Stopped();
    const { data, dims } = floatsOf(outputs, "predicted_depth");
    const [height = 1, width = 1] = dims.slice(-2);
    const fieldOfView = outputs.field_of_view && floatsOf(outputs, "field_of_view").data[0];
    const isPadded = picture.geometry.place.left > 0;
    const isMetric = outputs.focallength_px !== undefined;
    return { answer: { data: data.subarray(0, width * height), width, height, fieldOfView, isMetric }, isPadded };
  },

  postprocess({ unit, processor }, { answer, isPadded }, _options, { image: { width, height } }) {
    const depths = depthsOf(answer, { className: processor.className, isPadded }, { width, height });
    return { width, height, depths, levels: levelsOf(depths), unit };
  },
});
