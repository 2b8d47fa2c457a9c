/**
 * optimizers: a line lives here if it says what one update of the parameters *is*, or what a training is set to. Arrays
 * in, arrays out. Pure; imports no other floor.
 *
 * One optimiser, one file; adding one is that file and one line at the end of the table in `optimizers.ts`.
 */
export * from "./gradient-changes";
export * from "./optimizers";
export * from "./schedules";
export * from "./settings";
export type {
  MicroStep,
  Optimizer,
  OptimizerSetting,
  Range,
  SettingValues,
  UpdateArrays,
} from "./types";
