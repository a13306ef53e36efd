/** How each kind of entity looks: its shape says the kind, its hue the family, its icon the meaning. */

export type Shape = "round-rectangle" | "ellipse" | "hexagon" | "tag" | "octagon" | "cut-rectangle" | "bottom-round-rectangle" | "barrel" | "diamond" | "rhomboid" | "pentagon" | "rectangle";
interface Drawn {
  shape: Shape;
  icon: string; // a path of a 24x24 box, even-odd
}

const DRAWN: Record<string, Drawn> = {
  Enterprise: { shape: "round-rectangle", icon: "M4 21V6l8-3v18H4Zm10 0V9h6v12h-6ZM6.5 8.5v2h3v-2h-3Zm0 4v2h3v-2h-3Zm0 4v2h3v-2h-3ZM16 12v2h2v-2h-2Zm0 4v2h2v-2h-2Z" },
  Person: { shape: "ellipse", icon: "M12 3a4.5 4.5 0 1 1 0 9a4.5 4.5 0 0 1 0-9ZM3.5 21c0-4.4 3.6-7.5 8.5-7.5s8.5 3.1 8.5 7.5h-17Z" },
  Account: { shape: "hexagon", icon: "M3 5h18a1 1 0 0 1 1 1v12a1 1 0 0 1-1 1H3a1 1 0 0 1-1-1V6a1 1 0 0 1 1-1Zm-1 3.5v3h20v-3H2ZM5 14.5v2h5v-2H5Z" },
  Advert: { shape: "tag", icon: "M3 9.5v5h3.5L8 20h3l-1.2-5.5L18 19V5l-8.2 4.5H3ZM19.5 9v6a3 3 0 0 0 0-6Z" },
  Complaint: { shape: "octagon", icon: "M3 4h18v13h-9l-5 4v-4H3V4Zm8 2.5V12h2V6.5h-2Zm0 7v2h2v-2h-2Z" },
  Contract: { shape: "cut-rectangle", icon: "M5 2h9l5 5v15H5V2Zm3 8v1.700h8V10H8Zm0 3.300V15h8v-1.700H8Zm0 3.400v1.700h4.5v-1.700H8ZM13 3.5V8h4.5L13 3.5Z" },
  Report: { shape: "bottom-round-rectangle", icon: "M4 3h16v18H4V3Zm3.5 11v4h2v-4h-2Zm3.5-4v8h2v-8h-2Zm3.5-4v12h2V6h-2Z" },
  Post: { shape: "barrel", icon: "M3 4h18v16H3V4Zm3 4v2h12V8H6Zm0 4v2h12v-2H6Zm0 4v1.5h7V16H6Z" },
  Website: { shape: "diamond", icon: "M2 4h20v16H2V4Zm2 5v9h16V9H4Zm1.5-3.200v1.600h1.600V5.800H5.5Zm3 0v1.600h1.600V5.800H8.5Z" },
  Phone: { shape: "rhomboid", icon: "M6.6 2.5 10 3.600l.7 5-2.3 1.700a12 12 0 0 0 5.3 5.300l1.7-2.3 5 .7 1.1 3.4-2.2 3.600C10.5 21.5 2.5 13.5 3 4.700L6.6 2.5Z" },
  Address: { shape: "pentagon", icon: "M12 2a7.5 7.5 0 0 1 7.5 7.5c0 5-7.5 12.5-7.5 12.5S4.5 14.5 4.5 9.5A7.5 7.5 0 0 1 12 2Zm0 4.5a3 3 0 1 0 0 6a3 3 0 0 0 0-6Z" },
  Device: { shape: "rectangle", icon: "M4 4h16v12H4V4Zm2 2v8h12V6H6ZM2 18h20v2H2v-2Z" },
  Filing: { shape: "bottom-round-rectangle", icon: "M4 3h7l2 2.500h7V21H4V3Zm3 7v1.800h10V10H7Zm0 4v1.800h7V14H7Z" },
  Product: { shape: "cut-rectangle", icon: "M12 2l9 4.500v11L12 22l-9-4.500v-11L12 2Zm0 2.300L6.2 7.2 12 10l5.8-2.800L12 4.300ZM5 9v7.300l6 3V12L5 9Z" },
  Loan: { shape: "barrel", icon: "M12 2a10 10 0 1 1 0 20a10 10 0 0 1 0-20ZM8 6.500l2.7 4.500H8v1.600h3v1.400H8v1.600h3v2.400h2v-2.400h3V14h-3v-1.400h3V11h-2.700L16 6.500h-2.200L12 9.800l-1.8-3.300H8Z" },
  Document: { shape: "cut-rectangle", icon: "M5 2h9l5 5v15H5V2Zm8 1.500V8h4.500L13 3.500ZM8 11v1.700h8V11H8Zm0 3.300V16h5v-1.700H8Z" },
  Mention: { shape: "rectangle", icon: "M4 5h7v7c0 4-2.5 6.5-6 7v-2.500c2-.6 3-2 3-4.500H4V5Zm10 0h7v7c0 4-2.5 6.5-6 7v-2.500c2-.6 3-2 3-4.500h-4V5Z" },
  Agency: { shape: "round-rectangle", icon: "M12 2l10 5v2H2V7l10-5ZM4 10.500h3V18H4v-7.500Zm6.5 0h3V18h-3v-7.500Zm6.5 0h3V18h-3v-7.500ZM2 19.500h20V22H2v-2.500Z" },
};
const OTHER: Drawn = { shape: "ellipse", icon: "M12 4a8 8 0 1 1 0 16a8 8 0 0 1 0-16Z" };

export const KINDS = Object.keys(DRAWN);

export function drawn(kind: string): Drawn {
  return DRAWN[kind] ?? OTHER;
}

/** The colour token of a kind: `k-Person`. */
export function hue(kind: string): string {
  return DRAWN[kind] ? `k-${kind}` : "k-Mention";
}

const polygon = (n: number, r: number, turn: number, down = 0) =>
  `M${Array.from({ length: n }, (_, i) => {
    const a = turn + (i * 2 * Math.PI) / n;
    return `${(12 + r * Math.cos(a)).toFixed(2)} ${(12 + down + r * Math.sin(a)).toFixed(2)}`;
  }).join("L")}Z`;

/** The outlines in a 24x24 box, for legends and files; the board's renderer has the same shapes of its own. */
export const OUTLINE: Record<Shape, string> = {
  ellipse: "M2.5 12a9.5 9.5 0 1 0 19 0a9.5 9.5 0 1 0-19 0Z",
  "round-rectangle": "M5.8 3h12.4a2.8 2.8 0 0 1 2.8 2.800v12.4a2.8 2.8 0 0 1-2.8 2.800H5.8A2.8 2.8 0 0 1 3 18.2V5.8A2.8 2.8 0 0 1 5.8 3Z",
  rectangle: "M3 3h18v18H3Z",
  hexagon: polygon(6, 10.4, 0),
  octagon: polygon(8, 10, Math.PI / 8),
  diamond: polygon(4, 11.6, 0),
  pentagon: polygon(5, 10.8, -Math.PI / 2, 0.6),
  tag: "M2.5 3.5h14L22 12l-5.5 8.5h-14Z",
  "cut-rectangle": "M7.5 3h9L21 7.5v9L16.5 21h-9L3 16.5v-9Z",
  "bottom-round-rectangle": "M3 3h18v12a6 6 0 0 1-6 6H9a6 6 0 0 1-6-6Z",
  barrel: "M3 6q9-5 18 0v12q-9 5-18 0Z",
  rhomboid: "M5 4h18l-4 16H1Z",
};
