/** New findings as they come up, over the server's socket (graphql-transport-ws); opened again when it was cut off. */
import { graphql } from "../../core/api";

const NewFindings = graphql(`subscription NoticesFindings { newFindings { id } }`);
const REFUSED = 1008; // the session has ended: asking again would be refused again
const [FIRST, LAST] = [2_000, 60_000]; // ms until the next try

interface Message {
  type: string;
  payload?: { data?: { newFindings?: { id: string } } };
}

/** Tells each new finding's id until it is stopped. */
export function watchFindings(tell: (id: string) => void): () => void {
  let [socket, wait, stopped]: [WebSocket | null, number, boolean] = [null, FIRST, false];
  let again: ReturnType<typeof setTimeout>;
  const open = () => {
    const address = new URL("/api/graphql", location.href);
    address.protocol = address.protocol === "https:" ? "wss:" : "ws:";
    const here = (socket = new WebSocket(address, "graphql-transport-ws"));
    const say = (message: object) => here.send(JSON.stringify(message));
    here.onopen = () => say({ type: "connection_init" });
    here.onmessage = (event) => {
      const { type, payload } = JSON.parse(String(event.data)) as Message;
      if (type === "connection_ack") {
        wait = FIRST;
        say({ id: "1", type: "subscribe", payload: { query: String(NewFindings) } });
      } else if (type === "ping") say({ type: "pong" });
      else if (type === "next" && payload?.data?.newFindings) tell(payload.data.newFindings.id);
    };
    here.onclose = ({ code }) => {
      if (stopped || code === REFUSED) return;
      again = setTimeout(open, wait);
      wait = Math.min(LAST, wait * 2);
    };
  };
  open();
  return () => {
    stopped = true;
    clearTimeout(again);
    socket?.close();
  };
}
