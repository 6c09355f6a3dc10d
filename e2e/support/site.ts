import type { Page } from "@playwright/test";
import type { Hub } from "../hub/hub.ts";

/** Puts this in the place of the site's own `site.json`: an object, or the text of a file that is none. */
export async function deploy(page: Page, site: object | string): Promise<void> {
  await page.route("**/site.json", (route) =>
    typeof site === "string"
      ? route.fulfill({ body: site, contentType: "application/json" })
      : route.fulfill({ json: site }),
  );
}

export function endpointOf({ url }: Pick<Hub, "url">): { readonly name: string; readonly host: string } {
  return { name: "Local", host: `${url}/` };
}

/** Short, so that a silent host costs a test seconds and not half a minute; longer than a busy machine keeps a sound one waiting. */
export const shortTimes = { firstByte: 5000, stall: 5000 } as const;
