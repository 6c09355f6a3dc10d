/**
 * The layers: app -> {workers/client, workers/downloads, hosted/desk, tasks, ui, hub, shared}; workers -> {tasks, hub, shared};
 * hosted -> {tasks, shared}; learn -> shared; app -> learn/{client, verbs, head/verbs, head/sketch};
 * tasks -> {ui from .tsx only, hub, shared}; hub -> shared; ui -> shared; shared imports nothing of ours.
 * `scripts/layers.test.ts` shows for each rule that it fires. Imports through `import.meta.glob` and `new Worker` are
 * not seen here; `scripts/graph.mjs` checks those on the built chunks.
 */

/** A type leaves nothing in the built code, so it may cross where a value may not. */
const value = { dependencyTypesNot: ["type-only"] };

/** Our own rooms, apart from those named. */
const roomsBut = (...rooms) => `^src/(?!(?:${rooms.join("|")})/)`;

/** A task's half in the worker, and what several tasks share of theirs. */
const runHalf = "^src/tasks/(?:[^/]+/run\\.ts|common/.+/run/.+)$";

/** A task's half for models of a provider, and what several tasks share of theirs: the page runs it. */
const hostedHalf = "^src/tasks/(?:[^/]+/hosted\\.ts|common/hosted/)";

/** @type {import("dependency-cruiser").IForbiddenRuleType[]} */
const forbidden = [
  {
    name: "shared-stands-alone",
    comment: "src/shared/ holds plain values that every side may use.",
    from: { path: "^src/shared/" },
    to: { path: roomsBut("shared") },
  },
  {
    name: "hub-only-shared",
    comment: "Where files come from and lie is below those who ask for them.",
    from: { path: "^src/hub/" },
    to: { path: roomsBut("hub", "shared") },
  },
  {
    name: "ui-only-shared",
    comment: "Presentational parts know neither the store nor a task.",
    from: { path: "^src/ui/" },
    to: { path: roomsBut("ui", "shared") },
  },
  {
    name: "tasks-not-app",
    comment: "What a task shows is made of ui/ and knows neither the app nor the workers.",
    from: { path: "^src/tasks/" },
    to: { path: roomsBut("tasks", "ui", "hub", "shared") },
  },
  {
    name: "tasks-plain-not-drawn",
    comment: "A definition, a preprocess or a run is used in a worker too, so it takes nothing of the screen.",
    from: { path: "^src/tasks/.+\\.ts$" },
    to: { path: "\\.tsx$|^src/ui/", ...value },
  },
  {
    name: "visualizers-not-runs",
    comment: "The page draws what came out of a worker; how it was worked out stays there.",
    from: { path: "^src/tasks/(?:.+\\.tsx|common/.+/view/.+)$" },
    to: { path: runHalf, reachable: true },
  },
  {
    name: "tasks-are-strangers",
    comment:
      "What two tasks share belongs in tasks/common/, which in turn knows no task, in tasks/fields/ or in src/shared/.",
    from: { path: "^src/tasks/([^/]+)/" },
    to: { path: "^src/tasks/[^/]+/", pathNot: ["^src/tasks/$1/", "^src/tasks/(?:common|fields)/"] },
  },
  {
    name: "definitions-not-runs",
    comment: "A definition is fetched with the menu: nothing that it reaches, however far, may be a worker's half.",
    from: { path: "^src/tasks/[^/]+/definition\\.ts$" },
    to: { path: runHalf, reachable: true },
  },
  {
    name: "runs-not-views",
    comment: "A worker has no page.",
    from: { path: runHalf },
    to: { path: "^src/tasks/(?:[^/]+/visualizer\\.tsx|common/.+/view/.+)$" },
  },
  {
    name: "workers-not-screen",
    comment: "Workers use tasks, files and shared values only.",
    from: { path: "^src/workers/" },
    to: { path: roomsBut("workers", "tasks", "hub", "shared") },
  },
  {
    name: "workers-not-react",
    comment: "A worker has no document.",
    from: { path: "^src/workers/" },
    to: { path: "node_modules/(?:react|react-dom|react-aria-components)/" },
  },
  {
    name: "app-only-client",
    comment:
      "The page talks to workers through the client, and to the one that downloads through its own; both sides know by what key a loaded model is told.",
    from: { path: "^src/app/" },
    to: {
      path: "^src/workers/",
      pathNot: "^src/workers/(?:client|downloads|key|media-files|read-json)\\.ts$",
      ...value,
    },
  },
  {
    name: "hosted-not-screen",
    comment: "Providers are asked with tasks and shared values only, as workers are.",
    from: { path: "^src/hosted/" },
    to: { path: roomsBut("hosted", "tasks", "shared") },
  },
  {
    name: "app-only-hosted-desk",
    comment:
      "The page talks to providers through the desk, which it fetches where a site has any; it writes their requests as programs.",
    from: { path: "^src/app/" },
    to: { path: "^src/hosted/", pathNot: "^src/hosted/(?:desk\\.ts$|bodies/)", ...value },
  },
  {
    name: "learn-only-shared",
    comment: "A network that learns in the tab knows neither tasks nor their workers, nor the screen.",
    from: { path: "^src/learn/" },
    to: { path: `${roomsBut("learn", "shared")}|node_modules/(?:react|react-dom)/` },
  },
  {
    name: "offline-stands-alone",
    comment: "The service worker outlives a build: what it takes along would be told apart from the page's own.",
    from: { path: "^src/offline/" },
    to: { path: roomsBut("offline") },
  },
  {
    name: "app-only-learn-client",
    comment: "The page asks for training through the client, in verbs; what trains is a worker's.",
    from: { path: "^src/app/" },
    to: { path: "^src/learn/", pathNot: "^src/learn/(?:client|verbs|head/(?:verbs|sketch))\\.ts$", ...value },
  },
  {
    name: "only-training-uses-arrays",
    comment: "One room knows the library that differentiates; all others use learners.",
    from: { path: "^src/", pathNot: "^src/learn/train/" },
    to: { path: "node_modules/@jax-js/", ...value },
  },
  {
    name: "hosted-halves-alone",
    comment: "What is asked of a provider is neither worked out in a worker nor drawn.",
    from: { path: hostedHalf },
    to: { path: `${runHalf}|^src/tasks/(?:[^/]+/visualizer\\.tsx|common/.+/view/.+)$`, reachable: true },
  },
  {
    name: "only-hosted-uses-providers",
    comment: "One room knows the providers' libraries.",
    from: { path: "^src/", pathNot: "^src/hosted/" },
    to: { path: "node_modules/(?:openai|@anthropic-ai/sdk|@google/genai)/", ...value },
  },
  {
    name: "only-engine-uses-library",
    comment: "One room knows transformers.js and its runtime; all others use the tasks' ports.",
    from: { path: "^src/", pathNot: "^src/workers/engine/" },
    to: { path: "node_modules/(?:@huggingface/transformers|onnxruntime-web)/", ...value },
  },
  {
    name: "store-below-screen",
    comment: "The address, the panels and the start stand above the store and know it; it knows none of them.",
    from: { path: "^src/app/store/" },
    to: {
      path: "^src/app/(?:address|code|devicepanel|form|gallery|recorded|results|shell|tokens)/|^src/app/launch\\.ts$",
    },
  },
  {
    name: "store-without-circle",
    comment: "Within the store, types stand in a line too: values, state, selectors, slices, store.",
    from: { path: "^src/app/store/" },
    to: { path: "^src/app/store/", circular: true },
  },
  {
    name: "no-cycles",
    comment: "Two files that need each other are one, or hide a third. Types may refer to each other.",
    from: { path: "^src/" },
    to: { circular: true, viaOnly: value },
  },
];

module.exports = {
  forbidden: forbidden.map((rule) => ({ severity: "error", ...rule })),
  options: {
    doNotFollow: { path: "node_modules" },
    // Tests reach across on purpose, to prove things about two rooms.
    exclude: { path: "\\.(?:test|test-d)\\.tsx?$" },
    tsPreCompilationDeps: true,
    tsConfig: { fileName: "tsconfig.json" },
    enhancedResolveOptions: { exportsFields: ["exports"], conditionNames: ["import", "browser", "default", "types"] },
  },
};
