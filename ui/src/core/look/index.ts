/** Light and dark, and the design's tokens for whatever is not styled by CSS. */
import { create } from "zustand";
import type { Mode } from "./theme";

const KEY = "jinying.theme";

const first = (): Mode => {
  const asked = new URLSearchParams(location.search).get("theme") ?? localStorage.getItem(KEY);
  if (asked === "light" || asked === "dark") return asked;
  return matchMedia("(prefers-color-scheme: dark)").matches ? "dark" : "light";
};

function put(mode: Mode): Mode {
  document.documentElement.dataset.theme = mode;
  return mode;
}

export const useLook = create<{ mode: Mode; turn: () => void }>((set, get) => ({
  mode: put(first()),
  turn: () => {
    const mode = get().mode === "light" ? "dark" : "light";
    localStorage.setItem(KEY, mode);
    set({ mode: put(mode) });
  },
}));

export { theme, token, type Mode } from "./theme";
