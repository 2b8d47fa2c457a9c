import { useState } from "react";
import { useBackflow } from "@/store";
import { laterPart, SearchField } from "@/ui";
import { LaterBoundary } from "../page/LaterBoundary";
import { PageDialog } from "../page/PageDialog";
import styles from "./everything.module.css";
import { EVERYTHING_LABEL, EVERYTHING_PLACEHOLDER } from "./everything-words";

const EverythingList = laterPart(async () => (await import("./EverythingList")).EverythingList);

/** The dialog in which everything is found: what can be done, nodes, presets, one's own graphs and ops. */
export function Everything() {
  return (
    <PageDialog name="everything" title={EVERYTHING_LABEL} className={styles.dialog}>
      <Search />
    </PageDialog>
  );
}

function Search() {
  const [query, setQuery] = useState("");
  const [entered, setEntered] = useState(false);
  const close = (): void => useBackflow.getState().setDialog(null);
  return (
    <LaterBoundary
      what="The search"
      // Whoever types at once loses nothing: the list takes over what was typed until it came.
      waiting={
        <SearchField
          label={EVERYTHING_LABEL}
          placeholder={EVERYTHING_PLACEHOLDER}
          query={query}
          onQuery={setQuery}
          onKeyDown={({ key }) => {
            if (key === "Enter") setEntered(true);
            if (key === "Escape") close();
          }}
        />
      }
    >
      <EverythingList query={query} onQuery={setQuery} entered={entered} onClose={close} />
    </LaterBoundary>
  );
}
