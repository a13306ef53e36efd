import { dictionary } from "../../core/words";

export const words = dictionary({ title: "地方金融风险监测与处置" }, { title: "Local financial-risk supervision" });
