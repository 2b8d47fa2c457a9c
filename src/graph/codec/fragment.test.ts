import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { FORMAT } from "../parts/table";
import { type Address, formatFragment, parseFragment } from "./fragment";

const graph = (
  payload: string,
  step: number | null = null,
  sample: number | null = null,
): Address => ({ kind: "graph", payload, step, sample });
const preset = (
  slug: string,
  step: number | null = null,
  sample: number | null = null,
): Address => ({ kind: "preset", slug, step, sample });

describe("parseFragment", () => {
  it.each<[string, Address]>([
    ["", { kind: "empty" }],
    ["#", { kind: "empty" }],
    ["#preset=toy-network", preset("toy-network")],
    ["preset=toy-network&step=12", preset("toy-network", 12)],
    ["#g1=eJx-_9&step=0", graph("g1=eJx-_9", 0)],
    ["#g1=eJx&step=1000000", graph("g1=eJx", 1e6)],
    ["#g1=eJx&step=1000001", graph("g1=eJx", 1000001)],
    [`#g1=eJx&step=${"9".repeat(400)}`, graph("g1=eJx", Number.MAX_SAFE_INTEGER)],
    ["#g1=eJx&step=-1", graph("g1=eJx")],
    ["#g1=eJx&step=1.5", graph("g1=eJx")],
    ["#g1=eJx&step=", graph("g1=eJx")],
    ["#g1=eJx&utm_source=chat&step=7", graph("g1=eJx", 7)],
    ["#g1=eJx&step=7&sample=2", graph("g1=eJx", 7, 2)],
    ["#preset=vector-layer&sample=3", preset("vector-layer", null, 3)],
    ["#g1=eJx&sample=0", graph("g1=eJx")],
    ["#g1=eJx&sample=-1&step=2", graph("g1=eJx", 2)],
    ["#g1%3DeJx%26step%3D7", graph("g1=eJx", 7)],
    ["%23g1%253DeJx", graph("g1=eJx")],
    ["#g1=eJx&amp;step=7", graph("g1=eJx", 7)],
    ["#g1=eJx.", graph("g1=eJx")],
    ["#g1=eJx).", graph("g1=eJx")],
    ["#g1=eJx==", graph("g1=eJx")],
    ["#g1=eJx%E2%80%9D%20", graph("g1=eJx")],
    ["#g1=eJx&step=3>,", graph("g1=eJx", 3)],
    ["#preset=toy)", preset("toy")],
    [`#g${FORMAT.version + 1}=x`, { kind: "newer", version: FORMAT.version + 1 }],
    ["#g17=x&step=1", { kind: "newer", version: 17 }],
    ["#g01=x", { kind: "unknown" }],
    ["#g0=x", { kind: "unknown" }],
    ["#preset=", { kind: "unknown" }],
    ["#preset=a/b", { kind: "unknown" }],
    ["#preset=<img>", { kind: "unknown" }],
    ["#g1=", { kind: "unknown" }],
    ["#about", { kind: "unknown" }],
    ["#&step=1", { kind: "unknown" }],
    ["#__proto__=1", { kind: "unknown" }],
  ])("%s", (hash, address) => {
    expect(parseFragment(hash)).toEqual(address);
  });

  it("reads what formatFragment writes", () => {
    const name = fc.stringMatching(/^[A-Za-z0-9_-]{1,30}$/);
    const step = fc.option(fc.nat({ max: 1e6 }));
    const sample = fc.option(fc.integer({ min: 1, max: 1e6 }));
    fc.assert(
      fc.property(name, step, sample, fc.boolean(), (text, at, chosen, isGraph) => {
        const address = isGraph ? graph(`g1=${text}`, at, chosen) : preset(text, at, chosen);
        expect(parseFragment(formatFragment(address))).toEqual(address);
      }),
      { seed: 3 },
    );
    expect(formatFragment({ kind: "empty" })).toBe("");
  });

  // In quadratic time each of these would take longer than a test may.
  it.each([".", "%", "%25", "&", "%2", "=", "&amp;"])(
    "comes to an end with 500,000 times %s",
    (scrap) => {
      for (const hash of [`#g1=${scrap.repeat(500_000)}x`, `#g1=x${scrap.repeat(500_000)}`]) {
        expect(parseFragment(hash)).toMatchObject({ kind: "graph", step: null });
      }
    },
  );
});
