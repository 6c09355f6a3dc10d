const sentinel = /(?<=Exception = )Error\(formatProdErrorMessage\(\d+\)\)/g;

/**
 * React makes five errors when it is evaluated, signals that it throws later and knows by identity. With a debugger attached,
 * as whatever drives a browser does, V8 parses all of React once more to tell where they were made: 20 ms of CPU time. Made
 * without a stack they are the same signals.
 * @returns {import("vite").Plugin}
 */
export function quietReactErrors() {
  return {
    name: "react-errors",
    apply: "build",
    transform: {
      filter: { id: /react-dom-client\.production\.js$/ },
      handler: (code) => ({ code: withoutStacks(code), map: null }),
    },
  };
}

/** @param {string} code */
export const withoutStacks = (code) => code.replace(sentinel, "Object.create(Error.prototype)");
