import { describe, expect, it } from "vitest";
import { toStartOptions } from "./options.mjs";
import { onFreePort } from "./port.mjs";

describe("toStartOptions", () => {
  it("builds and listens to this machine alone unless told", () => {
    expect(toStartOptions([])).toEqual({
      port: undefined,
      host: "127.0.0.1",
      https: false,
      build: true,
      mirror: undefined,
    });
  });

  it("listens to all networks with --https, which is for them", () => {
    expect(toStartOptions(["--https", "--no-build"])).toMatchObject({ host: "0.0.0.0", https: true, build: false });
    expect(toStartOptions(["--https", "--host", "10.0.0.2"]).host).toBe("10.0.0.2");
  });

  it("refuses what it does not know", () => {
    expect(() => toStartOptions(["--port", "abc"])).toThrow("--port takes a number");
    expect(() => toStartOptions(["--prot", "1"])).toThrow("--prot");
  });
});

describe("onFreePort", () => {
  const taken = (port: number) => Promise.reject(Object.assign(new Error(`taken ${port}`), { code: "EADDRINUSE" }));

  it("goes on to the next port while one is taken", async () => {
    const listen = (port: number) => (port < 4175 ? taken(port) : Promise.resolve(port));
    await expect(onFreePort(undefined, listen)).resolves.toBe(4175);
  });

  it("keeps to the port that was asked for", async () => {
    await expect(onFreePort(5000, taken)).rejects.toThrow("port 5000 is taken");
  });

  it("does not hide another error", async () => {
    await expect(onFreePort(undefined, () => Promise.reject(new Error("no such host")))).rejects.toThrow(
      "no such host",
    );
  });
});
