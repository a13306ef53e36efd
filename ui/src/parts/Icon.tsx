/** Interface icons, drawn as strokes, and the kinds of entity. */
import { drawn, hue, OUTLINE } from "../core/kinds";

const PATHS = {
  home: "M4 11l8-7 8 7M6 10v10h12V10M10 20v-6h4v6",
  alert: "M12 3 2.5 20h19L12 3Zm0 6.500v5M12 17.200v.1",
  board: "M6 6.500a2 2 0 1 0 0-.1M18 12a2 2 0 1 0 0-.1M7 18a2 2 0 1 0 0-.1M8 7l8 4M8.8 17.2 16.3 13",
  money: "M3 6h5c6 0 6 12 12 12h1M3 6h18M3 18h5c2 0 3.3-1.3 4.3-3M18.5 3.5 21 6l-2.5 2.500M18.5 15.5 21 18l-2.5 2.5",
  case: "M4 7h16v13H4V7Zm5 0V4h6v3M4 12h16",
  import: "M12 3v11M8 10l4 4 4-4M4 16v4h16v-4",
  merge: "M5 4v4c0 4 7 4 7 9v3M19 4v4c0 4-7 4-7 9M9.5 17.5 12 20l2.5-2.5",
  chart: "M4 4v16h16M8 16v-5M12 16V8M16 16v-7",
  gear: "M12 9a3 3 0 1 0 0 6a3 3 0 0 0 0-6ZM12 3v3M12 18v3M3 12h3M18 12h3M5.6 5.600l2.1 2.100M16.3 16.300l2.1 2.100M18.4 5.600l-2.1 2.100M7.7 16.300l-2.1 2.1",
  help: "M12 3a9 9 0 1 0 0 18a9 9 0 0 0 0-18ZM9.5 9.500c0-3.5 5-3.5 5 0 0 2-2.5 2-2.5 4.500M12 17v.1",
  search: "M10.5 4a6.5 6.5 0 1 0 0 13a6.5 6.5 0 0 0 0-13ZM20 20l-4.8-4.8",
  undo: "M8 5 4 9l4 4M4 9h10a5.5 5.5 0 0 1 0 11h-3",
  redo: "M16 5l4 4-4 4M20 9H10a5.5 5.5 0 0 0 0 11h3",
  bell: "M6 16V11a6 6 0 0 1 12 0v5l2 2H4l2-2ZM10 21h4",
  moon: "M19.5 14.500A8 8 0 1 1 9.5 4.500a6.5 6.5 0 0 0 10 10Z",
  sun: "M12 8a4 4 0 1 0 0 8a4 4 0 0 0 0-8ZM12 2.500v2M12 19.500v2M2.5 12h2M19.5 12h2M5.3 5.300l1.4 1.400M17.3 17.300l1.4 1.400M18.7 5.300l-1.4 1.400M6.7 17.300l-1.4 1.4",
  x: "M6 6l12 12M18 6 6 18",
  down: "M6 9l6 6 6-6",
  right: "M9 6l6 6-6 6",
  left: "M15 6l-6 6 6 6",
  up: "M6 15l6-6 6 6",
  filter: "M4 5h16l-6 8v6l-4-2v-4L4 5Z",
  pin: "M9 4h6l-1 6 4 3v2H6v-2l4-3-1-6ZM12 15v6",
  lock: "M6 11h12v9H6v-9Zm2.5 0V8a3.5 3.5 0 0 1 7 0v3",
  eye: "M2.5 12S6 5.5 12 5.5 21.5 12 21.5 12 18 18.5 12 18.5 2.5 12 2.5 12ZM12 9.500a2.5 2.5 0 1 0 0 5a2.5 2.5 0 0 0 0-5Z",
  hide: "M4 4l16 16M9.5 6c.8-.3 1.6-.5 2.5-.5 6 0 9.5 6.5 9.5 6.500s-1 1.9-2.9 3.600M6 8c-2.3 1.7-3.5 4-3.5 4s3.5 6.5 9.5 6.500c1.4 0 2.7-.4 3.8-.9",
  download: "M12 4v11M8 11l4 4 4-4M5 20h14",
  upload: "M12 16V5M8 9l4-4 4 4M5 20h14",
  plus: "M12 5v14M5 12h14",
  minus: "M5 12h14",
  cursor: "M6 4l12 8-5.5 1L10 18.5 6 4Z",
  box: "M4 4h3M10 4h4M17 4h3v3M20 10v4M20 17v3h-3M14 20h-4M7 20H4v-3M4 14v-4M4 7V4",
  lasso: "M12 5c5 0 8.5 2 8.5 5s-3.5 5-8.5 5-8.5-2-8.5-5 3.5-5 8.5-5ZM7 14.500c-2.5 1-1.5 4 1 3.5 1.5-.3 2 1 .5 2.5",
  hand: "M8 12V6.500a1.5 1.5 0 0 1 3 0V11M11 6a1.5 1.5 0 0 1 3 0v5M14 7.500a1.5 1.5 0 0 1 3 0V14c0 4-2 6.5-5 6.500S7.5 19 4.5 14c0-1.5 2-2 3.5 0",
  path: "M5 18a2 2 0 1 0 0-.1M19 6a2 2 0 1 0 0-.1M7 18h6c4 0 4-5 0-5h-2c-4 0-4-6 0-6h6",
  table: "M4 5h16v14H4V5Zm0 5h16M4 14.500h16M10 10v9",
  clock: "M12 3.500a8.5 8.5 0 1 0 0 17a8.5 8.5 0 0 0 0-17ZM12 8v4.500l3 2",
  share: "M7 12a2.5 2.5 0 1 0-.1.1M18 6a2.5 2.5 0 1 0-.1.1M18 18a2.5 2.5 0 1 0-.1.1M7 11l8-4M7 13l8 4",
  save: "M5 4h11l3 3v13H5V4Zm3 0v5h7V4M8 20v-6h8v6",
  more: "M4.5 12a.5.5 0 1 0 1 0a.5.5 0 1 0-1 0M11.5 12a.5.5 0 1 0 1 0a.5.5 0 1 0-1 0M18.5 12a.5.5 0 1 0 1 0a.5.5 0 1 0-1 0",
  check: "M5 12.5 10 17.5 19.5 7",
  ok: "M12 3.500a8.5 8.5 0 1 0 0 17a8.5 8.5 0 0 0 0-17ZM8 12.500l3 3 5-6",
  no: "M12 3.500a8.5 8.5 0 1 0 0 17a8.5 8.5 0 0 0 0-17ZM8.5 8.500l7 7M15.5 8.500l-7 7",
  file: "M6 3h8l4 4v14H6V3Zm8 0v4h4M9 12h6M9 16h6",
  layers: "M4 6h4v12H4V6Zm6 3h4v9h-4V9Zm6-5h4v14h-4V4Z",
  code: "M9 7l-5 5 5 5M15 7l5 5-5 5",
  play: "M8 5l11 7-11 7V5Z",
  pause: "M8 5v14M16 5v14",
  note: "M5 4h14v11l-5 5H5V4Zm9 16v-5h5",
  link: "M10 14l4-4M9 17l-1 1a3.5 3.5 0 0 1-5-5l3-3a3.5 3.5 0 0 1 5 0M15 7l1-1a3.5 3.5 0 0 1 5 5l-3 3a3.5 3.5 0 0 1-5 0",
  group: "M4 4h16v16H4V4Zm4 4h3v3H8V8Zm5 5h3v3h-3v-3Z",
  fit: "M4 9V4h5M15 4h5v5M20 15v5h-5M9 20H4v-5",
  freeze: "M12 3v18M4 7.500l16 9M20 7.500l-16 9M12 6l-2-2M12 6l2-2M12 18l-2 2M12 18l2 2",
  user: "M12 4a4 4 0 1 0 0 8a4 4 0 0 0 0-8ZM4.5 20c0-4 3-6 7.5-6s7.5 2 7.5 6",
  refresh: "M19 8a8 8 0 1 0 1 5M20 4v5h-5",
  sort: "M8 5v14M5 16l3 3 3-3M16 19V5M13 8l3-3 3 3",
  palette: "M12 3.500a8.5 8.5 0 0 0 0 17c2 0 1.5-2 1-2.7-.6-1 .2-2 1.5-2h2a4 4 0 0 0 4-4c0-4.6-4-8.3-8.5-8.300ZM7.5 12v.1M9.5 8v.1M14 7.500v.1",
  map: "M4 6l5-2 6 2 5-2v14l-5 2-6-2-5 2V6Zm5-2v14M15 6v14",
  equal: "M6 9.500h12M6 14.500h12",
  unequal: "M6 9.500h12M6 14.500h12M15 5 9 19",
  unsure: "M5 10c3-3 5 3 7 0s4-1 7-1M5 15.500c3-3 5 3 7 0s4-1 7-1",
  trash: "M5 7h14M10 7V4h4v3M7 7l1 13h8l1-13M10 11v6M14 11v6",
} as const;
export type IconName = keyof typeof PATHS;

export function Icon({ name, small = false }: { name: IconName; small?: boolean }) {
  return (
    <svg className={small ? "icon small" : "icon"} viewBox="0 0 24 24" aria-hidden="true">
      <path d={PATHS[name]} />
    </svg>
  );
}

/** A kind of entity; `label` where no word stands beside it. */
export function KindIcon({ kind, size = 20, label }: { kind: string; size?: number; label?: string }) {
  const { shape, icon } = drawn(kind);
  return (
    <svg className="kind" width={size} height={size} viewBox="0 0 24 24" {...(label ? { role: "img", "aria-label": label } : { "aria-hidden": true })}>
      <path d={OUTLINE[shape]} fill={`var(--${hue(kind)})`} />
      <path d={icon} transform="translate(6.2 6.2) scale(.483)" fill="var(--k-icon)" fillRule="evenodd" />
    </svg>
  );
}
