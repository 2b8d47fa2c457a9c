import { Component, type ErrorInfo, type ReactNode } from "react";
import { Button } from "./button";
import styles from "./error-boundary.module.css";

export interface ErrorBoundaryProps {
  children: ReactNode;
  /** What stands inside, as the subject of a sentence: "The canvas". */
  what: string;
  /** Drawn instead of the sentence and its button. */
  fallback?: ((error: Error, reset: () => void) => ReactNode) | undefined;
  onError?: ((error: Error, info: ErrorInfo) => void) | undefined;
}

/** Keeps a part that breaks from taking the page with it, says which part, and offers to try again. */
export class ErrorBoundary extends Component<ErrorBoundaryProps, { error: Error | null }> {
  override state: { error: Error | null } = { error: null };

  static getDerivedStateFromError(thrown: unknown) {
    return { error: thrown instanceof Error ? thrown : new Error(String(thrown)) };
  }

  override componentDidCatch(error: Error, info: ErrorInfo) {
    this.props.onError?.(error, info);
  }

  readonly reset = () => this.setState({ error: null });

  override render() {
    const { children, what, fallback } = this.props;
    const { error } = this.state;
    if (error === null) return children;
    if (fallback) return fallback(error, this.reset);
    return (
      <div role="alert" className={styles.broken}>
        <p>{what} stopped working because of an error in this page.</p>
        <Button variant="primary" onClick={this.reset}>
          Try again
        </Button>
        <details>
          <summary>What was reported</summary>
          <code>{error.message}</code>
        </details>
      </div>
    );
  }
}
