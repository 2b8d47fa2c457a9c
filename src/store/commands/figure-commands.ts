import { type BackflowDocument, initialised, success } from "@/graph";
import { documentOf } from "../selectors";
import type { Command } from "./command";

/** What figures are about. */
export const figureCommands = {
  drawMember: {
    name: "Draw another member of the family",
    group: "Edit",
    icon: "figures",
    // The family's figure has this key before the training, which a network without rows has no use for.
    keys: [{ key: "r" }],
    keysWhen: "of a family",
    when: (state) => showsMembers(documentOf(state)),
    perform: (state) => {
      const document = documentOf(state);
      state.apply(success(initialised(document, "normal", seedAfter(document))));
      state.say("Another member of the family is drawn.");
    },
  },
} as const satisfies { readonly [id: string]: Command };

function showsMembers({ figures }: BackflowDocument): boolean {
  return figures.some((figure) => figure.kind === "curve" && figure.marks.includes("members"));
}

/** The seed of the next member, FNV-1a of all numbers of the present one: all who begin at one graph see the same members. */
function seedAfter({ numbers }: BackflowDocument): number {
  let hash = 0x811c9dc5;
  for (const character of JSON.stringify([...numbers])) {
    hash = Math.imul(hash ^ (character.codePointAt(0) ?? 0), 0x01000193);
  }
  return hash >>> 0;
}
