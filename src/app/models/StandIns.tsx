import type { ReactNode } from "react";
import { useApp } from "../store/context.tsx";
import type { SearchProps } from "./hits.ts";
import { type DownloadVerb, downloadVerbs, isDownloadableIn } from "./verbs.ts";

interface StandInsProps extends SearchProps {
  /** What can be done about the chosen model's download. */
  readonly verb: DownloadVerb | undefined;
  readonly children: ReactNode;
  /** Something was asked for that only the panel's code can do. */
  onUse(): void;
  onPress(verb: DownloadVerb): void;
}

/**
 * The panel's controls while it is closed, for programs (docs/contract.md): neither seen, nor read out, nor met by Tab.
 * They take a click where they stand, so they are three pixels each and not clipped away.
 */
export function StandIns({ search, verb, children, setSearch, onUse, onPress }: StandInsProps) {
  const isDownloadable = useApp(isDownloadableIn);
  const takesToken = useApp((state) => state.site.endpoints.some(({ token }) => token));
  const isTokenKept = useApp((state) => state.isTokenKept);
  const setHubToken = useApp((state) => state.setHubToken);
  const learnModel = useApp((state) => state.learnModel);
  return (
    <div aria-hidden="true" className="stand-ins">
      <input
        data-testid="model-search"
        onChange={({ currentTarget }) => {
          setSearch({ ...search, text: currentTarget.value });
          onUse();
        }}
        tabIndex={-1}
        type="search"
        value={search.text}
      />
      <input
        autoComplete="off"
        data-testid="token-input"
        disabled={!takesToken}
        onBlur={({ currentTarget }) => {
          if (currentTarget.value !== "") void learnModel();
          currentTarget.value = "";
        }}
        onChange={({ currentTarget }) => {
          const text = currentTarget.value.trim();
          if (text !== "") setHubToken(text, isTokenKept);
        }}
        tabIndex={-1}
        type="password"
      />
      {downloadVerbs.map((one) => (
        <button
          data-testid={`download-${one}`}
          disabled={!isDownloadable || one !== verb}
          key={one}
          onClick={() => {
            onPress(one);
            onUse();
          }}
          tabIndex={-1}
          type="button"
        />
      ))}
      {children}
    </div>
  );
}
