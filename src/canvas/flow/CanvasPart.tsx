import { type ReactNode, Suspense } from "react";
import { ErrorBoundary } from "@/ui";
import styles from "./canvas-part.module.css";

/** Stands around a part of the canvas in a file of its own: what goes wrong with it is told in the corner. */
export function CanvasPart({ what, children }: { what: string; children: ReactNode }) {
  return (
    <div className={styles.part}>
      <ErrorBoundary what={what}>
        <Suspense>{children}</Suspense>
      </ErrorBoundary>
    </div>
  );
}
