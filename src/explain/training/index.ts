/**
 * explain/training: words, equations and scripts of a training. It has a door of its own, because the first view of the
 * page does without it.
 */
export * from "../problems/settings-problems";
export * from "./losses-csv";
export * from "./parameter-name";
export * from "./problem-sentences";
export * from "./pytorch-script";
export * from "./update-lines";
export * from "./without-loss";
