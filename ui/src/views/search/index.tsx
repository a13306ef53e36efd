/** Everything that a search finds, why each was found, narrowed by kind and region. */
import { useInfiniteQuery } from "@tanstack/react-query";
import { Button, Checkbox } from "antd";
import { useState } from "react";
import { useNavigate, useSearchParams } from "react-router";
import { ask, graphql, may, useMe, type AskError } from "../../core/api";
import type { KindName, SearchHitsQuery } from "../../core/api/gql/graphql";
import { useVocabulary } from "../../core/api/ontology";
import { count } from "../../core/figures";
import { useLang, useWords } from "../../core/words";
import { QueryButton } from "../../panels/query";
import { SearchBox } from "../../panels/search";
import { Answered, Empty, Header, NoRight, Panel } from "../../parts";
import { Facets } from "./Facets";
import { Hits } from "./Hits";
import "./search.css";
import { words } from "./words";

const Search = graphql(`
  query SearchHits($text: String!, $kinds: [KindName!], $regions: [String!], $first: Int!, $after: String) {
    search(text: $text, kinds: $kinds, regions: $regions, first: $first, after: $after) {
      cut
      kinds { value count }
      regions { value count }
      hits {
        total totalIsExact
        pageInfo { endCursor hasNextPage }
        nodes { score reason region entity { id kind caption sources risk { grade score } } }
      }
    }
  }
`);
const PAGE = 50;
type Page = SearchHitsQuery["search"];

function useHits(text: string, kinds: string[], regions: string[]) {
  const lang = useLang((s) => s.lang);
  return useInfiniteQuery<Page, AskError, { pages: Page[] }, readonly unknown[], string | null>({
    queryKey: ["search", text, kinds, regions, lang],
    enabled: text !== "",
    queryFn: async ({ pageParam, signal }) => (await ask(Search, { text, kinds: kinds.length ? (kinds as KindName[]) : null, regions: regions.length ? regions : null, first: PAGE, after: pageParam }, signal)).search,
    initialPageParam: null,
    getNextPageParam: ({ hits }) => (hits.pageInfo.hasNextPage ? (hits.pageInfo.endCursor ?? null) : null),
    placeholderData: (before, query) => (query?.queryKey[1] === text ? before : undefined), // of the same text, until the narrower answer is there
  });
}

export default function SearchPage() {
  const me = useMe();
  return may(me, "search") ? <Found /> : <NoRight />;
}

function Found() {
  const w = useWords(words);
  const go = useNavigate();
  const { kind } = useVocabulary();
  const [query, put] = useSearchParams();
  const text = query.get("q")?.trim() ?? "";
  const kinds = query.get("kinds")?.split(",").filter(Boolean) ?? [];
  const regions = query.get("regions")?.split(",").filter(Boolean) ?? [];
  const asked = useHits(text, kinds, regions);
  const [all, setAll] = useState<{ text: string; page: Page }>(); // as it was before it was narrowed: its facets stay to choose from
  const page = asked.data?.pages[0];
  if (page && !asked.isPlaceholderData && !kinds.length && !regions.length && (all?.text !== text || all.page !== page)) setAll({ text, page });
  const facets = all?.text === text ? all.page : page;
  const narrow = (name: "kinds" | "regions", values: string[]) =>
    put((now) => {
      if (values.length) now.set(name, values.join(","));
      else now.delete(name);
      return now;
    });
  return (
    <div className="page seek">
      <Header title={w.title} />
      <div className="seek-box">
        <SearchBox key={text} id="find" size="large" hint={w.hint} value={text} choose={(hit) => void go(`/entity/${hit.id}`)} submit={(wanted) => wanted && put({ q: wanted })} />
      </div>
      {text === "" ? (
        <Empty title={w.ask} icon="search">
          <p>{w.askMore}</p>
        </Empty>
      ) : (
        <div className={facets?.kinds.length ? "seek-grid" : "seek-grid bare"}>
          <aside className="col" style={{ gap: 12 }}>
            {facets && (
              <>
                <Facets title={w.kinds} of={facets.kinds.map((f) => ({ ...f, label: kind(f.value) }))} chosen={kinds} choose={(values) => narrow("kinds", values)} />
                <Facets title={w.regions} of={facets.regions.filter((f) => f.value).map((f) => ({ ...f, label: f.value }))} chosen={regions} choose={(values) => narrow("regions", values)} />
              </>
            )}
          </aside>
          <Answered of={asked as never} lines={12}>
            {() => <div aria-busy={asked.isPlaceholderData} className={asked.isPlaceholderData ? "seek-old" : undefined}><Listed key={`${text}|${kinds.join()}|${regions.join()}`} pages={asked.data?.pages ?? []} text={text} more={asked.hasNextPage ? () => void asked.fetchNextPage() : undefined} busy={asked.isFetchingNextPage} filtered={kinds.length + regions.length > 0} clear={() => put({ q: text })} /></div>}
          </Answered>
        </div>
      )}
    </div>
  );
}

interface ListedProps {
  pages: Page[];
  text: string;
  more: (() => void) | undefined;
  busy: boolean;
  filtered: boolean;
  clear: () => void;
}

function Listed({ pages, text, more, busy, filtered, clear }: ListedProps) {
  const w = useWords(words);
  const go = useNavigate();
  const [chosen, setChosen] = useState<ReadonlySet<string>>(new Set());
  const hits = pages.flatMap((page) => page.hits.nodes);
  const first = pages[0];
  if (!first || hits.length === 0)
    return (
      <Panel title={w.of(text)}>
        <Empty title={w.none} icon="search">
          <p>{filtered ? w.noneFiltered : w.noneMore}</p>
          {filtered && <Button size="small" onClick={clear}>{w.clear}</Button>}
        </Empty>
      </Panel>
    );
  const total = first.hits.totalIsExact ? count(first.hits.total) : w.atLeast(count(first.hits.total));
  const choose = (ids: string[], on: boolean) => setChosen((now) => new Set(on ? [...now, ...ids] : [...now].filter((id) => !ids.includes(id))));
  return (
    <Panel
      plain
      title={w.of(text)}
      sub={`${w.shown(count(hits.length), total)}${first.cut ? ` · ${w.cut}` : ""}`}
      acts={
        <>
          {chosen.size > 0 && <span className="t2 fs12 nw">{w.chosen(chosen.size)}</span>}
          {filtered && <Button size="small" onClick={clear}>{w.clear}</Button>}
          <QueryButton of={[{ title: w.title, document: String(Search), variables: { text, kinds: null, regions: null, first: PAGE, after: null } }]} />
          <Button size="small" type="primary" disabled={chosen.size === 0} onClick={() => void go(`/board?seed=${[...chosen].join(",")}`)}>
            {w.board}
          </Button>
        </>
      }
    >
      <Hits
        of={hits}
        chosen={chosen}
        choose={choose}
        head={<Checkbox aria-label={w.selectAll} checked={hits.every((hit) => chosen.has(hit.entity.id))} indeterminate={chosen.size > 0 && !hits.every((hit) => chosen.has(hit.entity.id))} onChange={(e) => choose(hits.map((hit) => hit.entity.id), e.target.checked)} />}
      />
      {more && (
        <div className="row" style={{ padding: "8px 16px", justifyContent: "center" }}>
          <Button size="small" loading={busy} onClick={more}>{w.more}</Button>
        </div>
      )}
    </Panel>
  );
}
