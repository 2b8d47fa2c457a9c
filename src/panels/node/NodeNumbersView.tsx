import { useState } from "react";
import { trainingRows } from "@/data";
import { partialsOf, samplePartialsOf } from "@/engine";
import { formatNumber, formatSigned, hoveredNumber, objectiveText } from "@/explain";
import { numberAt } from "@/graph";
import { changeNumber, documentOf, useBackflow } from "@/store";
import { Button, classes, keyed, NumberField } from "@/ui";
import { type NodePartProps, Section, signClass } from "./NodeSection";
import styles from "./node-panel.module.css";
import { type Block, blocksOf, type Cell } from "./number-blocks";

/** The numbers that a node owns, as fields, each with its partial below. */
export function NodeNumbersView({ frame, node }: NodePartProps) {
  const { evaluation, document } = frame;
  const means = partialsOf(evaluation, node.id);
  const training = trainingRows(document.data);
  const isOne = document.data.rows === 1;
  const partials = samplePartialsOf(evaluation, node.id);
  const blocks = blocksOf(document, node, partials, means);
  if (blocks.length === 0) return null;
  return (
    <Section title="Its own numbers">
      {keyed(blocks).map(({ key, item }) => (
        <BlockView
          key={key}
          block={item}
          withMeans={!isOne}
          objective={objectiveText(document.graph)}
        />
      ))}
      {partials && (
        <p className={styles.soft}>
          {isOne
            ? "Below each number: its partial derivative."
            : `Below each number: ∂${objectiveText(document.graph)} of this sample, then ∂L, the mean over all ${training} samples, which training uses.`}
        </p>
      )}
    </Section>
  );
}

/** Numbers of one block that are fields at first, and what their count is multiplied by to show more. */
const FIRST_PORTION = 64;
const GROWTH = 4;

interface BlockProps {
  readonly block: Block;
  readonly withMeans: boolean;
  /** What is differentiated at one sample. */
  readonly objective: string;
}

function BlockView({ block, withMeans, objective }: BlockProps) {
  const [limit, setLimit] = useState(FIRST_PORTION);
  const shown = Math.min(limit, block.count);
  const cells = Array.from({ length: shown }, (_, index) => block.cellAt(index));
  return (
    <div className={styles.block}>
      <h4>
        {block.name}
        {block.count > 1 && <span className={styles.soft}> {block.count} numbers</span>}
      </h4>
      <div
        className={styles.cells}
        style={{ gridTemplateColumns: `repeat(${Math.min(block.columns, 3)}, minmax(0, 1fr))` }}
      >
        {cells.map((cell) => (
          <CellView key={cell.name} cell={cell} withMean={withMeans} objective={objective} />
        ))}
      </div>
      {shown < block.count && (
        <Button onClick={() => setLimit(limit * GROWTH)}>
          Show more ({block.count - shown} left)
        </Button>
      )}
    </div>
  );
}

interface CellProps {
  readonly cell: Cell;
  readonly withMean: boolean;
  readonly objective: string;
}

function CellView({ cell, withMean, objective }: CellProps) {
  const value = useBackflow((state) => numberAt(documentOf(state), cell.address));
  if (value === undefined) return null;
  return (
    <div className={styles.cell}>
      <NumberField
        value={value}
        label={cell.name}
        format={formatNumber}
        className={styles.field}
        min={cell.above}
        onChange={(next, gesture) => changeNumber(cell.address, next, cell.name, gesture)}
      />
      {cell.partial !== null && (
        <Partial word={`∂${objective}/∂${cell.symbol}`} value={cell.partial} />
      )}
      {cell.partial !== null && withMean && (
        <Partial word={`∂L/∂${cell.symbol}`} value={cell.mean} />
      )}
    </div>
  );
}

/** Null: not all samples are through yet. */
function Partial({ word, value }: { readonly word: string; readonly value: number | null }) {
  if (value === null) return <span className={styles.partial}>{word} …</span>;
  return (
    <span className={classes(styles.partial, signClass(value))} title={hoveredNumber(value)}>
      {word} {formatSigned(value)}
    </span>
  );
}
