import type { RandomNumbers } from "@/data";

/** How many numbers come into a unit of a layer, and into how many units each of them goes. */
export interface Fan {
  readonly in: number;
  readonly out: number;
}

/** A way to draw the first weights and biases of a layer. */
export interface Initialisation {
  readonly id: string;
  readonly title: string;
  /** What is drawn, in LaTeX. */
  readonly latex: string;
  weight(fan: Fan, random: RandomNumbers): number;
  bias(fan: Fan, random: RandomNumbers): number;
}

const zero = (): number => 0;

/** Evenly within ±bound. */
function even(bound: number, random: RandomNumbers): number {
  return bound * (2 * random.uniform() - 1);
}

/** The gain of ReLU. Xavier's is 1, for units that are nearly linear around 0. */
const KAIMING_GAIN = Math.SQRT2;

/**
 * All of them, append-only: a made graph names one. Definitions as in PyTorch's torch.nn.init, where the fans are those
 * of the layer; biases start at 0 unless a line says otherwise.
 */
const table = [
  { id: "zeros", title: "Zeros", latex: "0", weight: zero, bias: zero },
  {
    id: "uniform",
    title: "Uniform",
    latex: "U(-1, 1)",
    weight: (_, random) => even(1, random),
    bias: (_, random) => even(1, random),
  },
  {
    id: "normal",
    title: "Normal",
    latex: "N(0, 1)",
    weight: (_, random) => random.normal(),
    bias: (_, random) => random.normal(),
  },
  {
    id: "xavier-uniform",
    title: "Xavier, uniform",
    latex: "U(\\pm\\sqrt{6/(n_\\text{in} + n_\\text{out})})",
    weight: (fan, random) => even(Math.sqrt(6 / (fan.in + fan.out)), random),
    bias: zero,
  },
  {
    id: "xavier-normal",
    title: "Xavier, normal",
    latex: "N(0, 2/(n_\\text{in} + n_\\text{out}))",
    weight: (fan, random) => Math.sqrt(2 / (fan.in + fan.out)) * random.normal(),
    bias: zero,
  },
  {
    id: "kaiming-uniform",
    title: "Kaiming, uniform",
    latex: "U(\\pm\\sqrt{2}\\,\\sqrt{3/n_\\text{in}})",
    weight: (fan, random) => even(KAIMING_GAIN * Math.sqrt(3 / fan.in), random),
    bias: zero,
  },
  {
    id: "kaiming-normal",
    title: "Kaiming, normal",
    latex: "N(0, 2/n_\\text{in})",
    weight: (fan, random) => (KAIMING_GAIN / Math.sqrt(fan.in)) * random.normal(),
    bias: zero,
  },
  {
    id: "pytorch",
    title: "PyTorch's default",
    latex: "U(\\pm 1/\\sqrt{n_\\text{in}}) \\text{, biases too}",
    weight: (fan, random) => even(1 / Math.sqrt(fan.in), random),
    bias: (fan, random) => even(1 / Math.sqrt(fan.in), random),
  },
] as const satisfies readonly Initialisation[];

/** What a made graph calls an initialisation. */
export type InitialisationId = (typeof table)[number]["id"];
/** All initialisations, as they are chosen from. */
export const initialisations: readonly (Initialisation & { readonly id: InitialisationId })[] =
  table;

const byId: ReadonlyMap<string, Initialisation> = new Map(table.map((one) => [one.id, one]));

/** The initialisation of an id; throws for an id that is none. */
export function initialisationOf(id: InitialisationId): Initialisation {
  const found = byId.get(id);
  if (!found) throw new Error(`No such initialisation: ${id}`);
  return found;
}
