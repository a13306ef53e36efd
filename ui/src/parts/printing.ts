/** Whether the page is on its way to a printer: lists that draw only what is in sight draw all. */
import { useEffect, useState } from "react";
import { flushSync } from "react-dom";

export function usePrinting(): boolean {
  const [on, setOn] = useState(false);
  useEffect(() => {
    const [before, after] = [true, false].map((to) => () => flushSync(() => setOn(to))) as [() => void, () => void];
    addEventListener("beforeprint", before);
    addEventListener("afterprint", after);
    return () => {
      removeEventListener("beforeprint", before);
      removeEventListener("afterprint", after);
    };
  }, []);
  return on;
}
