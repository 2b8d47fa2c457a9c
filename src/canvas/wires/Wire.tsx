import type { EdgeProps } from "@xyflow/react";
import { memo, useEffect, useRef } from "react";
import { wireKey } from "@/graph";
import { documentOf, useBackflow } from "@/store";
import { ErrorBoundary } from "@/ui";
import type { FlowEdge } from "../flow/flow-elements";
import { WireView } from "./WireView";
import styles from "./wire.module.css";

/** A wire of the graph. One that breaks is left as a plain line until the next edit, and everything else stands. */
export const Wire = memo(function Wire(props: EdgeProps<FlowEdge>) {
  return (
    <ErrorBoundary
      what="The wire"
      fallback={(_error, reset) => <PlainWire wire={props} onEdit={reset} />}
    >
      <WireView {...props} />
    </ErrorBoundary>
  );
});

interface PlainWireProps {
  readonly wire: EdgeProps<FlowEdge>;
  /** Called at the next edit: it may have removed what the wire broke by. */
  readonly onEdit: () => void;
}

/** A straight line that can be selected, and so deleted. It needs nothing of what may have broken. */
function PlainWire({ wire, onEdit }: PlainWireProps) {
  const { data, sourceX, sourceY, targetX, targetY } = wire;
  const document = useBackflow(documentOf);
  const broken = useRef(document);
  useEffect(() => {
    if (document !== broken.current) onEdit();
  }, [document, onEdit]);
  const line = `M${sourceX} ${sourceY}L${targetX} ${targetY}`;
  return (
    <g className={styles.wire} data-edge={data && wireKey(data.wire)}>
      <title>This wire stopped working because of an error in this page.</title>
      <path className={styles.hit} d={line} />
      <path className={styles.base} d={line} />
    </g>
  );
}
