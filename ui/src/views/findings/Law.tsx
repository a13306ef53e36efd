/** The law that a pattern speaks of, and what would exonerate, at equal size. */
import { useLang, useWords } from "../../core/words";
import { Icon } from "../../parts";
import type { Told } from "./asks";
import { absent, lines, read, type Facts } from "./facts";
import { Classes } from "./Table";
import { words } from "./words";

export function Law({ of }: { of: Told }) {
  const w = useWords(words);
  const lang = useLang((s) => s.lang);
  const { about, classes, law, exonerates, name } = of.detector;
  const weak = lines(name, of.facts as Facts, lang).filter((one) => one.weakens);
  const none = absent(name, of.facts as Facts, lang);
  return (
    <>
      <section className="exp-part">
        <h3>{w.about}</h3>
        <p className="t2">{about}</p>
      </section>
      <section className="exp-part">
        <h3>{w.classes}</h3>
        <Classes of={classes} />
      </section>
      <section className="exp-part">
        <h3>{w.lawText}</h3>
        <p className="t2">{law}</p>
      </section>
      <section className="exp-part">
        <h3>
          {w.exonerates} <span className="t3 fs12">{w.exoneratesMore}</span>
        </h3>
        {exonerates.map((one) => (
          <div key={one} className="exp-check">
            <Icon name="help" small />
            <span>{one}</span>
          </div>
        ))}
      </section>
      {(weak.length > 0 || none.length > 0) && (
        <section className="exp-part">
          <h3>{w.weakening}</h3>
          {weak.map((one) => (
            <div key={one.name} className="exp-line weak">
              <span className="t2">{one.label}</span>
              <span className="v">{read(one.as, one.value, lang)}</span>
            </div>
          ))}
          {none.length > 0 && (
            <p className="t3 fs12">{w.absent(none)}</p>
          )}
        </section>
      )}
    </>
  );
}
