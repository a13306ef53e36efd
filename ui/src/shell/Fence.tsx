/** A fault of one page does not take the others with it. */
import { Button } from "antd";
import { Component, useEffect, type ReactNode } from "react";
import { AskError, fetched } from "../core/api";
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
    if (error instanceof AskError) return error.status ? <Failure error={error} again={() => location.reload()} /> : <Unreached error={error} />;
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

const EVERY = 5_000; // ms
const back = () => fetched("/health").then(() => location.reload(), () => undefined);

/** Not even the page's own parts came: it is loaded again as soon as there is a server. */
function Unreached({ error }: { error: AskError }) {
  useEffect(() => {
    const clock = setInterval(() => void back(), EVERY);
    return () => clearInterval(clock);
  }, []);
  return <Failure error={error} again={() => void back()} />;
}
