import { useApp } from "../store/context.tsx";
import { inlineTextOf } from "../store/result-json.ts";
import { numberOf } from "../store/run.ts";

/** Result and report for programs (docs/contract.md): always in the page, neither translated nor rounded. */
export function Outside() {
  const run = useApp((state) => state.run);
  const json = "json" in run ? run.json : undefined;
  const report = run.status === "done" ? run.report : null;
  return (
    <>
      <script
        data-final={run.status === "done"}
        data-run={numberOf(run)}
        data-testid="result-json"
        type="application/json"
      >
        {json ? inlineTextOf(json) : "null"}
      </script>
      <script data-testid="run-json" type="application/json">
        {JSON.stringify(report)}
      </script>
    </>
  );
}
