import config from "./playwright.config.ts";

/** `npm run test:shared`: trained checkpoints that lie beside the project, where they do; apart from `npm test`. */
export default { ...config, testDir: "e2e/shared", testMatch: "*.spec.ts", workers: 1 };
