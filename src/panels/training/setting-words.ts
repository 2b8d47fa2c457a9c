import { planOf } from "@/engine";
import { symbolText } from "@/explain";
import type { BackflowDocument } from "@/graph";
import { opOf } from "@/ops";
import {
  type OptimizerSetting,
  optimizerOf,
  type SettingValues,
  scheduleOf,
  settingValues,
  type TrainingSettings,
} from "@/optimizers";
import { exactText } from "./exact-text";

/** All of the settings that the numbers of a run depend on, as a text to compare: not when it ends. */
export function methodText(settings: TrainingSettings): string {
  const optimizer = optimizerOf(settings.optimizer.id);
  const schedule = scheduleOf(settings.schedule.id);
  return JSON.stringify([
    settings.rate,
    settings.batchSize,
    settings.l1,
    settings.weightDecay,
    settings.penalized,
    settings.clip,
    settings.seed,
    optimizer.id,
    settingValues(optimizer.settings, settings.optimizer.settings),
    schedule.id,
    settingValues(schedule.settings, settings.schedule.settings),
  ]);
}

type Trained = Pick<BackflowDocument, "graph" | "data" | "training">;

/** What the first of two trained documents had that the second has not: "η = 0.1, 2 × Tanh"; null where that is their numbers alone. */
export function documentDifference(before: Trained, after: Trained): string | null {
  const { optimizer, schedule } = before.training;
  // What only one of the two methods has goes without saying.
  const old = new Map([
    ...partsOf(before.training),
    ...(optimizer.id === after.training.optimizer.id
      ? ownParts(optimizerOf(optimizer.id), optimizer.settings)
      : []),
    ...(schedule.id === after.training.schedule.id
      ? ownParts(scheduleOf(schedule.id), schedule.settings)
      : []),
    ...graphParts(before.graph),
  ]);
  const parts = new Map([
    ...partsOf(after.training),
    ...ownParts(optimizerOf(after.training.optimizer.id), after.training.optimizer.settings),
    ...ownParts(scheduleOf(after.training.schedule.id), after.training.schedule.settings),
    ...graphParts(after.graph),
  ]);
  const different = [...old].flatMap(([name, text]) => (parts.get(name) === text ? [] : [text]));
  if (before.data !== after.data) different.push("other rows");
  return different.length > 0 ? different.join(", ") : null;
}

/** Its depth, and what stands in it: "3 linear nodes", "2 × ReLU", "11 parameters". */
function graphParts(graph: BackflowDocument["graph"]): [string, string][] {
  const counts = new Map<string, number>();
  for (const { op } of graph.nodes) {
    const { kind, title } = opOf(op);
    if (kind !== "leaf") counts.set(title, (counts.get(title) ?? 0) + 1);
  }
  const parameters = `${planOf(graph).parameterCount} parameters`;
  return [
    ...[...counts].map(([title, count]): [string, string] => [title, `${count} × ${title}`]),
    ["parameters", parameters],
  ];
}

/** What an optimiser or a schedule is set to. */
function ownParts(
  { settings }: { readonly settings: readonly OptimizerSetting[] },
  values: SettingValues,
): [string, string][] {
  const set = settingValues(settings, values);
  return settings.map(({ name, latex, initial }) => [
    name,
    `${symbolText(latex)} = ${exactText(set[name] ?? initial)}`,
  ]);
}

function partsOf(settings: TrainingSettings): Map<string, string> {
  const optimizer = optimizerOf(settings.optimizer.id);
  const schedule = scheduleOf(settings.schedule.id);
  return new Map<string, string>([
    ["optimizer", optimizer.title],
    ["rate", `η = ${exactText(settings.rate)}`],
    ["schedule", `η ${schedule.title}`],
    ["batch", settings.batchSize === "all" ? "B = N" : `B = ${settings.batchSize}`],
    ["l1", settings.l1 === 0 ? "no L1" : `L1 λ = ${exactText(settings.l1)}`],
    ["l2", settings.weightDecay === 0 ? "no L2" : `L2 λ = ${exactText(settings.weightDecay)}`],
    ["penalized", settings.penalized === "all" ? "penalties on all" : "penalties on ω"],
    ["clip", settings.clip === null ? "no clipping" : `clipped to ${exactText(settings.clip)}`],
    ["seed", `seed ${settings.seed}`],
  ]);
}
