import { createRoot } from "react-dom/client";
import "./core/look/tokens.css";
import "./core/look/base.css";
import { App } from "./shell/App";

createRoot(document.getElementById("page")!).render(<App />);
