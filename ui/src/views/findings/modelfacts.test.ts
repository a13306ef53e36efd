import { expect, test } from "vitest";
import { endsOf, isModel, modelFacts, points, spots, telling } from "./modelfacts";

const link = (from: string, to: string, change = 0.02) => ({ relation: "TRANSFER", label: { zh: "转账", en: "transfer" }, from, to, n: 3, sum: 1200.5, first: 1, last: 2, hop: 1, change });
const FACTS = {
  model: "账户", version: "3b2d", rank: 1, of: 7219, capacity: 60, score: 0.99, threshold: 0.85, probability: 0.957, calibration: "platt", calibration_error: 0.02,
  verdict: { zh: "高于基线", en: "above its floor" }, drift: { zh: "有漂移。", en: "Moved.", state: "moved" }, taught: { phase: "train", class: "1" },
  explanation: {
    subject: "acc-1", score: 0.98, bare: 0.1, gap: 0.01, untried: 5, links: [link("acc-2", "acc-1")],
    features: [{ name: "Account.opened", of: "acc-1", change: -0.01, label: { zh: "开户时间", en: "opened" }, reads: { zh: "2017年1月2日", en: "2017-01-02" }, usual: { zh: "2019年1月2日", en: "2019-01-02" } }],
    faithfulness: { k: [1, 3], faithful: true, fall: [0.1, 0.2], fall_by_chance: [0, 0.01], regain: [0.3, 0.4], regain_by_chance: [0.1, 0.2] },
  },
};

test("a model's facts are read in the language of the page", () => {
  const told = modelFacts(FACTS, "en");
  expect(told.verdict).toBe("above its floor");
  expect(told.drift).toEqual({ said: "Moved.", state: "moved" });
  expect(told.why?.links[0]).toMatchObject({ label: "transfer", n: 3, sum: 1200.5 });
  expect(told.why?.traits[0]).toMatchObject({ label: "opened", reads: "2017-01-02", usual: "2019-01-02" });
  expect(told.why?.steps).toEqual([{ k: 1, fall: 0.1, fallByLot: 0, regain: 0.3, regainByLot: 0.1 }, { k: 3, fall: 0.2, fallByLot: 0.01, regain: 0.4, regainByLot: 0.2 }]);
});

test("facts of an earlier version lack some, and nothing breaks", () => {
  const told = modelFacts({ model: "账户", version: "1", score: 1, explanation: { links: [{ relation: "TRANSFER", from: "a", to: "b" }], features: [{ name: "Account.opened", of: "a", value: 3 }] } }, "zh");
  expect([told.drift, told.taught, told.verdict, told.error]).toEqual([null, null, null, null]);
  expect(told.why?.links[0]).toMatchObject({ label: "TRANSFER", n: 1, sum: null });
  expect(told.why?.traits[0]).toMatchObject({ label: "Account.opened", reads: "3" });
  expect(told.why?.steps).toEqual([]);
  expect(modelFacts({}, "zh").why).toBeNull();
});

test("differences are told in points of a hundred, and what moves nothing is left out", () => {
  expect([points(0.0231), points(-0.004), points(0.0001)]).toEqual(["+2.3", "−0.4", "±0.0"]);
  expect(telling([{ change: 0.1 }, { change: 0.0001 }, { change: -0.02 }]).map((one) => one.change)).toEqual([0.1, -0.02]);
});

test("subjects stand in the middle, each of the others once around them", () => {
  const links = modelFacts({ explanation: { links: [link("a", "x"), link("x", "b"), link("c", "a")] } }, "zh").why!.links;
  const made = spots(["a", "b"], links);
  expect(made.filter((one) => one.root).map((one) => one.id)).toEqual(["a", "b"]);
  expect(made.map((one) => one.id).sort()).toEqual(["a", "b", "c", "x"]);
  expect(new Set(made.map((one) => `${one.x.toFixed(1)},${one.y.toFixed(1)}`)).size).toBe(4);
});

test("the ends of what moved a score are told once each, of other findings nobody", () => {
  expect(endsOf({ explanation: { links: [link("a", "b"), link("b", "c")] } })).toEqual(["a", "b", "c"]);
  expect(endsOf({ payers: 3 })).toEqual([]);
});

test("detectors of models are told by their name", () => {
  expect([isModel("model-账户"), isModel("ring")]).toEqual([true, false]);
});
