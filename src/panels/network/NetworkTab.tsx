import { useMemo, useState } from "react";
import { nodeText } from "@/explain";
import { networkSize, unitNetworkOf } from "@/graph";
import { documentOf, useBackflow } from "@/store";
import { Button } from "@/ui";
import { Circles } from "./Circles";
import { FamilyChooser } from "./FamilyChooser";
import { InitialiseLine } from "./InitialiseLine";
import { MadeSettings } from "./MadeSettings";
import styles from "./network.module.css";
import { SizeTable } from "./SizeTable";

/** The network as circles and arrows, and how many weights and biases it has: hidden until somebody asks. */
export function NetworkTab() {
  const graph = useBackflow((state) => documentOf(state).graph);
  const opened = useBackflow((state) => state.opened);
  const [askedIn, setAskedIn] = useState<number | null>(null);
  const network = useMemo(() => unitNetworkOf(graph), [graph]);
  const size = useMemo(() => networkSize(graph), [graph]);
  // Another graph asks anew: the answer to one is no answer to the next.
  const isAsked = askedIn === opened;
  return (
    <div className={styles.tab}>
      <MadeSettings />
      {network ? (
        <Circles graph={graph} network={network} />
      ) : (
        <p className={styles.caption}>
          Circles and arrows show graphs of layers: linear nodes with activations between them. This
          graph {size.nodes.length === 0 ? "has no linear node." : "has something else in between."}
        </p>
      )}
      {size.total === 0 ? (
        <p>Nothing in this graph is learnt: it has no weights and no biases.</p>
      ) : isAsked ? (
        <SizeTable size={size} nodeName={(node) => nodeText(graph, node)} />
      ) : (
        <div className={styles.question}>
          <p>How many weights are there, and how many biases?</p>
          <Button variant="primary" onClick={() => setAskedIn(opened)}>
            Show the count
          </Button>
        </div>
      )}
      <InitialiseLine />
      <FamilyChooser />
    </div>
  );
}
