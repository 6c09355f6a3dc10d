import { textIn } from "../../shared/site.ts";
import { useWords } from "../i18n/words.tsx";
import { useApp } from "../store/context.tsx";
import { viewIn } from "../store/selectors.ts";

/** What whoever deploys wants to say below everything. */
export function SiteFooter() {
  const { locale } = useWords();
  const footer = useApp(({ site }) => site.footer);
  const view = useApp(viewIn);
  if (!footer || view === "embed") return null;
  return (
    <div className="site-footer">
      {footer.text && <span>{textIn(footer.text, locale)}</span>}
      {footer.links.map(({ href, label }) => (
        <a href={href} key={href}>
          {textIn(label, locale)}
        </a>
      ))}
    </div>
  );
}
