/** The seven classes of illegal finance. The server names them in Chinese, as the law does; in English they are read so. */
import { useLang } from "../core/words";

const ENGLISH: Record<string, string> = {
  非法集资: "illegal fund-raising",
  非法证券: "illegal securities",
  非法期货: "illegal futures",
  非法外汇: "illegal foreign exchange",
  非法黄金: "illegal gold trading",
  非法支付: "illegal payment",
  非法代币: "illegal tokens",
};

export function useClassName(): (name: string) => string {
  const lang = useLang((s) => s.lang);
  return (name) => (lang === "en" ? (ENGLISH[name] ?? name) : name);
}
