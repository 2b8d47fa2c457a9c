/**
 * What an optimiser has to say about itself. An optimiser is one object in one file; nothing elsewhere switches on its id.
 * P is the number of parameters; all arrays are Float64Arrays of P numbers, in the same order.
 */

/** A number that shapes an optimiser or a schedule. */
export interface OptimizerSetting {
  /** Its name in files and links: "momentum". */
  readonly name: string;
  /** What a person calls it: "momentum". */
  readonly title: string;
  readonly latex: string;
  readonly initial: number;
  readonly range: Range;
}

/** Which numbers a setting may be. */
export interface Range {
  readonly from: number;
  readonly to: number;
  /** Is the end itself excluded? */
  readonly fromExcluded?: true;
  readonly toExcluded?: true;
  readonly whole?: true;
}

/** Numbers by the names of the settings that they are of. */
export type SettingValues = Readonly<Record<string, number>>;

/** What an update reads and changes. It belongs to the run, which makes it once. */
export interface UpdateArrays {
  readonly parameters: Float64Array;
  /** The mean gradient of the mini-batch, with L1, clipping and coupled weight decay already in it. */
  readonly gradient: Float64Array;
  /** What the optimiser keeps from update to update, zeros at first: one array for each of its `memory`. */
  readonly memory: readonly Float64Array[];
  /** λ of decoupled weight decay for each parameter; null where there is none, or where it is coupled. */
  readonly decay: Float64Array | null;
}

/**
 * One line of an update for one parameter, as a reader computes it. `formula` and `value` get what stands by name: theta,
 * g, eta, t, lambda, the settings, the memory before the update, and what the steps before this one have computed.
 */
export interface MicroStep {
  /** Under which name the later steps find the result. One of the memory's names replaces what was kept. */
  readonly name: string;
  /** LaTeX of what is computed, of which "θ" may be a parameter's own symbol. */
  target(symbols: Symbols): string;
  /** What it is, in a few words: "running average of the gradients". */
  readonly title: string;
  /** LaTeX of the right-hand side, from symbols or from printed numbers in their place. */
  formula(of: Symbols): string;
  value(of: SettingValues): number;
}

/** LaTeX by the names of what it stands for. */
export type Symbols = Readonly<Record<string, string>>;

/** One rule of update: its settings, what it keeps, the loop over arrays, and the same written out for a reader. */
export interface Optimizer {
  /** In files: "adam". */
  readonly id: string;
  /** Sentence case: "Gradient descent". */
  readonly title: string;
  /** One sentence that says what is new in it. */
  readonly summary: string;
  /** η of a new training. */
  readonly initialRate: number;
  readonly settings: readonly OptimizerSetting[];
  /** What it keeps for each parameter. */
  readonly memory: readonly {
    readonly name: string;
    readonly latex: string;
    readonly title: string;
  }[];
  /**
   * Where weight decay goes: into the gradient, g + λθ, before the update, or apart from it, onto the parameters
   * themselves.
   */
  readonly weightDecay: "coupled" | "decoupled";
  /**
   * One update with learning rate η = `rate`; `t` counts the updates of this memory from 1. Changes parameters and
   * memory in place, may spoil the gradient, and allocates nothing.
   */
  update(arrays: UpdateArrays, settings: SettingValues, rate: number, t: number): void;
  /** The update of one parameter in steps; `decays` where weight decay acts on it. */
  microSteps(decays: boolean): readonly MicroStep[];
  /** PyTorch expression of the same optimiser over `parameters`, a Python expression. */
  pytorch(parameters: string, settings: SettingValues, rate: number): string;
}
