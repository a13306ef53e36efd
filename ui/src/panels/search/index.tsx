/** Search with suggestions as one types: names in Chinese, pinyin and initials, numbers by their end. */
import { AutoComplete, Button, Input } from "antd";
import { useDeferredValue, useEffect, useRef, useState } from "react";
import { graphql, useAsk } from "../../core/api";
import { useVocabulary } from "../../core/api/ontology";
import { useWords } from "../../core/words";
import { Icon, KindIcon, Risk } from "../../parts";
import { words } from "./words";

const Suggest = graphql(`
  query Suggest($text: String!) {
    search(text: $text, first: 8) {
      hits { total nodes { reason region entity { id kind caption risk { grade } } } }
    }
  }
`);
const PAUSE = 180; // ms without a key before it asks

export interface Found {
  id: string;
  kind: string;
  caption: string;
}

interface Props {
  id: string;
  hint: string;
  choose: (hit: Found) => void;
  submit?: (text: string) => void;
  size?: "large" | "middle";
  value?: string; // what stands in it at first; nothing is asked until it changes
}

export function SearchBox({ id, hint, choose, submit, size = "middle", value = "" }: Props) {
  const w = useWords(words);
  const { kind } = useVocabulary();
  const [text, setText] = useState(value);
  const [asked, setAsked] = useState("");
  const chosen = useRef(false); // Enter both chooses the suggestion that is marked and submits the text: the first wins
  useEffect(() => {
    const wait = setTimeout(() => setAsked(text === value ? "" : text.trim()), PAUSE);
    return () => clearTimeout(wait);
  }, [text, value]);
  const found = useAsk(Suggest, { text: asked }, { enabled: asked !== "", placeholderData: (before) => before });
  const hits = useDeferredValue(asked ? found.data?.search.hits : undefined);
  const options = (hits?.nodes ?? []).map(({ entity, region, reason }) => ({
    value: entity.id,
    entity,
    label: (
      <span className="row">
        <KindIcon kind={entity.kind} size={18} label={kind(entity.kind)} />
        <span className="grow ell">{entity.caption}</span>
        <span className="t3 fs12 ell">{[region, reason].filter(Boolean).join(" · ")}</span>
        {entity.risk && entity.risk.grade !== "NONE" && <Risk grade={entity.risk.grade} />}
      </span>
    ),
  }));
  if (hits && hits.total > options.length) options.push({ value: "", entity: null as never, label: <span className="t3 fs12">{w.more(hits.total)}</span> });
  return (
    <AutoComplete
      id={id}
      style={{ width: "100%" }}
      value={text}
      options={options}
      popupMatchSelectWidth={size === "large" ? true : 420}
      notFoundContent={asked && hits ? <span className="t3">{w.nothing}</span> : null}
      defaultActiveFirstOption={!submit}
      onSearch={setText}
      onSelect={(_, option) => {
        if (!option.entity) return;
        chosen.current = true;
        setText("");
        choose(option.entity);
      }}
    >
      <Input
        aria-label={w.label}
        size={size}
        placeholder={hint}
        prefix={<Icon name="search" />}
        suffix={
          size === "middle" ? (
            <kbd>{w.key}</kbd>
          ) : submit ? (
            <Button type="primary" tabIndex={-1} onClick={() => submit(text.trim())}>
              {w.label}
            </Button>
          ) : (
            <span />
          )
        }
        maxLength={100}
        onPressEnter={() => {
          chosen.current = false;
          setTimeout(() => chosen.current || submit?.(text.trim()));
        }}
      />
    </AutoComplete>
  );
}
