import { expect, it } from "vitest";
import { createPowerSpectrum } from "./fft.ts";

it.each([2, 7, 12, 400, 512])("gives the squared magnitudes of the discrete Fourier transform of %i points", (size) => {
  const samples = Float64Array.from({ length: size }, (_, i) => Math.sin(i * i) + (i % 3));
  const power = new Float64Array(Math.floor(size / 2) + 1);
  createPowerSpectrum(size)(samples, power);
  power.forEach((value, bin) => {
    let re = 0;
    let im = 0;
    samples.forEach((sample, i) => {
      re += sample * Math.cos((2 * Math.PI * bin * i) / size);
      im -= sample * Math.sin((2 * Math.PI * bin * i) / size);
    });
    expect(value).toBeCloseTo(re * re + im * im, 6);
  });
});
