import { useLayoutEffect, useRef } from "react";
import { withTitle } from "@/graph";
import { documentOf, performCommand, type SavingState, useBackflow } from "@/store";
import { classes, Icon, type IconName } from "@/ui";
import { useServices } from "../page/services";
import styles from "./document-title.module.css";
import { TitleField } from "./TitleField";

/** The title in the bar, which a click edits, and how its graph is kept. */
export function DocumentTitle() {
  // What is half-typed belongs to one document.
  const opened = useBackflow((state) => state.opened);
  return (
    <div className={styles.title}>
      <Title key={opened} />
      <SavingSign />
    </div>
  );
}

function Title() {
  const services = useServices();
  const title = useBackflow((state) => documentOf(state).title);
  const isRenaming = useBackflow(({ interaction }) => interaction.kind === "renaming-title");
  const setRenaming = useBackflow((state) => state.setRenamingTitle);
  const button = useRef<HTMLButtonElement>(null);
  const wasRenaming = useRef(isRenaming);
  useLayoutEffect(() => {
    // The focus comes back from the field, unless it went elsewhere by itself.
    if (wasRenaming.current && !isRenaming && document.activeElement === document.body) {
      button.current?.focus();
    }
    wasRenaming.current = isRenaming;
  }, [isRenaming]);

  const shown = title === "" ? "Untitled" : title;
  if (isRenaming) {
    return (
      <>
        <h1 className="visually-hidden">{shown}</h1>
        <TitleField
          title={title}
          className={styles.field}
          onCancel={() => setRenaming(false)}
          onCommit={(text) => {
            const state = useBackflow.getState();
            state.apply(withTitle(documentOf(state), text));
            setRenaming(false);
          }}
        />
      </>
    );
  }
  return (
    <h1 className={styles.heading}>
      <button
        ref={button}
        type="button"
        className={styles.name}
        title={`${shown}\nClick to rename`}
        onClick={() => performCommand("renameDocument", services)}
      >
        <span className={styles.text}>{shown}</span>
      </button>
    </h1>
  );
}

interface Sign {
  readonly words: string;
  readonly icon: IconName;
  readonly hint: string;
}

function signOf(saving: SavingState, origin: string): Sign {
  switch (saving.kind) {
    case "preview": {
      const what = origin === "preset" ? "a preset" : "from a link";
      return {
        words: "Preview",
        icon: "preview",
        hint: `A preview, ${what}: your first edit makes a graph of your own.`,
      };
    }
    case "pending":
      return { words: "Saving…", icon: "saving", hint: "Your last edit is being saved." };
    case "saved":
      return { words: "Saved", icon: "check", hint: "All is saved in this browser." };
    case "failed":
      return { words: "Not saved", icon: "unsaved", hint: saving.reason };
  }
}

/** Is the work stored? */
function SavingSign() {
  const saving = useBackflow((state) => state.saving);
  const origin = useBackflow((state) => state.origin.kind);
  const { words, icon, hint } = signOf(saving, origin);
  return (
    // Every edit changes the words: they are there to be looked up; only what went wrong is told unasked.
    <span
      role="status"
      aria-live={saving.kind === "failed" ? "polite" : "off"}
      className={classes(styles.sign, saving.kind === "failed" && styles.failed)}
      title={hint}
    >
      <Icon name={icon} size={16} />
      <span className={styles.words}>{words}</span>
    </span>
  );
}
