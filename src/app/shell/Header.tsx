import { textIn } from "../../shared/site.ts";
import { HostedControl } from "../hosted/parts.ts";
import { useTaskWords, useWords } from "../i18n/words.tsx";
import { ModelsButton } from "../models/ModelsButton.tsx";
import { Late } from "../results/ResultBoundary.tsx";
import { useApp } from "../store/context.tsx";
import { isHostedIn } from "../store/hosted.ts";
import { viewIn } from "../store/selectors.ts";
import { DeviceButton } from "./DeviceButton.tsx";
import { LanguageButton } from "./LanguageButton.tsx";
import { LearnButton } from "./LearnButton.tsx";
import { ModelControl } from "./ModelControl.tsx";
import { RuntimeControl } from "./RuntimeControl.tsx";
import { TaskPicker } from "./TaskPicker.tsx";
import { ThemeButton } from "./ThemeButton.tsx";

/** The three choices: task, model, runtime. What a view leaves out stays in the page, hidden (docs/contract.md). */
export function Header() {
  const { locale } = useWords();
  const taskWord = useTaskWords();
  const title = useApp(({ site }) => site.title);
  const logo = useApp(({ site }) => site.logo);
  const view = useApp(viewIn);
  const isHosted = useApp(isHostedIn);
  const isLearning = useApp(({ learn }) => learn !== undefined);
  return (
    <header className="header" data-learn={isLearning || undefined} data-view={view} hidden={view === "embed"}>
      <h1 className="brand">
        {logo ? <img alt="" className="brand-logo" src={logo} /> : <span aria-hidden="true" className="brand-mark" />}
        <span className="brand-name">{textIn(title, locale)}</span>
      </h1>
      <div className="header-task" hidden={view !== "full"}>
        <TaskPicker />
      </div>
      {view === "single" && <p className="header-title">{taskWord("title")}</p>}
      <ModelControl />
      <RuntimeControl />
      {isHosted && (
        <Late fallback={null}>
          <HostedControl />
        </Late>
      )}
      <div className="header-tools">
        <LearnButton />
        <ModelsButton />
        <DeviceButton />
        <LanguageButton />
        <ThemeButton />
      </div>
    </header>
  );
}
