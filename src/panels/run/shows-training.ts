import type { BackflowStore } from "@/store";

/** Does Training stand beside the graph? Then Run and the keys of the run are its own. */
export const showsTraining = ({ pane }: BackflowStore): boolean => pane === "training";
