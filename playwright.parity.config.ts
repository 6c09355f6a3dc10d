import config from "./playwright.config.ts";

/** `npm run test:parity`: each reference of e2e/reference against Python, apart from `npm test`. */
export default { ...config, testDir: "e2e/parity", testMatch: "*.spec.ts" };
