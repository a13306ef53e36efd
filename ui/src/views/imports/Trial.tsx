/** What a trial run of the first rows came to: counts by kind, sums, and what was rejected and why. */
import type { UseQueryResult } from "@tanstack/react-query";
import { Button } from "antd";
import { useState } from "react";
import type { AskError } from "../../core/api";
import type { ImportsCheckQuery } from "../../core/api/gql/graphql";
import { count } from "../../core/figures";
import { useWords } from "../../core/words";
import { Empty, Failure, Icon, Loading, Panel } from "../../parts";
import { KindTable, Sums, Tiles } from "./Changes";
import { Reasons, RejectedTable } from "./RejectedTable";
import type { Check } from "./types";
import { words } from "./words";

interface Props {
  of: UseQueryResult<ImportsCheckQuery, AskError>;
  shown: Check | undefined;
  lacking: string | undefined; // why there is no mapping to try
  again: () => void;
}

export function Trial({ of, shown, lacking, again }: Props) {
  const w = useWords(words);
  if (lacking !== undefined) return <Panel plain title={w.trial}><Empty icon="alert" title={w.problem}><p>{lacking}</p></Empty></Panel>;
  if (of.error) return <Panel title={w.trial}><Failure error={of.error} again={again} /></Panel>;
  if (!shown || of.isPlaceholderData) return <Panel plain title={w.trial}><Loading lines={7} /></Panel>;
  if (shown.problem || shown.rows === 0)
    return (
      <Panel plain title={w.trial}>
        <Empty icon="alert" title={shown.problem ? w.problem : w.nothingMapped}><p>{shown.problem ?? w.nothingMappedMore}</p></Empty>
        <Left of={shown} />
      </Panel>
    );
  return (
    <>
      <Panel plain className="imp-trial" title={w.trial} sub={w.trialSub(count(shown.rows), shown.whole)} acts={<Button size="small" type="text" icon={<Icon name="refresh" small />} loading={of.isFetching} onClick={again} aria-label={w.again} title={w.again} />}>
        <Tiles records={shown.records} rejected={shown.rejected} />
        <Sums of={shown} />
        <div className="imp-kindbox"><KindTable records={shown.records} /></div>
        <Left of={shown} />
      </Panel>
      <Rejects key={`${shown.mapping}${shown.rows}`} of={shown} />
    </>
  );
}

function Rejects({ of }: { of: Check }) {
  const w = useWords(words);
  const [reason, setReason] = useState<string>();
  const all = of.reasons.reduce((n, r) => n + r.count, 0);
  const rows = reason ? of.rejects.filter((r) => r.reason === reason) : of.rejects;
  return (
    <Panel plain className="fill" title={w.rejects} sub={all > 0 && w.rejectsSub(rows.length, reason ? (of.reasons.find((r) => r.reason === reason)?.count ?? 0) : all)}>
      {all === 0 ? (
        <Empty icon="ok" title={w.noRejects}><p>{w.noRejectsMore}</p></Empty>
      ) : (
        <>
          <Reasons of={of.reasons} chosen={reason} choose={setReason} />
          <div className="scroll"><RejectedTable rows={rows} /></div>
        </>
      )}
    </Panel>
  );
}

function Left({ of }: { of: Check }) {
  const w = useWords(words);
  if (!of.leftOut.length) return null;
  return (
    <div className="note warn" style={{ margin: "0 16px 12px" }}>
      <Icon name="alert" small />
      <span>{w.leftOut} {of.leftOut.map((l) => `${l.name}（${l.why}）`).join("；")}</span>
    </div>
  );
}
