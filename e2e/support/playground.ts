import { expect, type Locator, type Page } from "@playwright/test";
import * as v from "valibot";

export type Device = "webgpu" | "wasm";

export interface Choice {
  readonly task: string;
  readonly model?: string;
  readonly device?: Device;
  readonly dtype?: string;
  readonly options?: Readonly<Record<string, unknown>>;
  readonly inputs?: Readonly<Record<string, string>>;
  readonly lang?: "en" | "zh-CN";
  /** Whether `run-json` shall tell what the graphs were fed. */
  readonly trace?: boolean;
}

const ending = /^(done|failed|cancelled)$/;
/** In ms. */
const often = 30;
const Elsewhere = v.object({ href: v.string(), bytes: v.number() });

/** Drives the app as docs/contract.md says, and by nothing else. */
export class Playground {
  readonly page: Page;
  readonly base: string;
  readonly status: Locator;
  readonly run: Locator;
  readonly stop: Locator;
  readonly retry: Locator;
  readonly error: Locator;
  readonly result: Locator;
  readonly modelId: Locator;
  readonly device: Locator;
  readonly dtype: Locator;
  readonly taskPicker: Locator;

  constructor(page: Page, base: string) {
    this.page = page;
    this.base = base;
    this.status = page.getByTestId("status");
    this.run = page.getByTestId("run");
    this.stop = page.getByTestId("stop");
    this.retry = page.getByTestId("retry");
    this.error = page.getByTestId("error");
    this.result = page.getByTestId("result");
    this.modelId = page.getByTestId("model-id");
    this.device = page.getByTestId("device");
    this.dtype = page.getByTestId("dtype");
    this.taskPicker = page.getByTestId("task-picker");
  }

  /** Opens the app with everything chosen in the address, as a link does. */
  async open({
    task,
    model,
    device,
    dtype,
    options = {},
    inputs = {},
    lang = "en",
    trace = false,
  }: Choice): Promise<void> {
    const fragment = new URLSearchParams({ task, lang });
    if (model !== undefined) fragment.set("model", model);
    if (device !== undefined) fragment.set("device", device);
    if (dtype !== undefined) fragment.set("dtype", dtype);
    if (trace) fragment.set("trace", "1");
    for (const [name, value] of Object.entries(options)) fragment.set(`option.${name}`, JSON.stringify(value));
    for (const [name, value] of Object.entries(inputs)) fragment.set(`input.${name}`, value);
    await this.openAt(`#${fragment}`);
  }

  async openAt(address: string): Promise<void> {
    await this.page.goto(new URL(address, this.base).href);
    // Where only the fragment changed, the page hears of it in a task of its own.
    await this.page.evaluate(() => new Promise((settle) => setTimeout(settle)));
    await this.ready();
  }

  async ready(): Promise<void> {
    await expect(this.page.locator("html")).toHaveAttribute("data-app", /^(ready|site-error)$/);
  }

  input(name: string): Locator {
    return this.page.getByTestId(`input-${name}`);
  }

  option(name: string): Locator {
    return this.page.getByTestId(`option-${name}`);
  }

  notice(code: string): Locator {
    return this.page.locator(`[data-testid=notice][data-code="${code}"]`);
  }

  async fill(name: string, text: string): Promise<void> {
    await this.input(name).fill(text);
  }

  async give(name: string, files: string | string[]): Promise<void> {
    await this.input(name).setInputFiles(files);
  }

  /** Presses Run and waits until that press has been counted, so that no older ending is taken for its own. */
  async press(): Promise<void> {
    const before = Number(await this.status.getAttribute("data-run"));
    await this.run.click();
    await this.page.waitForFunction(
      (run) => Number(document.querySelector("[data-testid=status]")?.getAttribute("data-run")) > run,
      before,
      { polling: often },
    );
  }

  /** Waits for the ending of the run that was started last. */
  async end(timeout = 300_000): Promise<string> {
    // An expectation would look once a second after the first; the runs of tiny checkpoints are shorter than that.
    const ended = await this.page
      .waitForFunction(
        (source) => {
          const status = document.querySelector("[data-testid=status]")?.getAttribute("data-status") ?? "";
          return new RegExp(source).test(status) && status;
        },
        ending.source,
        { timeout, polling: often },
      )
      .catch(() => undefined);
    if (!ended) await expect(this.status).toHaveAttribute("data-status", ending, { timeout: 1 });
    return (await this.status.getAttribute("data-status")) ?? "";
  }

  /** Runs and expects a result. */
  async answer(timeout?: number): Promise<unknown> {
    await this.press();
    const status = await this.end(timeout);
    if (status === "failed") throw new Error(`The run failed: ${await this.error.textContent()}`);
    expect(status).toBe("done");
    return this.json();
  }

  /** Runs and expects a failure with this code. */
  async failure(code: string, timeout?: number): Promise<void> {
    await this.press();
    expect(await this.end(timeout)).toBe("failed");
    await expect(this.error).toHaveAttribute("data-code", code);
    await expect(this.error).toHaveAttribute("role", "alert");
    await expect(this.error).toHaveText(/\S.{20}/);
  }

  async json(): Promise<unknown> {
    const text = await this.page.getByTestId("result-json").textContent();
    const value: unknown = JSON.parse(text ?? "null");
    if (!v.is(Elsewhere, value)) return value;
    return this.page.evaluate(async (href) => (await fetch(href)).json(), value.href);
  }

  async report(): Promise<v.InferOutput<typeof Report>> {
    const text = await this.page.getByTestId("run-json").textContent();
    return v.parse(Report, JSON.parse(text ?? "null"));
  }
}

const number = v.number();

/** `run-json` of docs/contract.md. */
export const Report = v.looseObject({
  task: v.string(),
  model: v.string(),
  revision: v.string(),
  device: v.picklist(["webgpu", "wasm"]),
  dtype: v.unknown(),
  options: v.record(v.string(), v.unknown()),
  versions: v.record(v.string(), v.string()),
  isolated: v.boolean(),
  threads: number,
  ms: v.object({
    download: number,
    load: number,
    compile: number,
    preprocess: number,
    run: number,
    postprocess: number,
  }),
  firstTokenMs: v.optional(number),
  tokensPerSecond: v.optional(number),
  fallback: v.optional(v.string()),
  bytes: number,
  /** Ours: what of `bytes` came over the network in this run. */
  networkBytes: v.optional(number),
});
