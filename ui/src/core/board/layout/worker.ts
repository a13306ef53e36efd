import { laidOut } from "./atlas";
import type { Task } from "./force";

self.onmessage = (event: MessageEvent<Task>) => self.postMessage(laidOut(event.data));
