import { menuWords } from "virtual:menu-words";
import { isActive } from "../../tasks/input.ts";
import { useWords } from "../i18n/words.tsx";
import { type Stray, useIntake } from "../inputs/intake.ts";
import { kinds } from "../inputs/kinds.ts";
import { CloseIcon } from "../shell/icons.tsx";
import { tasksOf } from "../site.ts";
import { useApp } from "../store/context.tsx";
import { definitionIn, optionsIn } from "../store/selectors.ts";
import { tasksTaking } from "./stray.ts";

interface StrayFilesProps {
  readonly stray: Stray;
  readonly onClose: () => void;
}

/** Says that a file is not of a kind that this task takes, and which task would take it along. */
export function StrayFiles({ stray: { files, found }, onClose }: StrayFilesProps) {
  const { t, locale } = useWords();
  const intake = useIntake();
  const site = useApp((state) => state.site);
  const drafts = useApp((state) => state.drafts);
  const setTask = useApp((state) => state.setTask);
  const { inputs } = useApp(definitionIn);
  const options = useApp(optionsIn);
  const taken = Object.values(inputs)
    .filter((field) => isActive(field, options))
    .map(({ kind }) => kinds[kind].takes);
  const wanted = ["image", "audio"].find((kind) => taken.some((one) => one === kind)) ?? "text";
  const tasks = tasksTaking(found, tasksOf(site), (id) => drafts[id] !== undefined);
  const name = files[0]?.name ?? "";
  return (
    <div className="notice stray" data-code="wrong-kind" data-testid="notice" role="status">
      <div className="stray-words">
        <p>{t("inputs.notice.wrong-kind", { name, found, wanted })}</p>
        {tasks.length > 0 && (
          <span className="stray-offer">
            <span>{t("inputs.open-with")}</span>
            {tasks.map((id) => (
              <button
                className="chip"
                data-switch-to={id}
                key={id}
                onClick={() => {
                  intake.keep(files);
                  onClose();
                  void setTask(id);
                }}
                type="button"
              >
                {menuWords[id]?.[locale]?.title ?? id}
              </button>
            ))}
          </span>
        )}
      </div>
      <button aria-label={t("results.dismiss")} className="notice-close" onClick={onClose} type="button">
        <CloseIcon />
      </button>
    </div>
  );
}
