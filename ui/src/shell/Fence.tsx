/** A fault of one page does not take the others with it. */
import { Button } from "antd";
import { Component, type ReactNode } from "react";
import { AskError } from "../core/api";
import { wordsNow } from "../core/words";
import { Failure } from "../parts";
import { words } from "./words";

export class Fence extends Component<{ children: ReactNode }, { error?: Error }> {
  override state: { error?: Error } = {};

  static getDerivedStateFromError(error: Error) {
    return { error };
  }

  override render() {
    const { error } = this.state;
    if (!error) return this.props.children;
    if (error instanceof AskError) return <Failure error={error} again={() => location.reload()} />;
    const w = wordsNow(words);
    return (
      <div className="state bad" role="alert">
        <h3>{w.broken}</h3>
        <p>{w.brokenMore}</p>
        <p className="hash">{error.message}</p>
        <Button onClick={() => location.reload()}>{w.reload}</Button>
      </div>
    );
  }
}
