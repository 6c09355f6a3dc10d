import { X509Certificate } from "node:crypto";
import { createServer, get } from "node:https";
import { expect, it } from "vitest";
import { createCertificate } from "./certificate.mjs";

it("makes a certificate that a client believes for every name and address", async () => {
  const { key, cert } = await createCertificate(["localhost", "127.0.0.1", "::1"]);
  const { subjectAltName, validTo } = new X509Certificate(cert);
  expect(subjectAltName).toBe("DNS:localhost, IP Address:127.0.0.1, IP Address:0:0:0:0:0:0:0:1");
  const days = (Date.parse(validTo) - Date.now()) / 86_400_000;
  expect(days).toBeGreaterThan(29);
  expect(days).toBeLessThan(31);

  const server = createServer({ key, cert }, (_, response) => response.end("served"));
  await new Promise<void>((settle) => server.listen(0, "127.0.0.1", settle));
  const address = server.address();
  const port = typeof address === "object" ? address?.port : undefined;
  const status = await new Promise((settle, fail) => {
    get({ host: "127.0.0.1", port, ca: cert }, (response) => settle(response.resume().statusCode)).on("error", fail);
  });
  server.close();
  expect(status).toBe(200);
});
