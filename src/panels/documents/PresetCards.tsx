import { type MouseEvent, useMemo } from "react";
import { families, formatFragment, initialMade, startMade } from "@/graph";
import { type PresetCard, presetSections, presets } from "@/presets";
import { useBackflow } from "@/store";
import { Prose } from "@/ui";
import { usePresetContent } from "../page/preset-content";
import { useServices } from "../page/services";
import styles from "./preset-gallery.module.css";
import { EmptyThumbnail, Thumbnail } from "./Thumbnail";

/** A graph of each family, as it is made first. */
const FIRST_MADE = families.map((family) => ({
  family,
  document: startMade(initialMade(family)),
}));

/** Ready-made graphs. Each card is a plain link, so that it can be copied or opened in a new tab. */
export function PresetCards({ onOpen }: { readonly onOpen: () => void }) {
  return (
    <>
      <p className={styles.lead}>
        Each opens as a preview, and your first edit makes a copy of your own. Own copies are kept
        in this browser; the bare address opens the one you worked on last.
      </p>
      <MadeCards />
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

/** Graphs that are made from settings, which are sliders beside them. */
function MadeCards() {
  const services = useServices();
  return (
    <section aria-label="Made to measure">
      <h3 className={styles.section}>Made to measure</h3>
      <ul className={styles.cards}>
        {FIRST_MADE.map(({ family, document }) => (
          <li key={family.id}>
            <button
              type="button"
              className={styles.card}
              onClick={() => services.openOwn(document, "network")}
            >
              <Thumbnail graph={document.graph} layout={document.layout} />
              <span className={styles.title}>{family.title}</span>
              <span className={styles.story}>{family.words}</span>
            </button>
          </li>
        ))}
      </ul>
    </section>
  );
}

function Card({ preset, onOpen }: { readonly preset: PresetCard; readonly onOpen: () => void }) {
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
        <PresetThumbnail preset={preset} />
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

/** Its place is kept while the preset is fetched, and left empty where it cannot be: the card says the rest. */
function PresetThumbnail({ preset }: { readonly preset: PresetCard }) {
  const fetched = usePresetContent(preset);
  const document = useMemo(
    () => (fetched.kind === "loaded" ? fetched.content.make() : null),
    [fetched],
  );
  if (document === null) return <EmptyThumbnail />;
  return <Thumbnail graph={document.graph} layout={document.layout} />;
}
