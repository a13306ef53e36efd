/** The tokens as antd's theme. */
import { theme as antd, type ThemeConfig } from "antd";

export type Mode = "light" | "dark";

/** The value of a token now: `token("accent")`. */
export function token(name: string): string {
  return getComputedStyle(document.documentElement).getPropertyValue(`--${name}`).trim();
}

/** Of a mode whose tokens are in force on the document. */
export function theme(mode: Mode): ThemeConfig {
  const t = token;
  return {
    algorithm: mode === "dark" ? antd.darkAlgorithm : antd.defaultAlgorithm,
    token: {
      colorPrimary: t("accent"), colorLink: t("accent"), colorInfo: t("accent"), colorPrimaryHover: t("accent-hover"), colorLinkHover: t("accent-hover"),
      colorPrimaryActive: t("accent-hover"), colorPrimaryBg: t("accent-weak"), colorPrimaryBorder: t("accent-line"), colorTextLightSolid: t("on-accent"),
      colorText: t("text"), colorTextSecondary: t("text-2"), colorTextTertiary: t("text-3"), colorTextDescription: t("text-3"), colorTextPlaceholder: t("text-3"), colorTextDisabled: t("text-dis"), colorTextHeading: t("text"), colorIcon: t("text-2"),
      colorBgLayout: t("bg"), colorBgContainer: t("surface"), colorBgElevated: t("surface"), colorFillSecondary: t("fill"), colorFillTertiary: t("fill"), colorFillAlter: t("surface-2"),
      colorSplit: t("line"), colorBorder: t("line-2"), colorBorderSecondary: t("line"),
      colorError: t("red"), colorErrorBg: t("red-bg"), colorErrorBorder: t("red-line"), colorWarning: t("amber"), colorWarningBg: t("amber-bg"), colorWarningBorder: t("amber-line"), colorSuccess: t("green"), colorSuccessBg: t("green-bg"),
      fontFamily: t("font"), fontSize: 13, fontSizeSM: 12, lineHeight: 20 / 13, fontWeightStrong: 600,
      controlHeight: 32, controlHeightSM: 28, controlHeightXS: 24, borderRadius: 4, borderRadiusLG: 6, borderRadiusSM: 2, borderRadiusXS: 2,
      motionDurationFast: "0.08s", motionDurationMid: "0.12s", motionDurationSlow: "0.12s", wireframe: false,
      boxShadow: t("e2"), boxShadowSecondary: t("e2"), boxShadowTertiary: "none",
    },
    components: {
      Table: { headerBg: t("surface-2"), headerColor: t("text-3"), headerSplitColor: "transparent", rowHoverBg: t("surface-2"), rowSelectedBg: t("accent-weak"), rowSelectedHoverBg: t("accent-weak"), cellPaddingBlockSM: 6, cellPaddingInlineSM: 8, cellFontSizeSM: 13, headerBorderRadius: 0, borderColor: t("line") },
      Button: { primaryShadow: "none", defaultShadow: "none", dangerShadow: "none", fontWeight: 400, paddingInlineSM: 10 },
      Tabs: { horizontalMargin: "0", horizontalItemPadding: "9px 0", horizontalItemGutter: 20, titleFontSize: 13 },
      Tooltip: { colorBgSpotlight: mode === "dark" ? t("fill") : t("rail"), colorTextLightSolid: mode === "dark" ? t("text") : "#ffffff" },
      Input: { colorBorder: t("line-strong"), activeShadow: "none" },
      InputNumber: { colorBorder: t("line-strong"), activeShadow: "none" },
      DatePicker: { colorBorder: t("line-strong"), activeShadow: "none" },
      Select: { colorBorder: t("line-strong"), optionSelectedBg: t("accent-weak") },
      Modal: { titleFontSize: 16 },
      Tag: { defaultBg: t("fill"), defaultColor: t("text-2") },
      Badge: { colorError: "#d4473e" },
      Segmented: { itemSelectedBg: t("accent-weak"), itemSelectedColor: t("accent"), trackBg: t("surface-2") },
      Steps: { iconSizeSM: 20 },
    },
  };
}
