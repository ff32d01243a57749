"use client";

import { Tooltip } from "@base-ui/react/tooltip";
import { QueryClient, QueryClientProvider } from "@tanstack/react-query";
import { ThemeProvider } from "next-themes";
import { NuqsAdapter } from "nuqs/adapters/next/app";
import { type ReactNode, useState } from "react";
import { FlashProvider } from "@/components/feedback/flash";
import { TimeZone } from "./time-zone";
import { Toasts } from "./toasts";

/** `nonce`: of the script that sets the theme before anything is painted. */
export function Providers({ nonce, children }: { nonce: string | undefined; children: ReactNode }) {
  const [client] = useState(
    () =>
      new QueryClient({
        defaultOptions: { queries: { staleTime: 30_000, refetchOnWindowFocus: false, retry: 1 } },
      }),
  );
  return (
    <ThemeProvider attribute="class" defaultTheme="system" enableSystem disableTransitionOnChange nonce={nonce}>
      <QueryClientProvider client={client}>
        <NuqsAdapter>
          <Tooltip.Provider>
            <FlashProvider>{children}</FlashProvider>
          </Tooltip.Provider>
          <TimeZone />
          <Toasts />
        </NuqsAdapter>
      </QueryClientProvider>
    </ThemeProvider>
  );
}
