/** What kinds, links and properties there are, labelled; the page knows none by name but those it draws specially. */
import { said, useLang, type Lang } from "../words";
import { graphql, useAsk } from ".";
import type { OntologyQuery } from "./gql/graphql";

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
  return vocabulary(data?.ontology ?? UNKNOWN, lang);
}

type Declared = OntologyQuery["ontology"];
const made = new WeakMap<Declared, Partial<Record<Lang, Vocabulary>>>();
const UNKNOWN: Declared = { kinds: [], links: [] };

/** Made once of an answer and a language: every name in a list asks for it. */
function vocabulary(of: Declared, lang: Lang): Vocabulary {
  const known = made.get(of) ?? {};
  made.set(of, known);
  return (known[lang] ??= told(of, lang));
}

function told(of: Declared, lang: Lang): Vocabulary {
  const kinds = new Map<string, KindDeclared>();
  const links = new Map<string, LinkDeclared>();
  const labelled = <P extends { label: { zh: string; en: string } }>(p: P) => ({ ...p, label: said(p.label, lang) });
  for (const k of of.kinds) kinds.set(k.name, { ...labelled(k), properties: k.properties.map(labelled) });
  for (const l of of.links) {
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
}
