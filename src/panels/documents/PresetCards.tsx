import type { MouseEvent } from "react";
import { formatFragment } from "@/graph";
import { type Preset, presetSections, presets } from "@/presets";
import { useBackflow } from "@/store";
import { Prose } from "@/ui";
import styles from "./preset-gallery.module.css";
import { Thumbnail } from "./Thumbnail";

/** Ready-made graphs. Each card is a plain link, so that it can be copied or opened in a new tab. */
export function PresetCards({ onOpen }: { readonly onOpen: () => void }) {
  return (
    <>
      <p className={styles.lead}>
        Each opens as a preview, and your first edit makes a copy of your own. Own copies are kept
        in this browser; the bare address opens the one you worked on last.
      </p>
      {presetSections(presets).map((section) => (
        <section key={section.title} aria-label={section.title}>
          <h3 className={styles.section}>{section.title}</h3>
          <ul className={styles.cards}>
            {section.presets.map((preset) => (
              <Card key={preset.slug} preset={preset} onOpen={onOpen} />
            ))}
          </ul>
        </section>
      ))}
    </>
  );
}

function Card({ preset, onOpen }: { readonly preset: Preset; readonly onOpen: () => void }) {
  const isCurrent = useBackflow(
    ({ origin }) => origin.kind === "preset" && origin.slug === preset.slug,
  );
  const closeUnlessElsewhere = (event: MouseEvent) => {
    const isElsewhere = event.ctrlKey || event.metaKey || event.shiftKey || event.button !== 0;
    if (!isElsewhere) onOpen();
  };
  return (
    <li>
      <a
        className={styles.card}
        href={formatFragment({ kind: "preset", slug: preset.slug, step: null, sample: null })}
        aria-current={isCurrent ? "page" : undefined}
        onClick={closeUnlessElsewhere}
      >
        <Thumbnail graph={preset.document.graph} layout={preset.document.layout} />
        <span className={styles.title}>
          {preset.title}
          {isCurrent && <span className={styles.current}>open now</span>}
        </span>
        <span className={styles.story}>
          <Prose text={preset.story} />
        </span>
      </a>
    </li>
  );
}
