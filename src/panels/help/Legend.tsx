import { useId } from "react";
import type { Flow } from "@/engine";
import { flowWord } from "@/explain";
import { performCommand, useBackflow } from "@/store";
import { ErrorBoundary, Icon, Prose, strokeOf, Tex } from "@/ui";
import { FLOW_WORDS } from "../health/health-icons";
import { useServices } from "../page/services";
import styles from "./legend.module.css";

const DECADES = [-6, -3, 0, 3];
const STARVED: readonly Flow[] = [
  "vanishing",
  "blocked",
  "cancelled",
  "exploding",
  "not-finite",
  "cut-off",
];

/** What colours, widths, dashes and tints mean: a card that can be folded. */
export function Legend() {
  const open = useBackflow((state) => state.legendOpen);
  const body = useId();
  const services = useServices();
  return (
    <section className={styles.legend} aria-label="Legend" data-open={open}>
      <button
        type="button"
        className={styles.head}
        aria-expanded={open}
        aria-controls={open ? body : undefined}
        onClick={() => performCommand("legend", services)}
      >
        <Icon name="legend" size={20} className={styles.sign} />
        <span className={styles.word}>Legend</span>
        <Icon name="chevron" size={16} className={styles.chevron} />
      </button>
      {open && (
        <div id={body} className={styles.body}>
          <ErrorBoundary what="The legend">
            <Signs />
            <Widths />
            <Flows />
            <Tints />
          </ErrorBoundary>
        </div>
      )}
    </section>
  );
}

function Signs() {
  return (
    <ul className={styles.signs}>
      <li>
        <span className={styles.swatch} data-sign="negative" />
        derivative &lt; 0
      </li>
      <li>
        <span className={styles.swatch} data-sign="positive" />
        derivative &gt; 0
      </li>
    </ul>
  );
}

/** The ruler: how wide a wire of each magnitude is. */
function Widths() {
  return (
    <div>
      <p className={styles.name}>
        width: log<sub>10</sub> of |derivative|
      </p>
      <ul className={styles.ruler}>
        {DECADES.map((decade) => (
          <li key={decade}>
            <svg width="44" height="16" aria-hidden="true">
              <line x1="0" x2="44" y1="8" y2="8" strokeWidth={strokeOf(10 ** decade)} />
            </svg>
            <Tex latex={decade === 0 ? "1" : `10^{${decade}}`} />
          </li>
        ))}
      </ul>
    </div>
  );
}

function Flows() {
  return (
    <ul className={styles.flows}>
      {STARVED.map((flow) => (
        <li key={flow} className={styles.kind} data-flow={flow} title={FLOW_WORDS[flow].meaning}>
          <svg width="44" height="10" aria-hidden="true">
            {flow === "exploding" && (
              <line className={styles.outline} x1="0" x2="44" y1="5" y2="5" />
            )}
            <line className={styles.wire} x1="0" x2="44" y1="5" y2="5" />
          </svg>
          <Icon name={FLOW_WORDS[flow].icon} size={14} />
          <Prose text={flowWord(flow)} />
        </li>
      ))}
    </ul>
  );
}

function Tints() {
  return (
    <ul className={styles.tints}>
      <li>
        <span className={styles.tint} data-tint="known" />
        <Prose text="already known" />
      </li>
      <li>
        <span className={styles.tint} data-tint="forward" />
        <Prose text="left by the forward pass" />
      </li>
    </ul>
  );
}
