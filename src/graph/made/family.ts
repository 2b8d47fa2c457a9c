import { MOST_SEED } from "@/data";
import { ops, type UnaryOpId } from "@/ops";
import type { Setting } from "../made-settings";
import type { BareDocument } from "./description";

/** What a setting may be, and how the page asks for it. */
export type SettingDescription =
  | {
      readonly kind: "whole";
      readonly id: string;
      readonly title: string;
      readonly least: number;
      readonly most: number;
      /** Where its slider ends: what lies beyond is typed. */
      readonly reach: number;
      readonly initial: number;
    }
  | {
      readonly kind: "real";
      readonly id: string;
      readonly title: string;
      readonly least: number;
      readonly most: number;
      readonly reach: number;
      readonly step: number;
      readonly initial: number;
    }
  | {
      readonly kind: "choice";
      readonly id: string;
      readonly title: string;
      readonly choices: readonly { readonly id: string; readonly title: string }[];
      readonly initial: string;
    }
  /** All that is random follows from it. */
  | {
      readonly kind: "seed";
      readonly id: string;
      readonly title: string;
      readonly initial: number;
    }
  /** Units of each layer: of the input, of each hidden layer, of the output. At least two layers. */
  | {
      readonly kind: "widths";
      readonly id: string;
      readonly title: string;
      readonly mostLayers: number;
      readonly mostUnits: number;
      readonly reach: number;
      readonly initial: readonly number[];
    };

/** Graphs of one kind that differ by settings. */
export interface Family {
  readonly id: string;
  readonly title: string;
  /** What it makes, in a sentence. */
  readonly words: string;
  /** In the order in which a link tells them, so append-only. */
  readonly settings: readonly SettingDescription[];
  /** The graph of settings that are all allowed, with one row of numbers behind it. */
  make(settings: readonly Setting[]): BareDocument;
}

/** May a setting be this? */
export function isAllowed(description: SettingDescription, setting: unknown): setting is Setting {
  switch (description.kind) {
    case "whole":
      return Number.isInteger(setting) && isWithin(description, setting as number);
    case "real":
      return typeof setting === "number" && isWithin(description, setting);
    case "seed":
      return (
        Number.isInteger(setting) && isWithin({ least: 0, most: MOST_SEED }, setting as number)
      );
    case "choice":
      return description.choices.some(({ id }) => id === setting);
    case "widths":
      return (
        Array.isArray(setting) &&
        setting.length >= 2 &&
        setting.length <= description.mostLayers &&
        setting.every(
          (width) => Number.isInteger(width) && width >= 1 && width <= description.mostUnits,
        )
      );
  }
}

function isWithin({ least, most }: { least: number; most: number }, value: number): boolean {
  return value >= least && value <= most;
}

/** The setting as a number; the description says that it is one. */
export function numberSetting(settings: readonly Setting[], index: number): number {
  const setting = settings[index];
  if (typeof setting !== "number") throw new Error(`Setting ${index} is no number`);
  return setting;
}

/** The setting as a choice. */
export function choiceSetting(settings: readonly Setting[], index: number): string {
  const setting = settings[index];
  if (typeof setting !== "string") throw new Error(`Setting ${index} is no choice`);
  return setting;
}

/** The setting as a list of widths. */
export function widthsSetting(settings: readonly Setting[], index: number): readonly number[] {
  const setting = settings[index];
  if (typeof setting !== "object") throw new Error(`Setting ${index} is no list of widths`);
  return setting;
}

const ACTIVATIONS = ops.flatMap((op) =>
  op.kind === "unary" && op.group === "activations" ? [op] : [],
);

/** What stands behind the layers of a made graph: any activation of one number that there is. */
export function activationSetting(initial: UnaryOpId): SettingDescription {
  const choices = ACTIVATIONS.map(({ id, title }) => ({ id, title }));
  return { kind: "choice", id: "activation", title: "Activation", choices, initial };
}

/** The op of a setting that `activationSetting` describes. */
export function activationOf(settings: readonly Setting[], index: number): UnaryOpId {
  const chosen = choiceSetting(settings, index);
  const op = ACTIVATIONS.find(({ id }) => id === chosen);
  if (!op) throw new Error(`No such activation: ${chosen}`);
  return op.id;
}

/** The setting of a family that draws its numbers. */
export const SEED_SETTING: SettingDescription = {
  kind: "seed",
  id: "seed",
  title: "Seed",
  initial: 1,
};

/** f, 3 → f_3; f, 12 → f_{12}: as symbols follow from ids. */
export function indexed(letter: string, index: number): string {
  return index < 10 ? `${letter}_${index}` : `${letter}_{${index}}`;
}
