import { type ReactNode, Suspense } from "react";
import { useBackflow } from "@/store";
import { ErrorBoundary } from "@/ui";

interface LaterBoundaryProps {
  /** What stands inside, as the subject of a sentence: "The palette". */
  readonly what: string;
  /** What stands there while the part is fetched. */
  readonly waiting?: ReactNode;
  readonly children: ReactNode;
}

/** Stands around parts in files of their own: says so where one cannot be had, and what becomes of the work. */
export function LaterBoundary({ what, waiting, children }: LaterBoundaryProps) {
  return (
    <ErrorBoundary what={what} whenNotLoaded={<WhatReloadingKeeps />}>
      <Suspense fallback={waiting}>{children}</Suspense>
    </ErrorBoundary>
  );
}

function WhatReloadingKeeps() {
  const isKept = useBackflow((state) => state.saving.kind !== "failed");
  return isKept
    ? "Your work is saved: reloading brings it back."
    : "Save your work as a file before you reload: this browser does not keep it.";
}
