import type { ComponentType } from "react";
import type { CommandId, PaneTab } from "@/store";
import { laterPart } from "@/ui";

/** One face of the pane. It is fetched when it is first shown. */
interface PaneFace {
  readonly tab: PaneTab;
  readonly name: string;
  /** The command that opens and closes it. */
  readonly command: CommandId;
  /** What the pane shows. It fills the pane and scrolls inside itself. */
  readonly Content: ComponentType;
}

/** The faces of the pane in the order of their tabs: one line for each. */
export const PANE_FACES: readonly PaneFace[] = [
  {
    tab: "figures",
    name: "Figures",
    command: "figures",
    Content: laterPart(async () => (await import("../figures/FiguresTab")).FiguresTab),
  },
  {
    tab: "data",
    name: "Data",
    command: "data",
    Content: laterPart(async () => (await import("../data/DataTab")).DataTab),
  },
  {
    tab: "training",
    name: "Training",
    command: "training",
    Content: laterPart(async () => (await import("../training/TrainingTab")).TrainingTab),
  },
  {
    tab: "network",
    name: "Network",
    command: "network",
    Content: laterPart(async () => (await import("../network/NetworkTab")).NetworkTab),
  },
];
