import { expect, test } from "vitest";
import { randomNumbers, roundedToFourDecimals, shuffledOrder, xoshiro128 } from "./random";

test("the bare generator gives the sequence that its authors' code gives", () => {
  // xoshiro128starstar.c of prng.di.unimi.it, from the state 1, 2, 3, 4.
  const next = xoshiro128(Uint32Array.of(1, 2, 3, 4));
  expect(Array.from({ length: 10 }, next)).toEqual([
    11520, 0, 5927040, 70819200, 2031721883, 1637235492, 1287239034, 3734860849, 3729100597,
    4258142804,
  ]);
});

test("what a seed gives is frozen", () => {
  const random = randomNumbers(7);
  expect(Array.from({ length: 3 }, () => random.uniform())).toEqual([
    0.3788079512746516, 0.3498074721354525, 0.7402160987184111,
  ]);
  expect(roundedToFourDecimals(random.normal())).toBe(0.1667);
  expect([...shuffledOrder(8, randomNumbers(7, 3))]).toEqual([1, 7, 0, 5, 4, 6, 3, 2]);
});

test("neighbouring seeds and streams have nothing in common", () => {
  const firsts = new Set<number>();
  for (let seed = 0; seed < 300; seed++) {
    for (let stream = 0; stream < 10; stream++) firsts.add(randomNumbers(seed, stream).uniform());
  }
  expect(firsts.size).toBe(3000);
});

test("moments of uniform and normal numbers are those of their distributions", () => {
  const random = randomNumbers(11);
  const count = 40_000;
  const sums = { uniform: 0, normal: 0, square: 0, fourth: 0 };
  for (let i = 0; i < count; i++) {
    const [uniform, normal] = [random.uniform(), random.normal()];
    expect(uniform).toBeGreaterThanOrEqual(0);
    expect(uniform).toBeLessThan(1);
    sums.uniform += uniform;
    sums.normal += normal;
    sums.square += normal ** 2;
    sums.fourth += normal ** 4;
  }
  expect(sums.uniform / count).toBeCloseTo(0.5, 2);
  expect(Math.abs(sums.normal / count)).toBeLessThan(0.02);
  expect(Math.abs(sums.square / count - 1)).toBeLessThan(0.03);
  expect(Math.abs(sums.fourth / count - 3)).toBeLessThan(0.2);
});

test("a shuffled order has every number once, and every order of three is as likely", () => {
  const random = randomNumbers(5);
  const counts = new Map<string, number>();
  for (let i = 0; i < 6000; i++) {
    const order = [...shuffledOrder(3, random)];
    expect([...order].sort()).toEqual([0, 1, 2]);
    counts.set(order.join(), (counts.get(order.join()) ?? 0) + 1);
  }
  expect(counts.size).toBe(6);
  for (const count of counts.values()) expect(Math.abs(count - 1000)).toBeLessThan(120);
});

test("rounding keeps four decimals, and no −0", () => {
  expect([0.123449, -1.00006, 2, -0.00002].map(roundedToFourDecimals)).toEqual([
    0.1234, -1.0001, 2, 0,
  ]);
  expect(Object.is(roundedToFourDecimals(-0.00002), 0)).toBe(true);
});
