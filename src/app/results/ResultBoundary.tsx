import { Component, type ReactNode, Suspense } from "react";

interface ResultBoundaryProps {
  readonly children: ReactNode;
  /** Shown where drawing a result failed; its JSON is still there. */
  readonly fallback: ReactNode;
}

export class ResultBoundary extends Component<ResultBoundaryProps, { readonly hasFailed: boolean }> {
  override state = { hasFailed: false };

  static getDerivedStateFromError() {
    return { hasFailed: true };
  }

  override render() {
    return this.state.hasFailed ? this.props.fallback : this.props.children;
  }
}

interface LateProps {
  readonly children: ReactNode;
  /** Stands in its place until it comes. */
  readonly fallback: ReactNode;
  /** Where it cannot be had; the same where left out. */
  readonly missing?: ReactNode;
}

/** What comes late, or never, as over a bad line: without a boundary of its own it would take the whole page away. */
export function Late({ children, fallback, missing = fallback }: LateProps) {
  return (
    <ResultBoundary fallback={missing}>
      <Suspense fallback={fallback}>{children}</Suspense>
    </ResultBoundary>
  );
}
