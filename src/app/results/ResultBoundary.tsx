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

/** What comes late, and may as well not come: `fallback` stands in its place until then, and where it cannot be had. */
export function Late({ children, fallback }: ResultBoundaryProps) {
  return (
    <ResultBoundary fallback={fallback}>
      <Suspense fallback={fallback}>{children}</Suspense>
    </ResultBoundary>
  );
}
