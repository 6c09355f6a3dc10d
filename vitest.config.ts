import { defineConfig } from "vitest/config";
import { messages } from "./scripts/vite/messages.mjs";
import { wat } from "./scripts/vite/wat.mjs";

/** These change what all code of a thread shares: the runtime's place, clocks, what a worker is. */
const apart = ["src/learn/**/*.test.ts", "src/workers/**/*.test.ts"];

export default defineConfig({
  plugins: [messages(), wat()],
  test: {
    projects: [
      {
        extends: true,
        test: {
          name: "together",
          // A fresh world for each file, with all that it imports, took two thirds of the time of those of tasks.
          isolate: false,
          include: ["src/**/*.test.{ts,tsx}", "e2e/**/*.test.ts", "scripts/**/*.test.{ts,mjs}"],
          exclude: apart,
        },
      },
      { extends: true, test: { name: "apart", include: apart } },
      {
        extends: true,
        test: {
          name: "types",
          include: [],
          typecheck: {
            enabled: true,
            only: true,
            include: ["src/**/*.test-d.ts"],
            tsconfig: "./tsconfig.typetests.json",
          },
        },
      },
    ],
    environment: "node",
    // Both cores of the machines that this is meant for: by itself Vitest leaves one to its own process, which idles.
    pool: "threads",
    maxWorkers: 2,
    restoreMocks: true,
    unstubGlobals: true,
    // No test is judged by a clock: a machine with much other work takes a minute for what takes seconds.
    testTimeout: 300_000,
    hookTimeout: 300_000,
    expect: { poll: { timeout: 120_000 } },
  },
});
