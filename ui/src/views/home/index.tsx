import { useWords } from "../../core/words";
import { Header } from "../../parts";
import { words } from "./words";

export default function Home() {
  const w = useWords(words);
  return (
    <div className="page">
      <Header title={w.title} />
    </div>
  );
}
