/** What pages are made of. */
export { EntityLink, Facts } from "./Entity";
export { Money, Risk, Spark, Change } from "./Figures";
export { Header, HeaderSlot } from "./Header";
export { Icon, KindIcon, type IconName } from "./Icon";
export { Masked } from "./Masked";
export { Panel } from "./Panel";
export { SourceRows } from "./SourceRows";
export { Answered, Empty, Failure, Loading, NoRight } from "./States";
export { words as partWords } from "./words";
