import { laidOut } from "./atlas";
import type { Task } from "./atlas";

self.onmessage = (event: MessageEvent<Task>) => self.postMessage(laidOut(event.data));
