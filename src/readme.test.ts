import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { evaluate, sampleObjective } from "@/engine";
import { readFile } from "@/graph";
import { ops } from "@/ops";
import { presets } from "./presets/made.test-support";

const readme = readFileSync("README.md", "utf8");

describe("the README", () => {
  it("shows a file that opens, and whose graph has a loss", () => {
    const text = /```json\n([\s\S]*?)```/.exec(readme)?.[1] ?? "";
    const read = readFile(text);
    expect(read.ok).toBe(true);
    if (!read.ok) return;
    // (sig[1 + 0.1 · 2.3] − 2)², by hand.
    const expected = (1 / (1 + Math.exp(-1.23)) - 2) ** 2;
    expect(sampleObjective(evaluate(read.value))).toBeCloseTo(expected, 14);
  });

  it("names every preset", () => {
    for (const { slug } of presets) expect(readme).toContain(`\`${slug}\``);
  });

  it("names every op", () => {
    for (const { id } of ops) expect(readme).toContain(`\`${id}\``);
  });
});
