import type { ComponentType } from "react";
import type { PaneTab } from "@/store";
import { laterPart } from "@/ui";

/** What the pane shows for each of its tabs. A face fills the pane, scrolls inside itself, and is fetched when it is first shown. */
export const PANE_FACES: Readonly<Record<PaneTab, ComponentType>> = {
  figures: laterPart(async () => (await import("../figures/FiguresTab")).FiguresTab),
  data: laterPart(async () => (await import("../data/DataTab")).DataTab),
  training: laterPart(async () => (await import("../training/TrainingTab")).TrainingTab),
  network: laterPart(async () => (await import("../network/NetworkTab")).NetworkTab),
};
