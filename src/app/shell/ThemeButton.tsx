import { useWords } from "../i18n/words.tsx";
import { useApp } from "../store/context.tsx";
import { ThemeIcon } from "./icons.tsx";

const order = ["system", "light", "dark"] as const;

export function ThemeButton() {
  const { t } = useWords();
  const theme = useApp((state) => state.theme) ?? "system";
  const setTheme = useApp((state) => state.setTheme);
  const next = order[(order.indexOf(theme) + 1) % order.length] ?? "system";
  const label = t(`shell.theme.${theme}`);
  return (
    <button
      aria-label={label}
      className="tool"
      onClick={() => setTheme(next === "system" ? undefined : next)}
      title={label}
      type="button"
    >
      <ThemeIcon theme={theme} />
    </button>
  );
}
