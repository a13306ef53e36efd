/** Grades of risk, amounts, changes and small lines. A grade is a shape and a word before it is a colour. */
import { Tooltip } from "antd";
import { exact, hundred, money } from "../core/figures";
import { useLang, useWords } from "../core/words";
import { words } from "./words";

export type Grade = "RED" | "AMBER" | "YELLOW" | "NONE";
const SHAPE = {
  red: <rect x="1" y="1" width="10" height="10" />,
  amber: <path d="M6 .6 11.8 11H.2Z" />,
  yellow: <circle cx="6" cy="6" r="5" />,
  none: <rect x="1" y="5" width="10" height="2" />,
};

/** The mark of a grade alone; its word stands beside it. */
export function GradeMark({ grade, size = 14 }: { grade: Grade; size?: number }) {
  const name = grade.toLowerCase() as keyof typeof SHAPE;
  return (
    <svg className={`grademark ${name}`} width={size} height={size} viewBox="0 0 12 12" aria-hidden="true">
      {SHAPE[name]}
    </svg>
  );
}

const LIMITS = [[80, "RED"], [60, "AMBER"], [40, "YELLOW"]] as const; // as the server grades

/** The grade of a score from 0 to 1. */
export function gradeOf(score: number): Grade {
  return LIMITS.find(([least]) => hundred(score) >= least)?.[1] ?? "NONE";
}

interface RiskProps {
  grade: Grade;
  score?: number; // 0 to 100
  /** Whether there is a score, where it is not shown. Without one a thing is not scored, which is not low. */
  scored?: boolean;
  /** All that is in no grade: those that are low and those that are not scored. */
  rest?: boolean;
}

export function Risk({ grade, score, scored = score != null && score > 0, rest }: RiskProps) {
  const w = useWords(words);
  const name = grade.toLowerCase() as keyof typeof SHAPE;
  return (
    <span className={`risk ${name}`}>
      <svg viewBox="0 0 12 12" aria-hidden="true">
        {SHAPE[name]}
      </svg>
      {grade !== "NONE" ? w[name] : rest ? w.rest : scored ? w.low : w.none}
      {score != null && scored && ` ${score}`}
    </span>
  );
}

/** An amount as people say it; the exact fen on hover and on focus. */
export function Money({ fen }: { fen: number | null | undefined }) {
  const lang = useLang((s) => s.lang);
  if (fen == null) return <span>{money(fen, lang)}</span>;
  return (
    <Tooltip title={exact(fen)}>
      <span className="dotted nw" tabIndex={0}>
        {money(fen, lang)}
      </span>
    </Tooltip>
  );
}

export function Change({ by }: { by: number }) {
  const w = useWords(words);
  if (by === 0) return <span className="t3">{w.flat}</span>;
  return <span className={by > 0 ? "up nw" : "down nw"}>{by > 0 ? `▲ ${by}` : `▼ ${-by}`}</span>;
}

/** A line of the last values; a table beside it holds them. */
export function Spark({ values, width = 56, height = 18 }: { values: number[]; width?: number; height?: number }) {
  if (values.length < 2) return null;
  const low = Math.min(...values);
  const span = Math.max(...values) - low || 1;
  const points = values.map((v, i) => [1 + (i * (width - 4)) / (values.length - 1), height - 3 - ((v - low) / span) * (height - 6)] as const);
  const [x, y] = points.at(-1)!;
  return (
    <svg width={width} height={height} aria-hidden="true">
      <polyline points={points.map((p) => p.map((v) => v.toFixed(1)).join()).join(" ")} fill="none" stroke="var(--text-3)" strokeWidth="1.4" />
      <circle cx={x} cy={y} r="2.2" fill="var(--text-3)" />
    </svg>
  );
}
