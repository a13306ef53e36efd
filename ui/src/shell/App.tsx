/** The whole page: who asks, the theme, the languages of the components, the frame around every view. */
import { QueryClient, QueryClientProvider } from "@tanstack/react-query";
import { App as Antd, ConfigProvider } from "antd";
import en from "antd/locale/en_US";
import zh from "antd/locale/zh_CN";
import { Suspense, useEffect, useMemo } from "react";
import { BrowserRouter } from "react-router";
import { AskError } from "../core/api";
import { theme, useLook } from "../core/look";
import { useLang } from "../core/words";
import { Loading } from "../parts";
import { Fence } from "./Fence";
import { Frame } from "./Frame";

const client = new QueryClient({
  defaultOptions: {
    mutations: { networkMode: "always" },
    queries: {
      staleTime: 15_000,
      refetchOnWindowFocus: false,
      networkMode: "always", // whether the browser thinks it is online says nothing of a server on the same net
      // a refusal is an answer; only what passes by itself is asked again
      retry: (times, error) => times < 2 && error instanceof AskError && (error.status >= 500 || error.status === 429),
    },
  },
});
const nonce = () => document.querySelector<HTMLElement>("[nonce]")?.nonce ?? "";

export function App() {
  const mode = useLook((s) => s.mode);
  const lang = useLang((s) => s.lang);
  const made = useMemo(() => theme(mode), [mode]);
  useEffect(() => {
    document.documentElement.lang = lang === "zh" ? "zh-CN" : "en";
  }, [lang]);
  return (
    <ConfigProvider locale={lang === "zh" ? zh : en} theme={made} csp={{ nonce: nonce() }} button={{ autoInsertSpace: false }} wave={{ disabled: true }}>
      <Antd style={{ height: "100%" }}>
        <QueryClientProvider client={client}>
          <BrowserRouter>
            <Fence>
              <Suspense fallback={<Loading />}>
                <Frame />
              </Suspense>
            </Fence>
          </BrowserRouter>
        </QueryClientProvider>
      </Antd>
    </ConfigProvider>
  );
}
