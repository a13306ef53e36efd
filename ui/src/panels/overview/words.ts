import { dictionary } from "../../core/words";

export const words = dictionary(
  { title: "全局概览", more: (n: string) => `共 ${n} 个元素，超过画布上限。拖出一片区域，在画布上打开。`, inside: (n: string) => `视野内 ${n} 个`, open: (n: number) => `在画布上打开 ${n} 个`, tooMany: (most: number) => `一次最多 ${most} 个，请框小一些`, fit: "适应窗口", picture: "概览图。拖动框选，滚轮缩放，按住空格或右键拖动" },
  { title: "Overview", more: (n) => `${n} elements, more than the board draws. Draw a box to open that region on the board.`, inside: (n) => `${n} in view`, open: (n) => `Open ${n} on the board`, tooMany: (most) => `At most ${most} at once; draw a smaller box`, fit: "Fit", picture: "The overview. Drag to choose a region, wheel to zoom, right button to move" },
);
