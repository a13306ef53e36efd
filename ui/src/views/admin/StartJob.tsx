/** A job's form, made from what its kind declares. */
import { Form, Input, InputNumber, Select, Switch } from "antd";
import { may, useAsk, useDo, useMe } from "../../core/api";
import { useWords } from "../../core/words";
import { FormDialog } from "../../parts";
import { AdminImports, AdminPatterns, AdminStart, AdminUploads } from "./documents";
import type { JobKind, Param } from "./types";
import { given, numbers } from "./utils";
import { words } from "./words";

export function StartJob({ kind, close, started }: { kind: JobKind; close: () => void; started: (id: string) => void }) {
  const w = useWords(words);
  const start = useDo(AdminStart);
  const send = async (filled: Record<string, unknown>) => {
    const odd = kind.params.filter((p) => p.type === "numbers").flatMap((p) => numbers(String(filled[p.name] ?? "")).wrong);
    if (odd[0]) throw new Error(w.numbersWrong(odd[0]));
    started((await start.mutateAsync({ kind: kind.name, params: given(kind.params, filled) })).startJob.id);
  };
  return (
    <FormDialog<Record<string, unknown>> title={`${w.start} · ${kind.label}`} act={w.start} close={close} send={send}>
      {kind.params.map((p) => (
        <Form.Item key={p.name} name={p.name} label={p.required ? p.label : `${p.label} · ${w.optional}`} rules={p.required ? [{ required: true, message: w.needed }] : []} {...(p.type === "flag" && { valuePropName: "checked" })}>
          <Field of={p} />
        </Form.Item>
      ))}
      {kind.params.length === 0 && <p className="t3" style={{ marginBottom: 12 }}>{w.noParams}</p>}
    </FormDialog>
  );
}

interface FieldProps {
  of: Param;
  id?: string; // and what the form hands down
  value?: unknown;
  checked?: boolean;
  onChange?: (value: unknown) => void;
}

function Field({ of, ...form }: FieldProps) {
  const w = useWords(words);
  const me = useMe();
  const uploads = useAsk(AdminUploads, {}, { enabled: of.type === "upload" && may(me, "submit") });
  const imports = useAsk(AdminImports, {}, { enabled: of.type === "import" && may(me, "imports") });
  const patterns = useAsk(AdminPatterns, {}, { enabled: of.type === "choices" && may(me, "findings"), staleTime: Infinity });
  const named = (name: string) => patterns.data?.patterns.find((p) => p.name === name)?.label ?? name;
  const pick = { showSearch: true, allowClear: true, optionFilterProp: "label", ...form } as const;
  switch (of.type) {
    case "choice":
      return <Select {...pick} options={of.choices.map((value) => ({ value, label: value }))} />;
    case "choices":
      return <Select {...pick} mode="multiple" options={of.choices.map((value) => ({ value, label: named(value) }))} />;
    case "upload":
      return <Select {...pick} options={uploads.data?.uploads.map((u) => ({ value: u.id, label: u.name })) ?? []} />;
    case "import":
      return <Select {...pick} options={imports.data?.imports.nodes.map((i) => ({ value: i.id, label: `${i.file} · ${i.id}` })) ?? []} />;
    case "flag":
      return <Switch {...(form as { checked?: boolean })} />;
    case "whole":
      return <InputNumber {...(form as { value?: number })} precision={0} min={0} />;
    case "numbers":
      return <Input.TextArea {...(form as { value?: string })} rows={3} placeholder={w.numbersHint} />;
    default:
      return <Input {...(form as { value?: string })} maxLength={200} placeholder={of.type === "time" ? w.timeHint : ""} />;
  }
}
