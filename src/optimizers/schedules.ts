import type { OptimizerSetting, SettingValues } from "./types";

/** How the learning rate goes on with time. */
export interface Schedule {
  readonly id: string;
  readonly title: string;
  readonly settings: readonly OptimizerSetting[];
  /** What η is multiplied with for the next update, with `t` updates and `epoch` epochs done. */
  factor(t: number, epoch: number, settings: SettingValues): number;
  /** LaTeX of the rate of the next update, from LaTeX of η and of the settings. */
  latex(rate: string, settings: Readonly<Record<string, string>>): string;
  /** Python expression of the factor; `t`, `epoch` and `math` are there. */
  python(settings: SettingValues): string;
}

const MANY = 10_000_000;

const constant = {
  id: "constant",
  title: "constant",
  settings: [],
  factor: () => 1,
  latex: (rate) => rate,
  python: () => "1.0",
} as const satisfies Schedule;

/** η · factor^⌊epoch/k⌋ */
const step = {
  id: "step",
  title: "in steps",
  settings: [
    {
      name: "factor",
      title: "factor",
      latex: "\\gamma",
      initial: 0.5,
      range: { from: 0, to: 1, fromExcluded: true },
    },
    {
      name: "every",
      title: "epochs a step",
      latex: "k",
      initial: 20,
      range: { from: 1, to: MANY, whole: true },
    },
  ],
  factor: (_t, epoch, settings) =>
    (settings.factor as number) ** Math.floor(epoch / (settings.every as number)),
  latex: (rate, { factor, every }) =>
    `${rate} \\cdot ${factor}^{\\lfloor \\text{epoch}/${every} \\rfloor}`,
  python: ({ factor, every }) => `${factor} ** (epoch // ${every})`,
} as const satisfies Schedule;

/** η · (1 + cos[πt/T])/2 until T, and 0 from there on. */
const cosine = {
  id: "cosine",
  title: "cosine",
  settings: [
    {
      name: "iterations",
      title: "iterations until zero",
      latex: "T",
      initial: 1000,
      range: { from: 1, to: MANY, whole: true },
    },
  ],
  factor: (t, _epoch, { iterations = 1 }) =>
    (1 + Math.cos((Math.PI * Math.min(t, iterations)) / iterations)) / 2,
  latex: (rate, { iterations }) => `${rate} \\cdot \\tfrac{1}{2}(1 + \\cos[\\pi t/${iterations}])`,
  python: ({ iterations }) => `(1 + math.cos(math.pi * min(t, ${iterations}) / ${iterations})) / 2`,
} as const satisfies Schedule;

/** η · (s + (1 − s)·min(t, w)/w) */
const warmUp = {
  id: "warm-up",
  title: "warm-up",
  settings: [
    {
      name: "start",
      title: "share at the start",
      latex: "s",
      initial: 0.1,
      range: { from: 0, to: 1 },
    },
    {
      name: "iterations",
      title: "iterations of warm-up",
      latex: "w",
      initial: 100,
      range: { from: 1, to: MANY, whole: true },
    },
  ],
  factor: (t, _epoch, { start = 0, iterations = 1 }) =>
    start + ((1 - start) * Math.min(t, iterations)) / iterations,
  latex: (rate, { start, iterations }) =>
    `${rate} \\cdot (${start} + (1 - ${start}) \\cdot \\min[t, ${iterations}]/${iterations})`,
  python: ({ start, iterations }) =>
    `${start} + (1 - ${start}) * min(t, ${iterations}) / ${iterations}`,
} as const satisfies Schedule;

/** All schedules. Append-only, for the index of a schedule is its number in links. */
const table = [constant, step, cosine, warmUp] as const;

/** What files call a schedule. */
export type ScheduleId = (typeof table)[number]["id"];

/** All schedules, as they are chosen from. */
export const schedules: readonly (Schedule & { readonly id: ScheduleId })[] = table;

/** For ids that come from outside. */
export const scheduleById: ReadonlyMap<string, Schedule & { readonly id: ScheduleId }> = new Map(
  schedules.map((schedule) => [schedule.id, schedule]),
);

/** The schedule of an id that is one; throws where it is none. */
export function scheduleOf(id: ScheduleId): Schedule {
  const schedule = scheduleById.get(id);
  if (schedule === undefined) throw new Error(`No such schedule: ${id}`);
  return schedule;
}
