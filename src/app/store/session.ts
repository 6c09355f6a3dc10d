import * as v from "valibot";
import { findModelProblem, findModelRef } from "../../hub/reference.ts";
import { definitionOf, type TaskId } from "../../tasks/index.ts";
import { fitsOption } from "../../tasks/options.ts";
import { withoutScopes } from "./notices.ts";
import { cleared, edited, isBusy } from "./run.ts";
import { definitionIn, modelIn, optionsForExample } from "./selectors.ts";
import type { SessionSlice, SliceContext } from "./state.ts";
import { followTemplate } from "./template.ts";
import { isSame, OptionValue, type OptionValues } from "./values.ts";

/** Stands for a ready example among the inputs that are being read; no input has this name. */
const exampleReading = "(example)";

export function createSessionSlice(context: SliceContext): SessionSlice {
  const { environment, get, set } = context;

  /** Another task, model, device or dtype: a run that goes on is of no use any more. */
  function leaveRun(): void {
    const { run, stop } = get();
    if (isBusy(run)) stop();
    set((state) => ({ run: cleared(state.run), notices: withoutScopes(state.notices, "run", "input", "model") }));
  }

  function changeOption(name: string, change: (options: OptionValues) => OptionValues): void {
    const isOnView = definitionIn(get()).options[name]?.actsOn === "view";
    set((state) => ({
      options: { ...state.options, [state.task]: change(state.options[state.task] ?? {}) },
      run: isOnView ? state.run : edited(state.run),
    }));
    if (isOnView) void get().rewrite();
  }

  let lastExample = 0;
  /** Of tasks and addresses that are on their way here: one that comes late takes no later one's place. */
  let lastTask = 0;

  return {
    isRestored: false,
    task: "feature-extraction",
    recentTasks: [],
    models: {},
    badModel: undefined,
    device: "webgpu",
    dtype: undefined,
    drafts: {},
    options: {},
    trace: false,
    reading: [],
    setReading(field, isReading) {
      set(({ reading }) => {
        const others = reading.filter((name) => name !== field);
        return { reading: isReading ? [...others, field] : others };
      });
    },
    async setTask(task) {
      const number = ++lastTask;
      set({ learn: undefined });
      if (task === get().task) return true;
      try {
        await get().needTask(task);
      } catch {
        get().notify("site", "words-unreachable");
        return false;
      }
      if (number !== lastTask) return false;
      leaveRun();
      set((state) => ({ task, dtype: undefined, badModel: undefined, recentTasks: withRecent(state, task) }));
      followTemplate(context);
      return true;
    },
    setModel(text) {
      const ref = get().hosted?.isHosted(text) ? { model: text.trim(), revision: "main" } : findModelRef(text);
      if (!ref) {
        set({ badModel: text });
        get().notify("model", "model-not-found", { model: text, problem: findModelProblem(text) ?? "other" });
        return;
      }
      const current = modelIn(get());
      if (ref.model === current.model && ref.revision === current.revision) {
        set((state) => ({ badModel: undefined, notices: withoutScopes(state.notices, "model") }));
        return;
      }
      leaveRun();
      set((state) => ({ models: { ...state.models, [state.task]: ref }, badModel: undefined, dtype: undefined }));
      followTemplate(context);
      void get().learnModel();
    },
    setDevice(device) {
      if (device === get().device) return;
      leaveRun();
      set({ device, dtype: undefined });
    },
    setDtype(dtype) {
      leaveRun();
      set({ dtype });
    },
    setDraft(field, draft) {
      // Where was pointed on one picture means nothing on another.
      for (const name of get().pointed[get().task] ?? []) get().resetOption(name);
      set((state) => ({
        pointed: { ...state.pointed, [state.task]: [] },
        drafts: { ...state.drafts, [state.task]: { ...state.drafts[state.task], [field]: draft } },
        run: edited(state.run),
        notices: withoutScopes(state.notices, "input"),
      }));
      get().makeReady();
    },
    setOption(name, value) {
      const option = definitionIn(get()).options[name];
      if (!option || !fitsOption(option, value)) return;
      if (isSame(value, option.default)) get().resetOption(name);
      else changeOption(name, (options) => ({ ...options, [name]: value }));
    },
    resetOption(name) {
      changeOption(name, (options) => Object.fromEntries(Object.entries(options).filter(([key]) => key !== name)));
    },
    setViewOptions(values) {
      const { options } = definitionIn(get());
      for (const [name, value] of Object.entries(values)) {
        if (options[name]?.actsOn === "view" && v.is(OptionValue, value)) get().setOption(name, value);
      }
    },
    async open({
      task = get().task,
      model,
      revision,
      device = get().device,
      dtype,
      theme,
      locale,
      view,
      learn,
      ...values
    }) {
      const number = ++lastTask;
      await get().needTask(task);
      if (locale) await get().setLocale(locale);
      if (number !== lastTask) return;
      leaveRun();
      set((state) => {
        const before = modelIn({ ...state, task });
        const ref = { model: model ?? before.model, revision: revision ?? (model ? "main" : before.revision) };
        return {
          task,
          learn,
          recentTasks: withRecent(state, task),
          device,
          dtype,
          trace: values.complete ? values.trace : state.trace,
          badModel: undefined,
          models: model || revision ? { ...state.models, [task]: ref } : state.models,
          // An address has all options that differ from the default; long inputs and files it cannot have.
          options: values.complete ? { ...state.options, [task]: changedOf(task, values.options) } : state.options,
          pointed: values.complete ? { ...state.pointed, [task]: [] } : state.pointed,
          drafts: { ...state.drafts, [task]: { ...state.drafts[task], ...values.drafts } },
          ...(theme && { theme }),
          ...(view && { view }),
        };
      });
      followTemplate(context);
    },
    async takeExample(example) {
      const number = ++lastExample;
      const { task, drafts } = get();
      const before = drafts[task];
      // Whoever chose another example or task in the meantime wants that one.
      const isWanted = () => number === lastExample && task === get().task;
      const { inputs } = definitionOf(task);
      get().setReading(exampleReading, true);
      const given = Object.entries(example.input).flatMap(([name, value]) => {
        const field = inputs[name];
        return field ? [{ name, field, value }] : [];
      });
      try {
        const loaded = await Promise.all(
          given.map(async ({ name, field, value }) => ({
            name,
            draft: await environment.loadExampleDraft(field, value),
          })),
        );
        // Whoever gave an input of their own in the meantime wants that one.
        const now = get().drafts[task];
        if (!isWanted() || loaded.some(({ name }) => now?.[name] !== before?.[name])) return false;
        for (const { name, draft } of loaded) get().setDraft(name, draft);
        for (const [name, value] of Object.entries(optionsForExample(inputs, example))) get().setOption(name, value);
        const named = definitionOf(task).isPointedAt ? Object.keys(example.options ?? {}) : [];
        set(({ pointed }) => ({ pointed: { ...pointed, [task]: named } }));
        return true;
      } catch {
        if (isWanted()) get().notify("input", "example-unreachable");
        return false;
      } finally {
        if (number === lastExample) get().setReading(exampleReading, false);
      }
    },
  };
}

const keptRecent = 6;

function withRecent({ task, recentTasks }: Pick<SessionSlice, "task" | "recentTasks">, next: TaskId) {
  return [...new Set([next, task, ...recentTasks])].slice(0, keptRecent);
}

/** What differs from the default: a link may name an option that it does not change. */
function changedOf(task: TaskId, options: OptionValues): OptionValues {
  const known = definitionOf(task).options;
  return Object.fromEntries(
    Object.entries(options).filter(([name, value]) => {
      const option = known[name];
      return option === undefined || !isSame(value, option.default);
    }),
  );
}
