import type { Provider } from "../shared/site.ts";
import type { Speak } from "./speak.ts";

/** Each provider's library comes with the first request to it. */
export async function findSpeak(provider: Provider): Promise<Speak> {
  switch (provider) {
    case "anthropic":
      return (await import("./anthropic.ts")).speakAnthropic;
    case "google":
      return (await import("./google.ts")).speakGoogle;
    default:
      return (await import("./openai.ts")).createOpenaiSpeak(provider);
  }
}
