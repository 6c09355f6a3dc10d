import { useStore } from "zustand";
import type { Hosted, HostedState } from "../../hosted/desk.ts";
import { useApp } from "../store/context.tsx";

/** What is drawn only where a site has hosted models. @throws where it has none */
export function useHosted(): { readonly hosted: Hosted; readonly state: HostedState } {
  const hosted = useApp((state) => state.hosted);
  if (!hosted) throw new Error("This site has no hosted models.");
  return { hosted, state: useStore(hosted.state) };
}
