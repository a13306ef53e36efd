/** What kinds, links and properties there are, labelled; the page knows none by name but those it draws specially. */
import { useMemo } from "react";
import { said, useLang } from "../words";
import { graphql, useAsk } from ".";

const Ontology = graphql(`
  query Ontology {
    ontology {
      kinds { name caption label { zh en } properties { name type masked label { zh en } } }
      links {
        name from to many sum label { zh en } properties { name type masked label { zh en } }
        meaning { zh en } weight { zh en } weakens { zh en }
      }
    }
  }
`);

export interface Property {
  name: string;
  type: string;
  masked: boolean;
  label: string;
}
export interface LinkDeclared {
  name: string;
  label: string;
  from: readonly string[];
  to: readonly string[];
  many: boolean;
  sum?: string | null;
  properties: Property[];
  meaning: string;
  weight: string;
  weakens: string;
}
export interface KindDeclared {
  name: string;
  label: string;
  caption: string;
  properties: Property[];
}
export interface Vocabulary {
  kinds: Map<string, KindDeclared>;
  links: Map<string, LinkDeclared>;
  kind: (name: string) => string; // its label, or the name
  link: (name: string) => string;
  property: (owner: string, name: string) => Property | undefined;
}

export function useVocabulary(): Vocabulary {
  const lang = useLang((s) => s.lang);
  const { data } = useAsk(Ontology, {}, { staleTime: Infinity });
  return useMemo(() => {
    const kinds = new Map<string, KindDeclared>();
    const links = new Map<string, LinkDeclared>();
    const labelled = <P extends { label: { zh: string; en: string } }>(p: P) => ({ ...p, label: said(p.label, lang) });
    for (const k of data?.ontology.kinds ?? []) kinds.set(k.name, { ...labelled(k), properties: k.properties.map(labelled) });
    for (const l of data?.ontology.links ?? []) {
      const link = { ...labelled(l), properties: l.properties.map(labelled), meaning: said(l.meaning, lang), weight: said(l.weight, lang), weakens: said(l.weakens, lang) };
      links.set(l.name, link);
      if (l.sum) links.set(l.sum, link);
    }
    return {
      kinds,
      links,
      kind: (name) => kinds.get(name)?.label ?? name,
      link: (name) => links.get(name)?.label ?? name,
      property: (owner, name) => (kinds.get(owner) ?? links.get(owner))?.properties.find((p) => p.name === name),
    };
  }, [data, lang]);
}
