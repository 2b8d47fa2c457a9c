import {
  checkSettings,
  DEFAULT_TRAINING,
  optimizers,
  type SettingValues,
  schedules,
  type TrainingSettings,
} from "@/optimizers";
import type { Json } from "../json";
import { malformed, readNumber, readObject, readText } from "../reader";
import type { DocumentPart } from "./part";

/** What a training is set to: optimiser, η, schedule, B, penalties, clipping, early stopping. */
export const training: DocumentPart<TrainingSettings> = {
  since: 2,
  linkName: "train",
  initial: DEFAULT_TRAINING,
  isUsed: (value) => JSON.stringify(inOrder(value)) !== JSON.stringify(inOrder(DEFAULT_TRAINING)),
  file: { write: written, read: readTraining },
  link: { write: written, read: readTraining },
  check(value) {
    const problem = checkSettings(value);
    return problem ? { kind: "training", problem } : null;
  },
};

/** The same fields in the same order, whatever made the settings. */
function inOrder(value: TrainingSettings): Json {
  return {
    optimizer: { id: value.optimizer.id, ...sorted(value.optimizer.settings) },
    rate: value.rate,
    schedule: { id: value.schedule.id, ...sorted(value.schedule.settings) },
    batchSize: value.batchSize,
    l1: value.l1,
    weightDecay: value.weightDecay,
    penalized: value.penalized,
    clip: value.clip,
    patience: value.patience,
    epochs: value.epochs,
    seed: value.seed,
  };
}

function sorted(values: SettingValues): { readonly [name: string]: number } {
  return Object.fromEntries(Object.entries(values).toSorted(([a], [b]) => (a < b ? -1 : 1)));
}

/** What differs from a new training. A link, too, is read by names: it is short, for most are left out. */
function written(value: TrainingSettings): Json {
  const all = inOrder(value) as { readonly [name: string]: Json };
  const initial = inOrder(DEFAULT_TRAINING) as { readonly [name: string]: Json };
  return Object.fromEntries(
    Object.entries(all).filter(
      ([name, part]) => JSON.stringify(part) !== JSON.stringify(initial[name]),
    ),
  );
}

function readTraining(json: unknown, path: string): TrainingSettings {
  const fields = readObject(json, path, [
    "optimizer",
    "rate",
    "schedule",
    "batchSize",
    "l1",
    "weightDecay",
    "penalized",
    "clip",
    "patience",
    "epochs",
    "seed",
  ]);
  const at = (name: string) => `${path}.${name}`;
  const number = (name: "rate" | "l1" | "weightDecay" | "epochs" | "seed"): number =>
    fields[name] === undefined ? DEFAULT_TRAINING[name] : readNumber(fields[name], at(name));
  const orNull = (name: "clip" | "patience"): number | null =>
    fields[name] === undefined || fields[name] === null ? null : readNumber(fields[name], at(name));
  const { batchSize = DEFAULT_TRAINING.batchSize, penalized = "weights" } = fields;
  if (penalized !== "weights" && penalized !== "all") malformed(at("penalized"), "text");
  return {
    optimizer: readChoice(
      fields.optimizer,
      at("optimizer"),
      optimizers,
      DEFAULT_TRAINING.optimizer,
    ),
    rate: number("rate"),
    schedule: readChoice(fields.schedule, at("schedule"), schedules, DEFAULT_TRAINING.schedule),
    batchSize: batchSize === "all" ? "all" : readNumber(batchSize, at("batchSize")),
    l1: number("l1"),
    weightDecay: number("weightDecay"),
    penalized: penalized === "all" ? "all" : "weights",
    clip: orNull("clip"),
    patience: orNull("patience"),
    epochs: number("epochs"),
    seed: number("seed"),
  };
}

interface Choice<Id> {
  readonly id: Id;
  readonly settings: readonly { readonly name: string }[];
}

function readChoice<Id extends string>(
  json: unknown,
  path: string,
  table: readonly Choice<Id>[],
  initial: { readonly id: Id; readonly settings: SettingValues },
): { readonly id: Id; readonly settings: SettingValues } {
  if (json === undefined) return initial;
  const names = table.flatMap(({ settings }) => settings.map(({ name }) => name));
  const fields = readObject(json, path, ["id", ...names]);
  const id = readText(fields.id, `${path}.id`);
  const found = table.find((choice) => choice.id === id);
  if (!found) return malformed(`${path}.id`, "text");
  const settings = names.flatMap((name) =>
    fields[name] === undefined ? [] : [[name, readNumber(fields[name], `${path}.${name}`)]],
  );
  return { id: found.id, settings: Object.fromEntries(settings) };
}
