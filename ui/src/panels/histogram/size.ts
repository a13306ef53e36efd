import { useEffect, useState } from "react";

/** The size of an element as it changes. */
export function useSize(): [(at: HTMLElement | null) => void, { width: number; height: number }] {
  const [at, setAt] = useState<HTMLElement | null>(null);
  const [size, setSize] = useState({ width: 0, height: 0 });
  useEffect(() => {
    if (!at) return;
    const watch = new ResizeObserver(([entry]) => setSize({ width: Math.floor(entry!.contentRect.width), height: Math.floor(entry!.contentRect.height) }));
    watch.observe(at);
    return () => watch.disconnect();
  }, [at]);
  return [setAt, size];
}
