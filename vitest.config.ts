import { defineConfig } from "vitest/config";
import { messages } from "./scripts/vite/messages.mjs";

export default defineConfig({
  plugins: [messages()],
  test: {
    include: ["src/**/*.test.{ts,tsx}", "e2e/**/*.test.ts", "scripts/**/*.test.{ts,mjs}"],
    environment: "node",
    // Both cores of the machines that this is meant for: by itself Vitest leaves one to its own process, which idles.
    pool: "threads",
    maxWorkers: 2,
    restoreMocks: true,
    // No test is judged by a clock: a machine with much other work takes a minute for what takes seconds.
    testTimeout: 300_000,
    hookTimeout: 300_000,
    typecheck: { enabled: true, include: ["src/**/*.test-d.ts"], tsconfig: "./tsconfig.typetests.json" },
  },
});
