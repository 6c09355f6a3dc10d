import { Suspense, useLayoutEffect } from "react";
import { isActive } from "../../tasks/input.ts";
import { useWords } from "../i18n/words.tsx";
import { useApp, useOptions } from "../store/context.tsx";
import { definitionIn } from "../store/selectors.ts";
import { Examples } from "./Examples.tsx";
import { InputField } from "./InputField.tsx";
import { OptionsPanel } from "./OptionsPanel.tsx";
import { RunBar } from "./RunBar.tsx";

/** What goes in: one editor a field, ready examples, options, Run. */
export function InputColumn() {
  const { t } = useWords();
  const task = useApp((state) => state.task);
  const { inputs } = useApp(definitionIn);
  const options = useOptions();

  return (
    <section aria-label={t("shell.input")} className="card input-column" key={task}>
      <div className="card-body">
        <Suspense fallback={<div className="field-wait" />}>
          {Object.entries(inputs).map(([name, field]) => (
            // All fields stay in the page, so that what is typed into one outlives a change of mode.
            <div className="field" hidden={!isActive(field, options)} key={name}>
              <InputField field={field} name={name} />
            </div>
          ))}
          <ReadyMark />
        </Suspense>
        <Examples />
        <OptionsPanel />
      </div>
      <RunBar />
    </section>
  );
}

/** Tells the outside that the editors are on screen (docs/contract.md). It stands beside them, so it waits with them. */
function ReadyMark() {
  const siteProblem = useApp((state) => state.siteProblem);
  const ready = useApp((state) => state.ready);
  useLayoutEffect(() => {
    const mark = siteProblem === undefined ? "ready" : "site-error";
    document.documentElement.dataset.app = ready ? mark : "opening";
  }, [siteProblem, ready]);
  return null;
}
