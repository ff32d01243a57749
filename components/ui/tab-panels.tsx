"use client";

import { Tabs as Base } from "@base-ui/react/tabs";
import type { ReactNode } from "react";
import { tabClass, tabListClass } from "./tabs";

export interface TabPanel<Value extends string = string> {
  value: Value;
  label: ReactNode;
  count?: number;
  content: ReactNode;
}

export interface TabPanelsProps<Value extends string> {
  tabs: readonly TabPanel<Value>[];
  value: Value;
  onValueChange: (value: Value) => void;
}

/** Tabs within one page; keep the value in the URL. */
export function TabPanels<Value extends string>({ tabs, value, onValueChange }: TabPanelsProps<Value>) {
  return (
    <Base.Root value={value} onValueChange={(next) => onValueChange(next as Value)}>
      <Base.List className={tabListClass}>
        {tabs.map((tab) => (
          <Base.Tab key={tab.value} value={tab.value} className={tabClass(tab.value === value)}>
            {tab.label}
            {tab.count !== undefined && <span className="font-normal text-faint-foreground">{tab.count}</span>}
          </Base.Tab>
        ))}
      </Base.List>
      {tabs.map((tab) => (
        <Base.Panel key={tab.value} value={tab.value} className="pt-4">
          {tab.content}
        </Base.Panel>
      ))}
    </Base.Root>
  );
}
