/** Before an entity is expanded: what there is by link, direction and kind, what is wanted of it, what that adds and leaves. */
import { Button } from "antd";
import { useEffect, useRef, type KeyboardEvent } from "react";
import { graphql, useAsk } from "../../core/api";
import { count } from "../../core/figures";
import { useWords } from "../../core/words";
import { Answered, Icon, KindIcon, type Named } from "../../parts";
import { chosenOf, filtered, requests } from "./choice";
import { Choices } from "./Choices";
import "./expand.css";
import { Filters } from "./Filters";
import { useShare } from "./preview";
import type { ExpandCount, ExpandRequest, ExpandSettings } from "./types";
import { words } from "./words";

export { chosenOf, firstOf, MOST, requests, USUAL } from "./choice";
export type { ExpandCount, ExpandOrder, ExpandRequest, ExpandSettings, Ranked } from "./types";

const Counts = graphql(`
  query ExpandCounts($id: ID!) {
    neighbourCounts(id: $id) { link outgoing kind links others amount }
  }
`);

const KEY = "E";

interface Props {
  entity: Named;
  settings: ExpandSettings;
  onSettings: (settings: ExpandSettings) => void;
  /** What is to be asked: usually one expansion; of several answers `firstOf` takes the first. */
  onExpand: (asked: readonly ExpandRequest[], settings: ExpandSettings) => void;
  onClose: () => void;
  busy?: boolean;
}

export function ExpandPanel(props: Props) {
  const w = useWords(words);
  const { entity, onClose } = props;
  const asked = useAsk(Counts, { id: entity.id });
  const counts = asked.data?.neighbourCounts;
  return (
    <section className="popover exp" role="dialog" aria-label={`${w.expand} ${entity.caption}`}>
      <header className="exp-head">
        <KindIcon kind={entity.kind} size={20} />
        <b className="ell">
          {w.expand} {entity.caption}
        </b>
        {counts && <span className="t3 fs12 nw">{w.others(count(counts.reduce((sum, one) => sum + one.others, 0)))}</span>}
        <span className="grow" />
        <button type="button" className="iconbutton" onClick={onClose} title={w.close} aria-label={w.close}>
          <Icon name="x" small />
        </button>
      </header>
      <Answered of={asked}>{({ neighbourCounts }) => (neighbourCounts.length ? <Form {...props} counts={neighbourCounts} /> : <p className="t3 exp-none">{w.nothing}</p>)}</Answered>
    </section>
  );
}

function Form({ entity, counts, settings, onSettings, onExpand, onClose, busy = false }: Props & { counts: readonly ExpandCount[] }) {
  const w = useWords(words);
  const form = useRef<HTMLFormElement>(null);
  const share = useShare(entity.id, settings, counts);
  const wrong = settings.since && settings.until && settings.since > settings.until ? w.crossed : settings.least != null && settings.most != null && settings.least > settings.most ? w.over : "";
  const ready = !busy && !wrong && chosenOf(settings, counts).length > 0 && share.added !== 0;
  useEffect(() => form.current?.focus({ preventScroll: true }), []);
  const go = () => ready && onExpand(requests(settings, counts), settings);
  const key = (event: KeyboardEvent<HTMLFormElement>) => {
    const writing = event.target instanceof HTMLInputElement && event.target.type !== "checkbox";
    if (event.key === "Escape") onClose();
    else if (event.key.toLowerCase() === "e" && !writing && !event.ctrlKey && !event.metaKey && !event.altKey) go();
    else if (event.key === "Enter" && event.target === form.current) go();
    else return;
    event.preventDefault();
    event.stopPropagation(); // the board has the same keys
  };
  return (
    <form
      ref={form}
      className="exp-form"
      tabIndex={-1}
      onKeyDown={key}
      onSubmit={(event) => {
        event.preventDefault();
        go();
      }}
    >
      <Choices counts={counts} settings={settings} onSettings={onSettings} />
      <Filters settings={settings} onSettings={onSettings} />
      <footer className="exp-foot">
        <span className={wrong ? "up fs12 grow" : "t2 fs12 grow"} role="status">
          {wrong || share.says}
          {!wrong && filtered(settings) && <span className="exp-hint">{settings.least != null || settings.most != null ? w.noMoney : w.noTime}</span>}
        </span>
        <Button type="primary" size="small" htmlType="submit" disabled={!ready} loading={busy} className="exp-go">
          {w.expand} <span className="exp-key">{KEY}</span>
        </Button>
      </footer>
    </form>
  );
}
