/** What pages are made of. */
export { Chart, type Option } from "./chart";
export { useClassName } from "./classes";
export { EntityLink, factText, Facts, type Fact, type Named } from "./Entity";
export { Money, Risk, Spark, Change, GradeMark, gradeOf, type Grade } from "./Figures";
export { Export } from "./Export";
export { FormDialog } from "./FormDialog";
export { Header, HeaderSlot } from "./Header";
export { Icon, KindIcon, type IconName } from "./Icon";
export { JobLine, JobState, useDuration, useJob, type JobSeen } from "./job";
export { LinkWay, useWay } from "./LinkWay";
export { Masked } from "./Masked";
export { Panel } from "./Panel";
export { usePrinting } from "./printing";
export { Reason } from "./Reason";
export { SourceRows } from "./SourceRows";
export { Answered, Empty, Failure, Loading, NoRight } from "./States";
export { walkRows } from "./walk";
export { words as partWords } from "./words";
