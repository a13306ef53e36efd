/** What is drawn and how: kinds with shape and icon, links with their stroke, each with its number. Off is struck through. */
import { Popover } from "antd";
import { useEffect, useState, type ReactNode } from "react";
import { useVocabulary } from "../../core/api/ontology";
import { count } from "../../core/figures";
import { useWords } from "../../core/words";
import { KindIcon } from "../../parts";
import type { KindCount, LinkCount } from "./counted";
import "./legend.css";
import { words } from "./words";

export { kindsOf, linksOf, type KindCount, type LinkCount } from "./counted";

/** A colour by a rule other than the kind: what it stands for, and of how many. `colour` is a value of CSS. */
export interface Colour {
  label: string;
  colour: string;
  count: number;
}

interface Props {
  kinds: readonly KindCount[];
  links: readonly LinkCount[];
  back?: number; // of the money's links, those that lead back to an earlier layer
  colours?: readonly Colour[];
  hidden: { kinds: readonly string[]; links: readonly string[] };
  onToggle: (sort: "kinds" | "links", name: string) => void;
}

export function Legend(props: Props) {
  const w = useWords(words);
  const [list, setList] = useState<HTMLElement | null>(null);
  const over = useOverflow(list, props);
  const total = props.kinds.length + props.links.length + (props.colours?.length ?? 0);
  return (
    <div className="legend" role="group" aria-label={w.label}>
      <div className={over ? "legend-row cut" : "legend-row"} ref={setList}>
        <Colours {...props} />
        <Kinds {...props} />
        <Links {...props} />
      </div>
      {over && (
        <Popover
          trigger="click"
          placement="topRight"
          content={
            <div className="legend-all">
              <Section title={w.colours}>{props.colours?.length ? <Colours {...props} /> : null}</Section>
              <Section title={w.kinds}>
                <Kinds {...props} />
              </Section>
              <Section title={w.links}>
                <Links {...props} />
              </Section>
              <p className="t3 fs12">{w.counts}</p>
            </div>
          }
        >
          <button type="button" className="textbutton fs12 nw legend-more">
            {w.all(total)}
          </button>
        </Popover>
      )}
    </div>
  );
}

function Section({ title, children }: { title: string; children: ReactNode }) {
  if (!children) return null;
  return (
    <section>
      <h4>{title}</h4>
      {children}
    </section>
  );
}

function Colours({ colours = [] }: Props) {
  return colours.map((one) => (
    <span key={one.label} className="legend-entry">
      <span className="legend-dot" style={{ background: one.colour }} />
      {one.label}
      <span className="t3">{count(one.count)}</span>
    </span>
  ));
}

function Kinds({ kinds, hidden, onToggle }: Props) {
  const w = useWords(words);
  const { kind } = useVocabulary();
  return kinds.map((one) => (
    <Entry key={one.kind} name={one.kind === "Group" ? w.group : kind(one.kind)} number={one.count} off={hidden.kinds.includes(one.kind)} turn={() => onToggle("kinds", one.kind)}>
      <KindIcon kind={one.kind} size={16} />
    </Entry>
  ));
}

function Links({ links, back = 0, hidden, onToggle }: Props) {
  const w = useWords(words);
  const { link } = useVocabulary();
  const all = links.map((one) => (
    <Entry key={one.type} name={link(one.type)} number={one.count} off={hidden.links.includes(one.type)} turn={() => onToggle("links", one.type)}>
      <svg width="18" height="10" aria-hidden="true">
        <path d="M0 5h18" className={one.money ? "legend-money" : "legend-link"} />
      </svg>
    </Entry>
  ));
  const returned = (
    <span key="back" className="legend-entry">
      <svg width="18" height="10" aria-hidden="true">
        <path d="M0 8Q9 -2 18 8" className="legend-back" />
      </svg>
      {w.back}
      <span className="legend-number">{count(back)}</span>
    </span>
  );
  return back ? [...all.slice(0, 1), returned, ...all.slice(1)] : all;
}

function Entry({ name, number, off, turn, children }: { name: string; number: number; off: boolean; turn: () => void; children: ReactNode }) {
  const w = useWords(words);
  return (
    <button type="button" className="legend-entry" aria-pressed={!off} title={off ? w.off(name) : w.on(name)} onClick={turn}>
      {children}
      <span className="legend-name">{name}</span>
      <span className="legend-number">{count(number)}</span>
    </button>
  );
}

/** Whether a row is longer than there is room for; looked at again when it or what is in it changes. */
function useOverflow(at: HTMLElement | null, content: unknown): boolean {
  const [over, setOver] = useState(false);
  useEffect(() => {
    if (!at) return;
    const look = () => setOver(at.scrollWidth > at.clientWidth + 1);
    const watch = new ResizeObserver(look);
    watch.observe(at);
    return () => watch.disconnect();
  }, [at, content]);
  return over;
}
