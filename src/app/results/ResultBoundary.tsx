import { Component, type ReactNode } from "react";

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
