import { isActive } from "../../tasks/input.ts";
import { HostedPanel } from "../hosted/parts.ts";
import { useWords } from "../i18n/words.tsx";
import { Late } from "../results/ResultBoundary.tsx";
import { ReadyMark } from "../shell/ReadyMark.tsx";
import { useApp } from "../store/context.tsx";
import { isHostedIn } from "../store/hosted.ts";
import { definitionIn, optionsIn } from "../store/selectors.ts";
import { TokensPanel } from "../tokens/TokensPanel.tsx";
import { Examples } from "./Examples.tsx";
import { InputField } from "./InputField.tsx";
import { InputNotices } from "./InputNotices.tsx";
import { Intake } from "./Intake.tsx";
import { OptionsPanel } from "./OptionsPanel.tsx";
import { RunBar } from "./RunBar.tsx";

/** What goes in: one editor a field, ready examples, options, Run. */
export function InputColumn() {
  const { t } = useWords();
  const task = useApp((state) => state.task);
  const { inputs, modality } = useApp(definitionIn);
  const options = useApp(optionsIn);
  const hasHosted = useApp((state) => state.hosted !== undefined);
  // Which tokens a provider's tokenizer would make, nobody tells.
  const isHosted = useApp(isHostedIn);

  return (
    <Intake>
      <section aria-label={t("shell.input")} className="card input-column" key={task}>
        <div className="card-body">
          <InputNotices />
          {hasHosted && (
            <Late fallback={null}>
              <HostedPanel />
            </Late>
          )}
          <Late fallback={<div className="field-wait" />} missing={<p role="alert">{t("notice.words-unreachable")}</p>}>
            {Object.entries(inputs).map(([name, field]) => {
              const active = isActive(field, options);
              return (
                // All fields stay in the page, so that what is typed into one outlives a change of mode.
                <div className="field" data-field={name} hidden={!active} key={name}>
                  <InputField active={active} field={field} name={name} />
                  {modality === "text" && !isHosted && <TokensPanel field={field} name={name} />}
                </div>
              );
            })}
            <ReadyMark />
          </Late>
          <Examples />
          <OptionsPanel />
        </div>
        <RunBar />
      </section>
    </Intake>
  );
}
