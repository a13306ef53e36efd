/** What is asked behind a panel: its GraphQL with the values, and the Cypher where there is one, to read and to copy. */
import { App, Button, Drawer, Tabs } from "antd";
import { useState } from "react";
import { graphql, useAsk } from "../../core/api";
import type { TypedDocumentString } from "../../core/api/gql/graphql";
import { useWords } from "../../core/words";
import { Answered, Icon } from "../../parts";
import { tidy } from "./tidy";
import "./query.css";
import { words } from "./words";

const Library = graphql(`
  query QueryCypher($name: String!) {
    cypherOf(name: $name) { name about text params returns }
  }
`);

/** One question: what it is for, its document and values; `cypher`: the text, or the name of a query of the library. */
export interface Asked {
  title: string;
  document: TypedDocumentString<never, never> | string;
  variables: unknown;
  cypher?: { text: string; values?: unknown } | { name: string };
}

interface Props {
  open: boolean;
  onClose: () => void;
  of: readonly Asked[];
}

export function QueryDrawer({ open, onClose, of }: Props) {
  const w = useWords(words);
  return (
    <Drawer open={open} onClose={onClose} title={w.title} size={560} destroyOnHidden extra={<a href="/playground">{w.desk}</a>}>
      <p className="t3 fs12">{w.shared}</p>
      {of.map((one) => (
        <Question key={one.title} of={one} />
      ))}
    </Drawer>
  );
}

/** The button of a panel that has something asked behind it. */
export function QueryButton({ of }: { of: readonly Asked[] }) {
  const w = useWords(words);
  const [open, setOpen] = useState(false);
  return (
    <>
      <button type="button" className="iconbutton" onClick={() => setOpen(true)} title={w.show} aria-label={w.show}>
        <Icon name="code" />
      </button>
      <QueryDrawer open={open} onClose={() => setOpen(false)} of={of} />
    </>
  );
}

function Question({ of }: { of: Asked }) {
  const w = useWords(words);
  const { cypher } = of;
  const items = [
    {
      key: "graphql",
      label: w.graphql,
      children: (
        <>
          <Code text={tidy(String(of.document))} />
          <Values title={w.variables} of={of.variables} />
        </>
      ),
    },
    ...(cypher ? [{ key: "cypher", label: w.cypher, children: "name" in cypher ? <FromLibrary name={cypher.name} /> : <><Code text={cypher.text.trim()} /><Values title={w.values} of={cypher.values} /></> }] : []),
  ];
  return (
    <section className="query-one">
      <h3>{of.title}</h3>
      <Tabs size="small" items={items} />
    </section>
  );
}

function FromLibrary({ name }: { name: string }) {
  const w = useWords(words);
  const asked = useAsk(Library, { name }, { staleTime: Infinity });
  return (
    <Answered of={asked}>
      {({ cypherOf }) => (
        <>
          <p className="t2 fs12 query-about">
            <b>{cypherOf.name}</b> {cypherOf.about}
          </p>
          <Code text={cypherOf.text.trim()} />
          <p className="t3 fs12">
            {w.returns} {cypherOf.returns.join(", ")}
          </p>
        </>
      )}
    </Answered>
  );
}

function Values({ title, of }: { title: string; of: unknown }) {
  if (of == null || Object.keys(of).length === 0) return null;
  return (
    <>
      <h4 className="t3">{title}</h4>
      <Code text={JSON.stringify(of, (_, value: unknown) => (value === null ? undefined : value), 2)} />
    </>
  );
}

function Code({ text }: { text: string }) {
  const w = useWords(words);
  const { message } = App.useApp();
  const copy = () =>
    navigator.clipboard.writeText(text).then(
      () => message.success(w.copied),
      () => message.warning(w.uncopied),
    );
  return (
    <div className="query-code">
      <pre tabIndex={0}>{text}</pre>
      <Button size="small" onClick={() => void copy()}>
        {w.copy}
      </Button>
    </div>
  );
}
