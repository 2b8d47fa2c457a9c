// @vitest-environment happy-dom
import { afterEach, expect, test, vi } from "vitest";
import { decodeLink, parseFragment } from "@/graph";
import { presetBySlug } from "@/presets/made.test-support";
import { documentOf, useBackflow } from "@/store";
import { shareLink } from "./sharing";

afterEach(() => vi.unstubAllGlobals());

function openToy(): void {
  const toy = presetBySlug("toy-network");
  if (!toy) throw new Error("There is no toy network.");
  useBackflow.getState().open(toy.document, { kind: "preset", slug: toy.slug }, { step: 3 });
}

test("a link holds the graph and the step", async () => {
  openToy();
  const shared = await shareLink();
  if (shared.kind !== "made") throw new Error(shared.sentence);
  expect(shared).toMatchObject({ step: 3, sample: null });
  const address = parseFragment(new URL(shared.link).hash);
  if (address.kind !== "graph") throw new Error(`The link leads to ${address.kind}.`);
  expect(address.step).toBe(3);
  const opened = await decodeLink(address.payload);
  expect(opened).toEqual({ ok: true, value: documentOf(useBackflow.getState()) });
});

test("a fault on the way to a link is told on the page and in the console", async () => {
  openToy();
  const faults: unknown[] = [];
  vi.stubGlobal("reportError", (fault: unknown) => faults.push(fault));
  const fault = new Error("It packs nothing.");
  vi.stubGlobal(
    "CompressionStream",
    class {
      constructor() {
        throw fault;
      }
    },
  );
  const shared = await shareLink();
  expect(shared).toMatchObject({
    kind: "refused",
    sentence: expect.stringContaining("Save it as a file"),
  });
  expect(faults).toEqual([fault]);
});
