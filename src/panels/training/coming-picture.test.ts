import { afterEach, beforeEach, expect, test } from "vitest";
import { type BackflowDocument, withNumber } from "@/graph";
import { optimizerOf, type TrainingSettings } from "@/optimizers";
import { documentOf, useBackflow, useTraining } from "@/store";
import { comingPicture } from "./coming-picture";
import type { TrainingControl } from "./control";
import { change, endControl, open, settle, startControl } from "./control.test-support";
import { updateOf } from "./update";

let control: TrainingControl;

beforeEach(() => {
  control = startControl();
});

afterEach(() => endControl(control));

type Edit = (document: BackflowDocument) => BackflowDocument;

const set =
  (changed: Partial<TrainingSettings>): Edit =>
  (document) => ({ ...document, training: { ...document.training, ...changed } });

const withOptimizer = (id: TrainingSettings["optimizer"]["id"]): Edit =>
  set({ optimizer: { id, settings: {} }, rate: optimizerOf(id).initialRate });

const now = () => documentOf(useBackflow.getState());

function coming() {
  const picture = comingPicture({ session: useTraining.getState(), document: now() });
  if (!picture) throw new Error("Nothing is to come.");
  return picture;
}

/** What the stage promises of each parameter. */
function promised(): number[] {
  const picture = coming();
  return [...picture.parameters].map((_, index) => {
    const { lines } = updateOf(now(), picture, index);
    return lines.at(-1)?.value ?? Number.NaN;
  });
}

const edits: Readonly<Record<string, Edit>> = {
  "another η": set({ rate: 0.5 }),
  "another optimiser": withOptimizer("adam"),
  "the same optimiser, set otherwise": set({
    optimizer: { id: "momentum", settings: { momentum: 0.5 } },
  }),
  "larger mini-batches": set({ batchSize: 3 }),
  "all rows at once": set({ batchSize: "all" }),
  "another seed": set({ seed: 7 }),
  "a schedule": set({ schedule: { id: "cosine", settings: { iterations: 9 } } }),
  penalties: set({ l1: 0.05, weightDecay: 0.1, penalized: "all", clip: 0.5 }),
  "a number": (document) => {
    const [node] = [...document.numbers].find(([, { kind }]) => kind === "linear") ?? [];
    if (node === undefined) throw new Error("There is no linear node.");
    return withNumber(document, { kind: "beta", node, unit: 0 }, 0.2);
  },
};

for (const [name, edit] of Object.entries(edits)) {
  test(`after an edit the stage promises what the next iteration gives: ${name}`, async () => {
    for (const optimizer of ["gradient-descent", "momentum", "adam"] as const) {
      open("fit-a-line");
      change(withOptimizer(optimizer));
      for (let press = 0; press < 5; press++) control.iterate(1);
      await settle();
      control.seek(3);
      await settle();
      change(edit);
      const wanted = promised();
      const before = coming();
      control.step(1);
      await settle();
      const begun = useTraining.getState().picture;
      const past = ["run", "heard", "start", "losses", "path", "nodes"] as const;
      const momentOf = (picture: object | null) =>
        Object.entries(picture ?? {}).filter(([part]) => !past.some((name) => name === part));
      expect(new Map(momentOf(before))).toEqual(new Map(momentOf(begun)));
      expect(coming()).toBe(begun);
      control.iterate(1);
      await settle();
      const given = [...(useTraining.getState().picture?.parameters ?? [])];
      expect(given).toHaveLength(wanted.length);
      for (const [index, value] of given.entries())
        expect(value).toBeCloseTo(wanted[index] ?? 0, 12);
    }
  });
}

test("where the numbers that a training began with are put back, a new run is to come", async () => {
  const start = now().numbers;
  for (let press = 0; press < 3; press++) control.iterate(1);
  await settle();
  change(set({ rate: 0.5 }));
  control.iterate(1);
  await settle();
  change((document) => ({ ...document, numbers: start }));
  expect(coming().t).toBe(0);
  control.iterate(1);
  await settle();
  expect(useTraining.getState().picture).toMatchObject({ first: 0, t: 1 });
});

test("more epochs are no other run, but it ends later", async () => {
  change(set({ epochs: 1 }));
  control.epoch();
  await settle();
  const { picture } = useTraining.getState();
  expect(coming()).toBe(picture);
  expect(picture?.t).toBe(picture?.last);
  change(set({ epochs: 3 }));
  expect(coming().last).toBe(3 * (picture?.t ?? 0));
  expect(coming().parameters).toBe(picture?.parameters);
});
