import { laidOut, type Task } from "./atlas";

self.onmessage = (event: MessageEvent<Task>) => self.postMessage(laidOut(event.data));
