/** Putting entities, links or findings into a case: one that is open, or a new one, with a reason. */
import { App, Input, Segmented, Select } from "antd";
import { useState } from "react";
import { Link } from "react-router";
import { graphql, useAsk, useDo } from "../../core/api";
import { useWords } from "../../core/words";
import { Reason, useClassName } from "../../parts";
import { words } from "./words";

const Open = graphql(`
  query IntoCaseOpen {
    cases(open: true, first: 100) { total nodes { id number title role } }
    caseClasses
  }
`);
const Make = graphql(`
  mutation IntoCaseMake($title: String!, $cause: String!, $suspected: String!) {
    openCase(title: $title, cause: $cause, suspected: $suspected) { id title }
  }
`);
const Put = graphql(`
  mutation IntoCasePut($id: ID!, $things: [ID!]!, $reason: String!) {
    addToCase(id: $id, things: $things, reason: $reason) { changed unchanged case { id title } }
  }
`);

interface Props {
  things: readonly string[];
  suspected?: string | undefined; // what a new case would be about
  close: () => void;
}

export function IntoCase({ things, suspected = "", close }: Props) {
  const w = useWords(words);
  const { message } = App.useApp();
  const asked = useAsk(Open, {}).data;
  const cases = (asked?.cases.nodes ?? []).filter((one) => one.role !== "reader");
  const [way, setWay] = useState<"held" | "fresh">();
  const [id, setId] = useState<string>();
  const [made, setMade] = useState({ title: "", cause: "", suspected });
  const make = useDo(Make);
  const put = useDo(Put);
  const chosen = way ?? (asked && cases.length === 0 ? "fresh" : "held");
  const send = async (reason: string) => {
    const into = chosen === "held" ? id! : (await make.mutateAsync(made)).openCase.id;
    const { addToCase: done } = await put.mutateAsync({ id: into, things: [...things], reason });
    void message.success(
      <span>
        {w.done(done.changed.length, done.case.title)} {done.unchanged.length > 0 && w.already(done.unchanged.length)} <Link to={`/cases/${done.case.id}`}>{w.open}</Link>
      </span>,
      6,
    );
  };
  return (
    <Reason title={w.title(things.length)} more={w.more} act={chosen === "held" ? w.act : w.actNew} ready={chosen === "held" ? id !== undefined : Boolean(made.title.trim() && made.cause.trim() && made.suspected)} close={close} send={send}>
      <Segmented block value={chosen} onChange={setWay} options={[{ value: "held", label: w.held }, { value: "fresh", label: w.fresh }]} />
      {chosen === "held" ? (
        <Select aria-label={w.pick} placeholder={cases.length ? w.pick : w.none} value={id} onChange={setId} showSearch={{ optionFilterProp: "label" }} options={cases.map((one) => ({ value: one.id, label: `${one.title} · ${one.number}` }))} />
      ) : (
        <NewCase of={made} change={setMade} classes={asked?.caseClasses ?? []} />
      )}
    </Reason>
  );
}

type Made = { title: string; cause: string; suspected: string };

function NewCase({ of, change, classes }: { of: Made; change: (made: Made) => void; classes: readonly string[] }) {
  const w = useWords(words);
  const named = useClassName();
  return (
    <>
      <Input aria-label={w.name} placeholder={`${w.name} · ${w.nameHint}`} value={of.title} maxLength={100} onChange={(e) => change({ ...of, title: e.target.value })} />
      <Input aria-label={w.cause} placeholder={`${w.cause} · ${w.causeHint}`} value={of.cause} maxLength={200} onChange={(e) => change({ ...of, cause: e.target.value })} />
      <Select aria-label={w.suspected} placeholder={w.suspected} value={of.suspected || undefined} onChange={(suspected) => change({ ...of, suspected })} options={classes.map((one) => ({ value: one, label: named(one) }))} />
    </>
  );
}
