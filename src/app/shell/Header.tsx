import { useApp } from "../store/context.tsx";
import { LanguageButton } from "./LanguageButton.tsx";
import { ModelControl } from "./ModelControl.tsx";
import { RuntimeControl } from "./RuntimeControl.tsx";
import { TaskPicker } from "./TaskPicker.tsx";
import { ThemeButton } from "./ThemeButton.tsx";

/** The three choices: task, model, runtime. */
export function Header() {
  const title = useApp(({ site }) => site.title);
  return (
    <header className="header">
      <h1 className="brand">
        <span aria-hidden="true" className="brand-mark" />
        {title}
      </h1>
      <TaskPicker />
      <ModelControl />
      <RuntimeControl />
      <div className="header-tools">
        <LanguageButton />
        <ThemeButton />
      </div>
    </header>
  );
}
