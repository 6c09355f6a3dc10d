import { errorCodes } from "../../shared/errors.ts";
import { modalities } from "../../tasks/definition.ts";
import { Drawing } from "../results/Drawing.tsx";
import { ErrorCard } from "../results/ErrorCard.tsx";
import { JsonTree } from "../results/JsonTree.tsx";
import { Waiting } from "../results/Waiting.tsx";
import { stages } from "../store/report.ts";
import { started } from "../store/run.ts";
import { Group, State } from "./Frame.tsx";

const checkpoint = { model: "owner/name", revision: "main", device: "webgpu", dtype: "q4" } as const;
const order = {
  number: 1,
  taskId: "feature-extraction",
  asked: checkpoint,
  actual: checkpoint,
  fallback: undefined,
  input: {},
  options: {},
} as const;

const json = {
  score: 0.25,
  label: "你好",
  nothing: null,
  none: [],
  rows: Array.from({ length: 250 }, (_, at) => [at, at / 7]),
  long: "x".repeat(5_000),
};

/** What the result column shows beside results. */
export function States() {
  const busy = started(order, false, 0);
  const failed = { status: "failed", order, stale: false, field: "texts" } as const;
  return (
    <>
      <Group title="Errors">
        {errorCodes.map((code) => (
          <State key={code} name={code} of="error">
            <ErrorCard run={{ ...failed, failure: { code, message: "What the log says.", detail: "at line 1" } }} />
          </State>
        ))}
      </Group>
      <Group title="Waiting">
        {stages.map((stage) => (
          <State key={stage} name={stage} of="waiting">
            {"marks" in busy && <Waiting run={{ ...busy, marks: [{ stage, atMs: 0 }] }} />}
          </State>
        ))}
      </Group>
      <Group title="Drawings">
        {modalities.map((modality) => (
          <State key={modality} name={modality} of="drawing">
            <Drawing modality={modality} />
          </State>
        ))}
      </Group>
      <Group title="JSON">
        <State name="tree" of="json">
          <JsonTree value={json} />
        </State>
      </Group>
    </>
  );
}
