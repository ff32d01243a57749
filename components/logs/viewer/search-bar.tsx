"use client";

import { Search } from "lucide-react";
import { useTranslations } from "next-intl";
import { type FormEvent, useState } from "react";
import { useFocusKey } from "@/components/data-table/use-focus-key";
import { Button } from "@/components/ui/button";
import { Input } from "@/components/ui/input";
import { Popover } from "@/components/ui/popover";
import { logTerms } from "@/lib/model/log-query";
import { useRef } from "react";

export interface SearchBarProps {
  text: string;
  onSearch: (text: string) => void;
  busy: boolean;
  onStop?: () => void;
}

const examples: Record<(typeof logTerms)[number], string> = {
  status: "status:5xx,404",
  method: "method:POST",
  host: "host:*.example.com",
  path: "path:/login*",
  client: "client:10.0.*",
  server: "server:10.1.1.2:8080",
  agent: "agent:*curl*",
  listener: "listener:ID",
  ms: "ms:>500",
  tries: "tries:>1",
};

/** One field for words and terms; Enter searches. */
export function SearchBar({ text, onSearch, busy, onStop }: SearchBarProps) {
  const t = useTranslations("logViewer");
  const [typed, setTyped] = useState<string>();
  const input = useRef<HTMLInputElement>(null);
  useFocusKey(input);
  const value = typed ?? text;
  const submit = (event: FormEvent) => {
    event.preventDefault();
    setTyped(undefined);
    onSearch(value.trim());
  };
  return (
    <form
      onSubmit={submit}
      className="flex min-w-0 flex-1 items-center gap-2 phone:basis-full phone:flex-wrap"
      role="search"
    >
      <Input
        ref={input}
        before={<Search />}
        mono
        maxLength={1000}
        value={value}
        onChange={(event) => setTyped(event.target.value)}
        placeholder={t("searchHint")}
        aria-label={t("search")}
        className="min-w-0 flex-1 phone:basis-full"
      />
      <Popover trigger={<Button>{t("terms")}</Button>} label={t("terms")} className="w-90 max-w-[calc(100vw-24px)]">
        <p className="mb-2 text-xs text-muted-foreground">{t("termsHint")}</p>
        <dl className="grid grid-cols-[auto_minmax(0,1fr)] gap-x-3">
          {logTerms.map((term) => (
            <div key={term} className="contents">
              <dt>
                <button
                  type="button"
                  className="mono h-6 text-link"
                  onClick={() => {
                    setTyped(`${value}${value === "" || value.endsWith(" ") ? "" : " "}${term}:`);
                    input.current?.focus();
                  }}
                >
                  {examples[term]}
                </button>
              </dt>
              <dd className="flex items-center text-xs text-muted-foreground">{t(`term_${term}`)}</dd>
            </div>
          ))}
        </dl>
      </Popover>
      {busy && onStop ? (
        <Button onClick={onStop} className="min-w-20">
          {t("stop")}
        </Button>
      ) : (
        <Button variant="primary" type="submit" className="min-w-20">
          {t("find")}
        </Button>
      )}
    </form>
  );
}
