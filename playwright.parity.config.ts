import config from "./playwright.config.ts";

/** `npm run test:parity`, apart from `npm test`: each reference of e2e/reference and the embedded checkpoints against Python. */
export default { ...config, testMatch: /e2e\/(parity\/[^/]+|embedded)\.spec\.ts$/ };
