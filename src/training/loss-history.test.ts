import { expect, test } from "vitest";
import { EpochLosses } from "./epoch-losses";
import { LossHistory } from "./loss-history";

const lossAt = (t: number) => Math.abs(Math.sin(t * 12.9898) * 43758.5453) % 1;

test("losses are kept singly while they fit", () => {
  const history = new LossHistory(8);
  for (let t = 0; t < 8; t++) history.add(lossAt(t));
  expect(history.stride).toBe(1);
  expect(history.entry(5)).toEqual({ least: lossAt(5), greatest: lossAt(5) });
});

test("beyond, neighbours share an entry, and no extreme is lost", () => {
  const history = new LossHistory(8);
  for (let t = 0; t < 61; t++) history.add(lossAt(t));
  expect(history.length).toBe(61);
  expect(history.stride).toBe(8);
  expect(history.entries).toBe(8);
  for (let entry = 0; entry < 8; entry++) {
    const losses = Array.from({ length: 8 }, (_, k) => entry * 8 + k)
      .filter((t) => t < 61)
      .map(lossAt);
    expect(history.entry(entry)).toEqual({
      least: Math.min(...losses),
      greatest: Math.max(...losses),
    });
  }
});

test("epochs thin out evenly, and the first stays", () => {
  const losses = new EpochLosses(3, 8);
  for (let epoch = 3; epoch < 40; epoch++) {
    losses.add({ epoch, t: epoch * 2, training: 1 / epoch, validation: Number.NaN });
  }
  const kept = Array.from({ length: losses.length }, (_, index) => losses.at(index)?.epoch);
  expect(kept).toEqual([3, 11, 19, 27, 35]);
  expect(losses.at(1)).toMatchObject({ t: 22, training: 1 / 11 });
  expect(losses.at(5)).toBeNull();
});
