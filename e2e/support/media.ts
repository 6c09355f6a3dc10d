import { expect, type Locator, type Page } from "@playwright/test";
import type { Playground } from "./playground.ts";

/** The editor of a picture or a sound, and the ways into it. */
export class MediaInput {
  readonly page: Page;
  readonly name: string;
  readonly editor: Locator;

  constructor(playground: Playground, name: string) {
    this.page = playground.page;
    this.name = name;
    this.editor = this.page.locator(`[data-field="${name}"]`);
  }

  /** By the button that a reader sees. */
  async choose(files: string | string[]): Promise<void> {
    const chooser = this.page.waitForEvent("filechooser");
    await this.editor.getByRole("button", { name: /^(Choose|Add) / }).click();
    await (await chooser).setFiles(files);
  }

  async photograph(): Promise<void> {
    await this.page.getByTestId(`camera-open-${this.name}`).click();
    await this.page.getByTestId(`camera-take-${this.name}`).click();
  }

  async openLink(address: string): Promise<void> {
    const box = this.page.getByTestId(`link-${this.name}`);
    if (!(await box.isVisible())) await this.page.getByTestId(`link-open-${this.name}`).click();
    await box.fill(address);
  }

  async fetchLink(): Promise<void> {
    await this.page.getByTestId(`link-fetch-${this.name}`).click();
  }

  /** Waits until the editor shows a file of this name. */
  async holds(file: string): Promise<void> {
    await expect(this.editor.getByText(file, { exact: true })).toBeVisible();
  }
}
