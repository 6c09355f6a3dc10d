import { spawn } from "node:child_process";
import { root } from "./root.mjs";

/** @typedef {{ readonly code: number, readonly output: string, readonly stdout: string }} RunResult */

/**
 * Runs a command to its end and keeps what it wrote. Never rejects: a command that cannot be started has code 127.
 * @param {string} command
 * @param {readonly string[]} args
 * @param {{ readonly cwd?: string, readonly env?: Readonly<Record<string, string>> }} [options]
 * @returns {Promise<RunResult>}
 */
export function run(command, args, { cwd = root, env = {} } = {}) {
  return new Promise((settle) => {
    let output = "";
    let stdout = "";
    const child = spawn(command, args, {
      cwd,
      env: { ...process.env, ...env },
      stdio: ["ignore", "pipe", "pipe"],
    });
    // Decoding in the stream keeps a character that two chunks share whole.
    child.stdout.setEncoding("utf8").on("data", (/** @type {string} */ text) => {
      output += text;
      stdout += text;
    });
    child.stderr.setEncoding("utf8").on("data", (/** @type {string} */ text) => {
      output += text;
    });
    child.on("error", (error) => settle({ code: 127, output: `${output}${error.message}\n`, stdout }));
    child.on("close", (code) => settle({ code: code ?? 1, output, stdout }));
  });
}

/**
 * @param {string} script
 * @param {readonly string[]} args
 * @param {Parameters<typeof run>[2]} [options]
 */
export function runNode(script, args, options) {
  return run(process.execPath, [script, ...args], options);
}
