import { expect, it } from "vitest";
import { lossesCsv } from "./losses-csv";

const linesOf = (csv: string) => csv.trimEnd().split("\r\n");

/** Epoch, iterations done, L over the training and the validation rows. */
const EPOCHS = Float64Array.of(0, 0, 4, 5, 1, 2, 3, Number.NaN);

it("the losses of a run have a line for each iteration, with L after it where an epoch ends", () => {
  const kept = { first: 0, stride: 1, least: [4.5, 3.5, 2.5], greatest: [4.5, 3.5, 2.5], count: 3 };
  expect(linesOf(lossesCsv({ ...kept, epochs: EPOCHS, epochCount: 2 }, "L"))).toEqual([
    "iteration,loss of the mini-batch before the update,L over the training rows,L over the validation rows",
    "0,,4,5",
    "1,4.5,,",
    "2,3.5,3,",
    "3,2.5,,",
  ]);
});

it("where several iterations share a line, L has lines of its own, each at its iteration", () => {
  const kept = { first: 0, stride: 4, least: [1, 0.5], greatest: [9, 8], count: 2 };
  expect(linesOf(lossesCsv({ ...kept, epochs: EPOCHS, epochCount: 2 }, "L"))).toEqual([
    "iteration,least loss of 4 mini-batches,greatest loss of 4 mini-batches,L over the training rows,L over the validation rows",
    "0,,,4,5",
    "1,1,9,,",
    "2,,,3,",
    "5,0.5,8,,",
  ]);
});

it("what is no loss has its own name", () => {
  const kept = { first: 0, stride: 1, least: [4.5], greatest: [4.5], count: 1 };
  const [heads] = linesOf(lossesCsv({ ...kept, epochs: EPOCHS, epochCount: 1 }, "mean f[a, b]"));
  expect(heads).toBe(
    'iteration,"mean f[a, b] of the mini-batch before the update","mean f[a, b] over the training rows","mean f[a, b] over the validation rows"',
  );
});
